internal import Support

/// A time as a log spells it.
enum LogTime: Equatable {
    /// Milliseconds since 1970, UTC.
    case instant(Int)
    /// Without a zone: milliseconds since 1970 as if it were UTC.
    case local(Int)

    /// Milliseconds since 1970, as if a time without a zone were UTC.
    var milliseconds: Int {
        switch self {
        case .instant(let time), .local(let time): time
        }
    }

    /// Reads RFC 3339 and its relatives, Kibana's `Sep 20, 2015 @ 10:26:48.725`, and epoch numbers.
    init?(_ bytes: UnsafeRawBufferPointer) {
        var reader = TimeReader(bytes)
        guard let time = reader.time(), reader.isAtEnd else { return nil }
        self = time
    }

    /// Reads a time at the beginning of a line, behind a bracket at most.
    init?(atStartOf line: UnsafeRawBufferPointer) {
        var reader = TimeReader(line)
        _ = reader.skip("[")
        guard line.count > 10, line.count > reader.at + 4, let time = reader.calendarTime() else { return nil }
        self = time
    }
}

/// Reads a time byte by byte; slower ways cost more than reading the whole record.
struct TimeReader {
    private let bytes: UnsafeRawBufferPointer
    private(set) var at = 0

    private static let months: [StaticString] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static let weekdays: [StaticString] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        while at < bytes.count && bytes[at] == 0x20 { at += 1 }
    }

    var isAtEnd: Bool {
        var end = at
        while end < bytes.count && bytes[end] == 0x20 { end += 1 }
        return end == bytes.count
    }

    mutating func time() -> LogTime? {
        let start = at
        if let epoch = epoch() { return epoch }
        at = start
        return calendarTime()
    }

    /// `2026-11-21`, `2026-11-21T10:26:48.725Z`, `2026-11-21 10:26:48,725 +0100`, `Nov 21, 2026 @ 10:26:48.725`,
    /// `21.11.2026 10:26:48`, `11/21/2026 10:26:48.725 am`, `Sat, 21 Nov 2026 10:26:48 GMT` (RFC 1123),
    /// `21/Nov/2026:10:26:48 +0000` (Apache).
    mutating func calendarTime() -> LogTime? {
        let half = half()
        weekday()
        guard
            let days = isoDate() ?? monthDate() ?? dayMonthDate() ?? dottedDate()
                ?? slashedDate(isAmerican: half != nil)
        else { return nil }
        guard skip("T") || skip("t") || skip(" @ ") || skip(", ") || skip(" ") || skip(":") else {
            return .local(days * 86_400_000)
        }
        guard var hour = number(2) ?? number(1), hour < 24, skip(":"), let minute = number(2), minute < 60 else {
            return nil
        }
        if let half {
            guard hour > 0, hour <= 12 else { return nil }
            hour = hour % 12 + half
        }
        var milliseconds = (hour * 60 + minute) * 60_000
        if skip(":") {
            guard let second = number(2), second <= 60 else { return nil }
            milliseconds += second * 1000
            if skip(".") || skip(",") { milliseconds += fraction() }
        }
        let local = days * 86_400_000 + milliseconds
        if half != nil { return skip(" am") || skip(" pm") || skip(" AM") || skip(" PM") ? .local(local) : nil }
        return zone().map { .instant(local - $0 * 60_000) } ?? .local(local)
    }

    /// Seconds, milliseconds, microseconds or nanoseconds by the number of digits; years 2001 to 2286.
    private mutating func epoch() -> LogTime? {
        let start = at
        while at < bytes.count, isDigit(bytes[at]) { at += 1 }
        let digits = at - start
        guard digits == 10 || digits == 13 || digits == 16 || digits == 19 else { return nil }
        if at < bytes.count && bytes[at] == UInt8(ascii: ".") && digits == 10 {
            at = start
            guard let seconds = number(10), skip(".") else { return nil }
            return .instant(seconds * 1000 + fraction())
        }
        at = start
        guard let value = number(digits) else { return nil }
        switch digits {
        case 10: return .instant(value * 1000)
        case 13: return .instant(value)
        case 16: return .instant(value / 1000)
        default: return .instant(value / 1_000_000)
        }
    }

    private mutating func isoDate() -> Int? {
        let start = at
        if let year = number(4), skip("-") || skip("/"), let month = number(2), skip("-") || skip("/"),
            let day = number(2), let date = CivilDay(year, month, day)
        {
            return date.number
        }
        at = start
        return nil
    }

    /// Hours to add for the half of the day that a time ends with; nothing where it ends otherwise.
    private func half() -> Int? {
        var end = bytes.count
        while end > at, bytes[end - 1] == 0x20 { end -= 1 }
        guard end - at > 3, bytes[end - 1] | 0x20 == UInt8(ascii: "m"), bytes[end - 3] == 0x20 else { return nil }
        switch bytes[end - 2] | 0x20 {
        case UInt8(ascii: "a"): return 0
        case UInt8(ascii: "p"): return 12
        default: return nil
        }
    }

    /// The day first, in all countries that write periods.
    private mutating func dottedDate() -> Int? {
        let start = at
        if let day = number(2) ?? number(1), skip("."), let month = number(2) ?? number(1), skip("."),
            let year = number(4), let date = CivilDay(year, month, day)
        {
            return date.number
        }
        at = start
        return nil
    }

    /// With slashes either may stand first: only a half of the day, or a number over 12, tells.
    private mutating func slashedDate(isAmerican: Bool) -> Int? {
        let start = at
        if let first = number(2) ?? number(1), skip("/"), let second = number(2) ?? number(1), skip("/"),
            let year = number(4), isAmerican || first > 12 || second > 12 || first == second
        {
            let isMonthFirst = isAmerican || second > 12
            let (month, day) = isMonthFirst ? (first, second) : (second, first)
            if let date = CivilDay(year, month, day) { return date.number }
        }
        at = start
        return nil
    }

    /// Passes over `Sat, ` and `Saturday `; a date that follows says the same.
    private mutating func weekday() {
        let start = at
        for name in Self.weekdays where skip(name) {
            while at < bytes.count, bytes[at] | 0x20 >= 0x61, bytes[at] | 0x20 <= 0x7A { at += 1 }
            _ = skip(",")
            if skip(" ") { return }
            break
        }
        at = start
    }

    /// The day first, then the month's name.
    private mutating func dayMonthDate() -> Int? {
        let start = at
        if let day = number(2) ?? number(1), skip(" ") || skip("/") || skip("-"),
            let month = Self.months.firstIndex(where: { skip($0) }), skip(" ") || skip("/") || skip("-"),
            let year = number(4), let date = CivilDay(year, month + 1, day)
        {
            return date.number
        }
        at = start
        return nil
    }

    private mutating func monthDate() -> Int? {
        let start = at
        for (index, name) in Self.months.enumerated() where skip(name) {
            guard skip(" "), let day = number(2) ?? number(1), skip(", ") || skip(" "), let year = number(4),
                let date = CivilDay(year, index + 1, day)
            else { break }
            return date.number
        }
        at = start
        return nil
    }

    /// Digits behind the decimal point, as milliseconds; further digits are dropped.
    private mutating func fraction() -> Int {
        var value = 0
        var scale = 100
        while at < bytes.count, isDigit(bytes[at]) {
            value += Int(bytes[at] - 0x30) * scale
            scale /= 10
            at += 1
        }
        return value
    }

    /// Minutes east of UTC.
    private mutating func zone() -> Int? {
        let start = at
        _ = skip(" ")
        if skip("Z") || skip("z") || skip("UTC") || skip("GMT") { return 0 }
        let east = skip("+")
        if east || skip("-"), let hour = number(2), hour < 24 {
            guard skip(":") || at < bytes.count && isDigit(bytes[at]) else { return (east ? 1 : -1) * hour * 60 }
            guard let minute = number(2), minute < 60 else {
                at = start
                return nil
            }
            return (east ? 1 : -1) * (hour * 60 + minute)
        }
        at = start
        return nil
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private mutating func number(_ digits: Int) -> Int? {
        guard at + digits <= bytes.count else { return nil }
        var value = 0
        for offset in 0..<digits {
            let byte = bytes[at + offset]
            guard isDigit(byte) else { return nil }
            let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, isTooLargeAlso) = tens.addingReportingOverflow(Int(byte - 0x30))
            if isTooLarge || isTooLargeAlso { return nil }
            value = sum
        }
        at += digits
        return value
    }

    mutating func skip(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard at + count <= bytes.count else { return false }
        for offset in 0..<count where bytes[at + offset] != text.utf8Start[offset] { return false }
        at += count
        return true
    }
}

