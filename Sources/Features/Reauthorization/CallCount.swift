internal import Synchronization

/// Numbers of calls in words.
enum Counted {
    /// `14 reads, 0 writes, 1 login`.
    static func calls(reads: Int, writes: Int, logins: Int) -> String {
        [(reads, "read"), (writes, "write"), (logins, "login")].map { count, noun in
            "\(count) \(noun)\(count == 1 ? "" : "s")"
        }.joined(separator: ", ")
    }
}

/// How many calls a command made, by what they do.
public final class CallCount: Sendable {
    private struct Counts {
        var reads = 0
        var writes = 0
        var logins = 0
    }

    private let counts = Mutex(Counts())

    public var reads: Int { counts.withLock { $0.reads } }
    var writes: Int { counts.withLock { $0.writes } }
    public var logins: Int { counts.withLock { $0.logins } }

    func read(_ count: Int = 1) { counts.withLock { $0.reads += count } }
    func write() { counts.withLock { $0.writes += 1 } }
    public func login(_ count: Int = 1) { counts.withLock { $0.logins += count } }
}
