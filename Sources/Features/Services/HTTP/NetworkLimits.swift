/// What a profile and a command line allow the network to take.
struct NetworkLimits: Sendable, Equatable {
    /// For each attempt, from its start to the last byte (design.md D25).
    var timeout = Duration.seconds(30)
    /// Calls that may start within a second, for each host.
    var requestsPerSecond = 20
    /// Calls under way at the same time, for each host.
    var concurrency = 8
    /// For the whole command.
    var deadline: Duration?
    /// What of the deadline had passed when the limits were put around the door.
    var spent = Duration.zero
    /// When to send again.
    var retry = RetryPolicy()

    /// The limits that hold where nothing else is said.
    init() {}
}

/// One attempt, for whoever watches (`-v`). Holds no header and no body.
struct NetworkEvent: Sendable, Equatable {
    /// As it stood in the request line.
    var method: HTTPRequest.Method
    /// Whom it was sent to.
    var url: HTTPURL
    /// 1 for the first.
    var attempt: Int
    /// The status, or the error's name in the table of faults.
    var outcome: String
    /// From the start to the last byte.
    var time: Duration
    /// The server's name for this call.
    var requestID: String?
    /// Nothing if there is no further attempt.
    var nextAttemptIn: Duration?

    /// `GET https://… 200 in 34 ms, request id …` on one line; still to pass the gate.
    var line: String {
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
