/// What a profile and a command line allow the network to take.
struct NetworkLimits: Sendable, Equatable {
    /// For each attempt, from its start to the last byte (rules.md D25).
    var timeout = Duration.seconds(30)
    /// Calls that may start within a second, for each host.
    var requestsPerSecond = 20
    /// Calls under way at the same time, for each host.
    var concurrency = 8
    /// For the whole command.
    var deadline: Duration?
    /// What of the deadline had passed when the limits were put around the client.
    var spent = Duration.zero
    /// When to send again.
    var retry = RetryPolicy()
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

extension HTTPClient {
    /// This client with limits for each host, retries, and the command's deadline around it.
    ///
    /// - Parameter watch: Is told of each attempt when it has ended, from any thread.
    func governed(
        _ limits: NetworkLimits, clock: NetworkClock, watch: @escaping @Sendable (NetworkEvent) -> Void = { _ in }
    ) -> HTTPClient {
        let governor = Governor(
            http: self, limits: limits, clock: clock, watch: watch,
            end: limits.deadline.map { clock.elapsed() + $0 - limits.spent },
            hosts: HostLimits(concurrency: limits.concurrency, perSecond: limits.requestsPerSecond))
        return HTTPClient { (request) async throws(TransportError) -> HTTPAnswer in try await governor.send(request) }
    }
}

/// The layers around one client.
private struct Governor: Sendable {
    let http: HTTPClient
    let limits: NetworkLimits
    let clock: NetworkClock
    let watch: @Sendable (NetworkEvent) -> Void
    /// The command's deadline on the clock.
    let end: Duration?
    let hosts: HostLimits

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPAnswer {
        var attempt = 1
        while true {
            let (outcome, time) = await attemptInTurn(request)
            let wait = limits.retry.wait(
                afterAttempt: attempt, of: request.effect, outcome: outcome, now: clock.unixTime(),
                random: clock.random(), remaining: remaining)
            if let time { watch(event(request, attempt, outcome, time, wait)) }
            guard let wait else { return try outcome.get() }
            await clock.sleep(wait)
            if Task.isCancelled { throw .cancelled(request.url.origin) }
            attempt += 1
        }
    }

    /// One attempt once the host's limits allow it; without a time if it came to none.
    private func attemptInTurn(_ request: HTTPRequest) async -> (Result<HTTPAnswer, TransportError>, Duration?) {
        let host = request.url.origin.host
        let wait = await hosts.enter(host, now: clock.elapsed)
        let isTooLate = remaining.map { $0 <= wait } ?? false
        if wait > .zero && !isTooLate { await clock.sleep(wait) }
        let result: (Result<HTTPAnswer, TransportError>, Duration?)
        if Task.isCancelled {
            result = (.failure(.cancelled(request.url.origin)), nil)
        } else if isTooLate || remaining.map({ $0 <= .zero }) ?? false {
            result = (.failure(.timedOut(request.url.origin, .deadline, seconds: deadlineSeconds)), nil)
        } else {
            let started = clock.elapsed()
            result = (await attempt(request), clock.elapsed() - started)
        }
        await hosts.leave(host)
        return result
    }

    private func attempt(_ request: HTTPRequest) async -> Result<HTTPAnswer, TransportError> {
        var request = request
        let own = request.timeout ?? limits.timeout
        let isCut = remaining.map { $0 < own } ?? false
        request.timeout = isCut ? remaining : own
        do throws(TransportError) { return .success(try await http.send(request)) } catch {
            // A limit that the deadline cut short is the deadline.
            if case .timedOut(let origin, _, _) = error, isCut {
                return .failure(.timedOut(origin, .deadline, seconds: deadlineSeconds))
            }
            return .failure(error)
        }
    }

    private var remaining: Duration? { end.map { $0 - clock.elapsed() } }

    private var deadlineSeconds: Int { limits.deadline.map { Int($0.components.seconds) } ?? 0 }

    private func event(
        _ request: HTTPRequest, _ attempt: Int, _ outcome: Result<HTTPAnswer, TransportError>, _ time: Duration,
        _ wait: Duration?
    ) -> NetworkEvent {
        let (text, requestID): (String, String?) =
            switch outcome {
            case .success(let answer): (String(answer.status), answer.requestID)
            case .failure(let error): (error.name, nil)
            }
        return NetworkEvent(
            method: request.method, url: request.url, attempt: attempt, outcome: text, time: time,
            requestID: requestID, nextAttemptIn: wait)
    }
}

/// Whether to send a request again, and how long to wait first. Pure: all that it depends on is handed in.
struct RetryPolicy: Sendable, Equatable {
    /// Attempts after the first.
    var mostRetries = 2
    /// Upper bound of the first wait; it doubles with each attempt.
    var firstWait = Duration.milliseconds(250)
    /// Upper bound of any wait that we choose ourselves.
    var longestWait = Duration.seconds(4)
    /// A `Retry-After` beyond this is not waited for (rules.md D25): the user is told when to try again instead.
    var longestRetryAfter = 10

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

    /// Errors of the connection. A timeout is not repeated (rules.md D25): the user has waited once.
    private static func isPassing(_ error: TransportError) -> Bool {
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

/// Keeps calls to one host below a number in flight and a number a second.
private actor HostLimits {
    private struct Host {
        var inFlight = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
        /// When the latest calls started or will start; at most as many as may start in a second, the oldest at `oldest`
        /// once there are so many.
        var starts: [Duration] = []
        var oldest = 0

        mutating func reserve(now: Duration, perSecond: Int) -> Duration {
            guard starts.count == perSecond else {
                starts.append(now)
                return now
            }
            let earliest = max(now, starts[oldest] + .seconds(1))
            starts[oldest] = earliest
            oldest = oldest + 1 == perSecond ? 0 : oldest + 1
            return earliest
        }
    }

    private var hosts: [String: Host] = [:]
    private let concurrency: Int
    private let perSecond: Int

    init(concurrency: Int, perSecond: Int) {
        self.concurrency = max(1, concurrency)
        self.perSecond = max(1, perSecond)
    }

    /// Waits for one of the host's places, first come first served; then how long the call has to wait so that no
    /// second sees more starts than allowed. It counts as started then.
    func enter(_ host: String, now: @Sendable () -> Duration) async -> Duration {
        if hosts[host, default: Host()].inFlight < concurrency {
            hosts[host, default: Host()].inFlight += 1
        } else {
            // The place is handed over by whoever leaves, so that nobody can slip in between.
            await withCheckedContinuation { hosts[host, default: Host()].waiting.append($0) }
        }
        let now = now()
        return hosts[host, default: Host()].reserve(now: now, perSecond: perSecond) - now
    }

    /// Gives the place to the next, or frees it.
    func leave(_ host: String) {
        if hosts[host]?.waiting.isEmpty == false {
            hosts[host]?.waiting.removeFirst().resume()
        } else {
            hosts[host]?.inFlight -= 1
        }
    }
}
