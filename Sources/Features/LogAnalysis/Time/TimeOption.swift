/// A half-open range of time, in milliseconds since 1970 (design.md D16).
public struct TimeWindow: Sendable, Equatable {
    /// The first millisecond inside; nil for no lower bound.
    public var since: Int64?
    /// The first millisecond behind the end; nil for no upper bound.
    public var until: Int64?

    /// Whether it lets every time in.
    public var isOpen: Bool { since == nil && until == nil }

    func contains(_ time: Int64) -> Bool {
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
    public static func instant(_ text: String, now: Int64, zone: LocalClock?) -> Int64? {
        let units: [Character: Int64] = [
            "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000,
        ]
        if let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()), count >= 0,
            count < 1_000_000
        {
            return now - count * unit
        }
        var copy = text
        let time = copy.withUTF8 { LogTime(UnsafeRawBufferPointer($0)) }
        switch time {
        case .instant(let instant): return instant
        case .local(let local): return zone?.instant(local) ?? local
        case nil: return nil
        }
    }

    /// An instant as reports write it: RFC 3339, UTC, with milliseconds and `Z`.
    public static func text(of instant: Int64) -> String { Timestamp.text(instant) }
}
