/// What a profile and a command line allow the network to take.
public struct NetworkLimits: Sendable, Equatable {
    /// For each attempt, from its start to the last byte (design.md D25).
    public var timeout = Duration.seconds(30)
    /// Calls that may start within a second, for each host.
    public var requestsPerSecond = 20
    /// Calls under way at the same time, for each host.
    public var concurrency = 8
    /// For the whole command.
    public var deadline: Duration?
    /// What of the deadline had passed when the limits were put around the door.
    public var spent = Duration.zero
    /// When to send again.
    public var retry = RetryPolicy()

    /// The limits that hold where nothing else is said.
    public init() {}
}

/// One attempt, for whoever watches (`-v`). Holds no header and no body.
public struct NetworkEvent: Sendable, Equatable {
    /// As it stood in the request line.
    public var method: HTTPRequest.Method
    /// Whom it was sent to.
    public var url: HTTPURL
    /// 1 for the first.
    public var attempt: Int
    /// The status, or the error's name in the table of faults.
    public var outcome: String
    /// From the start to the last byte.
    public var time: Duration
    /// The server's name for this call.
    public var requestID: String?
    /// Nothing if there is no further attempt.
    public var nextAttemptIn: Duration?

    /// `GET https://… 200 in 34 ms, request id …` on one line; still to pass the gate.
    public var line: String {
        var line = "\(method.rawValue) \(url) \(outcome) in \(Self.milliseconds(time)) ms"
        if let requestID { line += ", request id \(requestID.prefix(100))" }
        if let nextAttemptIn { line += "; attempt \(attempt + 1) in \(Self.milliseconds(nextAttemptIn)) ms" }
        return line
    }

    private static func milliseconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }
}
