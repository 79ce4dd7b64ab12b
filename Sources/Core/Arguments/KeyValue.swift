/// A name and a value that were written as `NAME=VALUE`.
public struct KeyValue: Sendable, Equatable {
    /// What stands before the first `=`.
    public let name: String

    /// What stands after the first `=`.
    public let value: String
}
