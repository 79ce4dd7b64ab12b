internal import Glibc

/// Times of runs and plans.
public enum Moment {
    /// Seconds since 1970, by this machine's clock.
    public static var now: Int { time(nil) }

    /// The same in milliseconds.
    static var nowInMilliseconds: Int {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }

    /// RFC 3339 in UTC with milliseconds.
    public static func text(milliseconds: Int) -> String {
        var seconds = time_t(milliseconds / 1000)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        var buffer = [CChar](repeating: 0, count: 32)
        let count = strftime(&buffer, buffer.count, "%Y-%m-%dT%H:%M:%S", &parts)
        let text = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let rest = String(milliseconds % 1000)
        return "\(text).\(String(repeating: "0", count: 3 - rest.count))\(rest)Z"
    }

    /// The same for whole seconds.
    public static func text(seconds: Int) -> String { text(milliseconds: seconds * 1000) }
}
