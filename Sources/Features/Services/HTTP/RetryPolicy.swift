/// Whether to send a request again, and how long to wait first. Pure: all that it depends on is handed in.
struct RetryPolicy: Sendable, Equatable {
    /// Attempts after the first.
    var mostRetries = 2
    /// Upper bound of the first wait; it doubles with each attempt.
    var firstWait = Duration.milliseconds(250)
    /// Upper bound of any wait that we choose ourselves.
    var longestWait = Duration.seconds(4)
    /// A `Retry-After` beyond this is not waited for (design.md D25): the user is told when to try again instead.
    var longestRetryAfter = 10

    /// The policy of every command.
    init() {}

    /// The wait before the next attempt; nothing if there is to be none.
    ///
    /// - Parameters:
    ///   - attempt: 1 after the first attempt.
    ///   - now: Seconds since 1970, for a `Retry-After` that is a date.
    ///   - random: From 0 up to 1: full jitter, so that clients that failed together do not come back together.
    ///   - remaining: Until the command's deadline; nothing if it has none.
    func wait(
        afterAttempt attempt: Int, of effect: HTTPRequest.Effect, outcome: Result<HTTPAnswer, TransportError>,
        now: Int, random: @autoclosure () -> Double, remaining: Duration? = nil
    ) -> Duration? {
        guard effect == .read, attempt <= mostRetries else { return nil }
        let wait: Duration
        switch outcome {
        case .success(let answer):
            guard Self.statuses.contains(answer.status) else { return nil }
            let asked = answer.retryAfter(now: now)
            if let asked, asked > longestRetryAfter { return nil }
            let own = jitter(attempt, random())
            wait = asked.map { max(.seconds($0), own) } ?? own
        case .failure(let error):
            guard Self.isPassing(error) else { return nil }
            wait = jitter(attempt, random())
        }
        if let remaining, wait >= remaining { return nil }
        return wait
    }

    /// Statuses that pass by themselves.
    static let statuses: Set<Int> = [429, 502, 503, 504]

    /// Errors of the connection. A timeout is not repeated (D25): the user has waited once.
    static func isPassing(_ error: TransportError) -> Bool {
        switch error {
        case .refused, .unreachable, .reset, .truncated: true
        default: false
        }
    }

    private func jitter(_ attempt: Int, _ random: Double) -> Duration {
        let bound = min(longestWait, firstWait * (1 << min(16, attempt - 1)))
        return bound * min(max(random, 0), 1)
    }
}
