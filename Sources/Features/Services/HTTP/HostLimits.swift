/// Keeps calls to one host below a number in flight and a number a second.
actor HostLimits {
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
