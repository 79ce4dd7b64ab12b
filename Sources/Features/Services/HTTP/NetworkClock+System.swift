internal import Glibc

extension NetworkClock {
    /// This machine's own time and chance.
    static let system = NetworkClock(
        elapsed: {
            var time = timespec()
            clock_gettime(CLOCK_MONOTONIC, &time)
            return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
        },
        unixTime: {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return time.tv_sec
        },
        sleep: { duration in try? await Task.sleep(for: duration) },
        random: { Double.random(in: 0..<1) })
}