/// Reads times of the form that nearly all logs have, `2026-11-20T06:00:00.000Z`, knowing that few days come often.
struct DayCache: ~Copyable {
    private let days: UnsafeMutablePointer<Day>

    /// A day by its first eleven bytes, the `T` included.
    private struct Day {
        var head: UInt64 = 0
        var tail: UInt64 = 0
        var start = 0
    }

    private static let count = 64

    init() {
        days = .allocate(capacity: Self.count)
        days.initialize(repeating: Day(), count: Self.count)
    }

    deinit { days.deallocate() }

    /// The same as `LogTime(bytes)`.
    func time(_ bytes: UnsafeRawBufferPointer) -> LogTime? {
        guard bytes.count == 24, bytes[23] == UInt8(ascii: "Z"), bytes[10] == UInt8(ascii: "T"),
            let milliseconds = Self.milliseconds(bytes)
        else { return LogTime(bytes) }
        let head = bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
        let tail = bytes.loadUnaligned(fromByteOffset: 3, as: UInt64.self)
        // The last digits of month and day tell most neighbouring days apart.
        let place = Int(bytes[9] &+ bytes[8] &* 10 &+ bytes[6] &* 31) & (Self.count - 1)
        if days[place].head == head && days[place].tail == tail { return .instant(days[place].start + milliseconds) }
        let time = LogTime(bytes)
        if case .instant(let instant) = time {
            days[place] = Day(head: head, tail: tail, start: instant - milliseconds)
        }
        return time
    }

    /// Milliseconds since midnight out of `…THH:MM:SS.mmmZ`; nothing for any other form.
    private static func milliseconds(_ bytes: UnsafeRawBufferPointer) -> Int? {
        var worst: UInt8 = bytes[13] == 0x3A && bytes[16] == 0x3A && bytes[19] == 0x2E ? 0 : 10
        func digit(_ at: Int) -> Int {
            let value = bytes[at] &- 0x30
            worst = max(worst, value)
            return Int(value)
        }
        let hour = digit(11) * 10 + digit(12)
        let minute = digit(14) * 10 + digit(15)
        let second = digit(17) * 10 + digit(18)
        let rest = digit(20) * 100 + digit(21) * 10 + digit(22)
        guard worst < 10, hour < 24, minute < 60, second <= 60 else { return nil }
        return ((hour * 60 + minute) * 60 + second) * 1000 + rest
    }
}
