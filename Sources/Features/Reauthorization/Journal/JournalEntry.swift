public import Support

/// One line of the journal: what was intended or what came of it.
public struct JournalEntry: Sendable, Equatable {
    /// From 1, over all runs, without a hole.
    public var sequence: Int
    /// The run's number, from 1.
    public var run: Int
    /// Milliseconds since 1970.
    public var time: Int
    /// A word of whoever writes, such as `intent`.
    public var kind: String
    /// JSON, without any secret.
    public var body: String
    /// Of this entry and all before it, in hexadecimal digits.
    public var digest: String
}

/// Why the journal cannot be used.
public enum JournalFault: Error, Sendable, Equatable {
    /// The first entry that is not what was written, or is missing.
    case damaged(sequence: Int)
    /// The chain is whole and does not hold the digest that a receipt names: its end was cut off.
    case headMissing
    /// Another process is at work.
    case locked
    /// The database's file.
    case database(DatabaseFault)
    /// The folder.
    case state(StateFault)
}
