/// Keeps calls to one host below a number in flight and a number a second.
actor HostLimits {
    private struct Host {
        var inFlight = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
        /// When the latest calls started or will start; at most as many as may start in a second.
        var starts: [Duration] = []
    }

    private var hosts: [String: Host] = [:]
    private let concurrency: Int
    private let perSecond: Int

    init(concurrency: Int, perSecond: Int) {
        self.concurrency = max(1, concurrency)
        self.perSecond = max(1, perSecond)
    }

    /// Waits for one of the host's places, first come first served.
    func enter(_ host: String) async {
        if hosts[host, default: Host()].inFlight < concurrency {
            hosts[host, default: Host()].inFlight += 1
            return
        }
        // The place is handed over by whoever leaves, so that nobody can slip in between.
        await withCheckedContinuation { hosts[host, default: Host()].waiting.append($0) }
    }

    /// Gives the place to the next, or frees it.
    func leave(_ host: String) {
        if hosts[host]?.waiting.isEmpty == false {
            hosts[host]?.waiting.removeFirst().resume()
        } else {
            hosts[host]?.inFlight -= 1
        }
    }

    /// How long the next call has to wait so that no second sees more starts than allowed; counts it as started then.
    func reserveStart(_ host: String, now: Duration) -> Duration {
        var starts = hosts[host, default: Host()].starts
        let earliest = starts.count < perSecond ? now : max(now, starts[starts.count - perSecond] + .seconds(1))
        starts.append(earliest)
        hosts[host, default: Host()].starts = starts.suffix(perSecond)
        return earliest - now
    }
}
