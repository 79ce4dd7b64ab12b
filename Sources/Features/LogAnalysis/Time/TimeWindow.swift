internal import Glibc

/// A half-open range of time, in milliseconds since 1970 (rules.md D16).
public struct TimeWindow: Sendable, Equatable {
    /// The first millisecond inside; nil for no lower bound.
    public var since: Int?
    /// The first millisecond behind the end; nil for no upper bound.
    public var until: Int?

    /// Whether it lets every time in.
    public var isOpen: Bool { since == nil && until == nil }

    func contains(_ time: Int) -> Bool {
        if let since, time < since { return false }
        if let until, time >= until { return false }
        return true
    }
}

/// Reads what `--since` and `--until` take.
public enum TimeOption {
    /// Milliseconds since 1970 for RFC 3339, a date, or an age such as `36h`; nothing for other texts.
    ///
    /// `now` in milliseconds; `zone` turns a time without zone into an instant and defaults to UTC.
    public static func instant(_ text: String, now: Int, zone: LocalClock?) -> Int? {
        let units: [Character: Int] = ["s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000]
        if let unit = text.last.flatMap({ units[$0] }), let count = Int(text.dropLast()), count >= 0,
            count < 1_000_000
        {
            return now - count * unit
        }
        var copy = text
        let time = copy.withUTF8 { LogTime(UnsafeRawBufferPointer($0)) }
        return switch time {
        case .instant(let instant): instant
        case .local(let local): zone?.instant(local) ?? local
        case nil: nil
        }
    }
}

/// Turns times without a zone into instants (`--timezone`).
public final class LocalClock: @unchecked Sendable {
    // Unchecked: nothing changes after `init` but the process's TZ, which is set once, before any thread starts.
    private let fixed: Int?

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
    public func instant(_ local: Int) -> Int {
        if let fixed { return local - fixed }
        let seconds = local >= 0 ? local / 1000 : (local - 999) / 1000
        var parts = tm()
        var whole = time_t(seconds)
        gmtime_r(&whole, &parts)
        parts.tm_isdst = -1
        return mktime(&parts) * 1000 + (local - seconds * 1000)
    }

    /// What is to be added to an instant, in milliseconds, to get the local time.
    public func offset(at instant: Int) -> Int {
        if let fixed { return fixed }
        var parts = tm()
        var whole = time_t(instant >= 0 ? instant / 1000 : (instant - 999) / 1000)
        localtime_r(&whole, &parts)
        return parts.tm_gmtoff * 1000
    }

    private static func offset(_ text: String) -> Int? {
        guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
        let digits = text.dropFirst().filter { $0 != ":" }
        guard digits.count == 4 || digits.count == 2, let number = Int(digits), number >= 0 else { return nil }
        let (hour, minute) = digits.count == 4 ? (number / 100, number % 100) : (number, 0)
        guard hour < 24, minute < 60 else { return nil }
        return (sign == "+" ? 1 : -1) * (hour * 60 + minute) * 60_000
    }
}
