internal import Glibc

/// A day of the Gregorian calendar, without Foundation, which costs milliseconds at start-up.
public struct CivilDay: Sendable, Hashable {
    /// Days since 1970-01-01.
    public let number: Int

    /// The day of a number.
    public init(number: Int) { self.number = number }

    /// The day of that year, month and day of the month, both from 1; nothing for one that does not exist.
    public init?(_ year: Int, _ month: Int, _ day: Int) {
        guard (1...12).contains(month), day >= 1, day <= Self.length(year, month) else { return nil }
        number = Self.first(year, month) + day - 1
    }

    /// The day of a text `YYYY-MM-DD`; nothing for any other, and for one that does not exist.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
        let digits = bytes[0..<4] + bytes[5..<7] + bytes[8..<10]
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        self.init(number / 10_000, number / 100 % 100, number % 100)
    }

    /// Year, month and day of the month.
    public var parts: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    /// `YYYY-MM-DD`
    public var text: String {
        let (year, month, day) = parts
        return "\(Timestamp.padded(year, 4))-\(Timestamp.padded(month, 2))-\(Timestamp.padded(day, 2))"
    }

    /// The day so many days and months later; one that its month does not have falls into the next month.
    public func later(days: Int = 0, months: Int = 0) -> CivilDay {
        if months == 0 { return CivilDay(number: number + days) }
        let (year, month, day) = parts
        let count = year * 12 + month - 1 + months
        return CivilDay(number: Self.first(count / 12, count % 12 + 1) + day - 1 + days)
    }

    /// From 0 for Monday to 6 for Sunday.
    public var weekday: Int { ((number + 3) % 7 + 7) % 7 }

    /// Saturday or Sunday.
    public var isWeekend: Bool { weekday > 4 }

    /// The months' English names, short.
    public static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// The number of a month's first day. Years that begin in March end with the leap day (Howard Hinnant,
    /// days_from_civil).
    private static func first(_ year: Int, _ month: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func length(_ year: Int, _ month: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

/// Moments, counted from the beginning of 1970, UTC.
public enum Timestamp {
    /// Seconds, by this machine's clock.
    public static var now: Int { nowInMilliseconds / 1000 }

    /// The same in milliseconds.
    public static var nowInMilliseconds: Int {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }

    /// RFC 3339 in UTC with milliseconds.
    public static func text(milliseconds: Int) -> String {
        let (day, rest) = split(milliseconds, 86_400_000)
        return "\(CivilDay(number: day).text)T\(padded(rest / 3_600_000, 2)):\(padded(rest / 60_000 % 60, 2)):"
            + "\(padded(rest / 1000 % 60, 2)).\(padded(rest % 1000, 3))Z"
    }

    /// The same for whole seconds.
    public static func text(seconds: Int) -> String { text(milliseconds: seconds * 1000) }

    /// The day of a moment, and the seconds that have passed of it.
    public static func day(seconds: Int) -> (day: CivilDay, rest: Int) {
        let (day, rest) = split(seconds, 86_400)
        return (CivilDay(number: day), rest)
    }

    private static func split(_ number: Int, _ length: Int) -> (whole: Int, rest: Int) {
        let whole = number >= 0 ? number / length : (number - length + 1) / length
        return (whole, number - whole * length)
    }

    /// With zeros before it.
    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
