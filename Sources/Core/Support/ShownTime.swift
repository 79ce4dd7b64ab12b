/// Times as people say them: `20 Nov 15:01`; all are UTC.
public enum ShownTime {
    /// The day and the minute of a time in RFC 3339; a text that is none comes back as it is.
    public static func minute(_ time: String) -> String {
        parts(time).map { "\($0.day) \($0.minute)" } ?? time
    }

    /// Its day: `20 Nov`.
    public static func day(_ time: String) -> String { parts(time)?.day ?? time }

    /// The day with its year, the minute and the zone: `16 Nov 2026 14:14 UTC`; a text without a time comes back as it is.
    public static func moment(_ time: String) -> String {
        parts(time).map { "\($0.day) \(time.prefix(4)) \($0.minute) UTC" } ?? time
    }

    /// From one time to another, no longer than it takes to tell them apart: `20 Nov 15:01-15:04`, `17-20 Nov`.
    public static func span(_ first: String, _ last: String) -> String {
        guard let start = parts(first), let end = parts(last) else {
            return first == last ? first : "\(first) to \(last)"
        }
        if start.date != end.date { return days(start, end) }
        return start.minute == end.minute ? minute(first) : "\(start.day) \(start.minute)-\(end.minute)"
    }

    /// The same to the second, with the zone: `30 Nov 01:25:02-01:25:03 UTC`.
    public static func seconds(_ first: String, _ last: String) -> String {
        guard let start = parts(first), let end = parts(last), first.utf8.count >= 19, last.utf8.count >= 19 else {
            return first == last ? first : "\(first) to \(last)"
        }
        let from = first.dropFirst(11).prefix(8)
        let to = last.dropFirst(11).prefix(8)
        if start.date != end.date { return "\(start.day) \(from) to \(end.day) \(to) UTC" }
        return "\(start.day) \(from == to ? String(from) : "\(from)-\(to)") UTC"
    }

    /// The same in whole days, with the year: `17-20 Nov 2026`.
    public static func days(_ first: String, _ last: String) -> String {
        guard let start = parts(first), let end = parts(last) else {
            return first == last ? first : "\(first) to \(last)"
        }
        let year = end.date.prefix(4)
        if start.date == end.date { return "\(end.day) \(year)" }
        let firstYear = start.date.prefix(4)
        return firstYear == year
            ? "\(days(start, end)) \(year)" : "\(start.day) \(firstYear) to \(end.day) \(year)"
    }

    private typealias Parts = (date: Substring, day: String, minute: Substring)

    private static func days(_ start: Parts, _ end: Parts) -> String {
        let isSameMonth = start.date.prefix(7) == end.date.prefix(7)
        let first = isSameMonth ? String(start.day.prefix { $0 != " " }) : start.day
        return isSameMonth ? "\(first)-\(end.day)" : "\(first) to \(end.day)"
    }

    private static func parts(_ time: String) -> Parts? {
        guard time.utf8.count >= 16, time.utf8.allSatisfy({ $0 < 0x80 }), let day = CivilDay(String(time.prefix(10)))
        else { return nil }
        let number = Int(day.text.suffix(2)) ?? 0
        let month = Int(day.text.dropFirst(5).prefix(2)) ?? 1
        return (time.prefix(10), "\(number) \(CivilDay.months[month - 1])", time.dropFirst(11).prefix(5))
    }
}
