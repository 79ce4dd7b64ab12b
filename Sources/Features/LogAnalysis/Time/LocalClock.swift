internal import Glibc

/// Turns times without a zone into instants (`--timezone`).
public final class LocalClock: @unchecked Sendable {
    // Unchecked: nothing changes after `init` but the process's TZ, which is set once, before any thread starts.
    private let fixed: Int64?

    /// `Z`, `UTC`, an offset such as `+05:30`, or a name of the system's time zone database; nothing for others.
    public init?(_ name: String) {
        if name == "Z" || name.uppercased() == "UTC" || name.uppercased() == "GMT" {
            fixed = 0
            return
        }
        if let offset = Self.offset(name) {
            fixed = offset
            return
        }
        let plain = name.utf8.allSatisfy { byte in
            (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || "/_+-".utf8.contains(byte)
        }
        guard plain, !name.hasPrefix("/"), access("/usr/share/zoneinfo/\(name)", R_OK) == 0 else { return nil }
        setenv("TZ", name, 1)
        tzset()
        fixed = nil
    }

    /// The instant of a local time; in the hour that a clock change repeats, the first.
    public func instant(_ local: Int64) -> Int64 {
        if let fixed { return local - fixed }
        let seconds = local >= 0 ? local / 1000 : (local - 999) / 1000
        var parts = tm()
        var whole = time_t(seconds)
        gmtime_r(&whole, &parts)
        parts.tm_isdst = -1
        return Int64(mktime(&parts)) * 1000 + (local - seconds * 1000)
    }

    private static func offset(_ text: String) -> Int64? {
        guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
        let digits = text.dropFirst().filter { $0 != ":" }
        guard digits.count == 4 || digits.count == 2, let number = Int64(digits), number >= 0 else { return nil }
        let (hour, minute) = digits.count == 4 ? (number / 100, number % 100) : (number, 0)
        guard hour < 24, minute < 60 else { return nil }
        let minutes = hour * 60 + minute
        return (sign == "+" ? 1 : -1) * minutes * 60_000
    }
}
