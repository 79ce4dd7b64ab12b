extension HTTPDoor {
    /// This door with limits for each host, retries, and the command's deadline around it.
    ///
    /// - Parameter watch: Is told of each attempt when it has ended, from any thread.
    func governed(
        _ limits: NetworkLimits, clock: NetworkClock, watch: @escaping @Sendable (NetworkEvent) -> Void = { _ in }
    ) -> HTTPDoor {
        let governor = Governor(
            door: self, limits: limits, clock: clock, watch: watch,
            end: limits.deadline.map { clock.elapsed() + $0 - limits.spent },
            hosts: HostLimits(concurrency: limits.concurrency, perSecond: limits.requestsPerSecond))
        return HTTPDoor { (request) async throws(TransportError) -> HTTPAnswer in try await governor.send(request) }
    }
}

/// The layers around one door.
private struct Governor: Sendable {
    let door: HTTPDoor
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
        do throws(TransportError) {
            return .success(try await door.send(request))
        } catch {
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
