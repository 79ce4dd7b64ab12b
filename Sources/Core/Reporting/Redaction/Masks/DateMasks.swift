extension IdentityScanner {
    /// A calendar date that begins with digits, with the time of day after it.
    func date(at index: Int) -> IdentityMatch? {
        guard isDigit(at: index) else { return nil }
        let end = yearFirst(at: index) ?? yearLast(at: index) ?? compact(at: index) ?? dayThenMonth(at: index)
        return end.map { IdentityMatch(kind: .date, start: index, end: timeEnd(from: $0)) }
    }

    /// `Nov 20, 2026`, `November 20th`; the day alone tells enough.
    func dateWithMonthFirst(at index: Int) -> IdentityMatch? {
        guard let month = monthEnd(at: index) else { return nil }
        var place = run(from: month, limit: 3) { $0 == Ascii.dot || $0 == Ascii.space || $0 == Ascii.hyphen }
        guard place > month, let day = digits(from: place, 1...2), (1...31).contains(day.value) else { return nil }
        place = ordinalEnd(from: day.end)
        guard !isWord(at: place) else { return nil }
        let gap = run(from: place, limit: 3) { $0 == UInt8(ascii: ",") || $0 == Ascii.space || $0 == Ascii.hyphen }
        if let year = digits(from: gap, 4...4), isYear(year.value) { place = year.end }
        return IdentityMatch(kind: .date, start: index, end: timeEnd(from: place))
    }

    private func yearFirst(at index: Int) -> Int? {
        guard let year = digits(from: index, 4...4), isYear(year.value), let sign = dateSign(at: year.end),
            let month = digits(from: year.end + 1, 1...2), (1...12).contains(month.value), byte(month.end) == sign,
            let day = digits(from: month.end + 1, 1...2), (1...31).contains(day.value)
        else { return nil }
        return day.end
    }

    private func yearLast(at index: Int) -> Int? {
        guard let first = digits(from: index, 1...2), let sign = dateSign(at: first.end),
            let second = digits(from: first.end + 1, 1...2), byte(second.end) == sign,
            let year = digits(from: second.end + 1, 2...4), year.end - second.end != 4
        else { return nil }
        let days = (1...31).contains(first.value) && (1...31).contains(second.value)
        // 1.2.26 is a version.
        let short = year.end - second.end == 3
        guard days, min(first.value, second.value) <= 12, short ? sign != Ascii.dot : isYear(year.value) else {
            return nil
        }
        return year.end
    }

    /// `19800115`, `20261120093000`: dates as HL7 writes them.
    private func compact(at index: Int) -> Int? {
        let end = run(from: index, limit: 15, while: Ascii.isDigit)
        guard [8, 12, 14].contains(end - index), !isWord(at: end), !isWord(before: index) else { return nil }
        let year = number(index..<(index + 4))
        let fits =
            (1900..<2100).contains(year) && (1...12).contains(number((index + 4)..<(index + 6)))
            && (1...31).contains(number((index + 6)..<(index + 8)))
        return fits ? end : nil
    }

    private func dayThenMonth(at index: Int) -> Int? {
        guard let day = digits(from: index, 1...2), (1...31).contains(day.value) else { return nil }
        let ordinal = ordinalEnd(from: day.end)
        let gap = run(from: ordinal, limit: 2) { $0 == Ascii.space || $0 == Ascii.hyphen || $0 == Ascii.slash }
        guard let month = monthEnd(at: gap) else { return nil }
        let rest = run(from: month, limit: 3) { " ,.-/".utf8.contains($0) }
        guard let year = digits(from: rest, 2...4) else { return gap > ordinal ? month : nil }
        return year.end
    }

    private func isYear(_ value: Int) -> Bool { (1800..<2200).contains(value) }

    private func dateSign(at index: Int) -> UInt8? {
        guard let byte = byte(index) else { return nil }
        return byte == Ascii.hyphen || byte == Ascii.slash || byte == Ascii.dot ? byte : nil
    }
}

extension IdentityScanner {
    /// A whole number of so many digits, not followed by another digit.
    func digits(from start: Int, _ length: ClosedRange<Int>) -> (value: Int, end: Int)? {
        let end = run(from: start, limit: length.upperBound + 1, while: Ascii.isDigit)
        return length.contains(end - start) ? (number(start..<end), end) : nil
    }

    func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1) - 0x30 } }

    /// The end of an English month's name, short or long; lower-case "may" and "march" are ordinary words.
    private func monthEnd(at index: Int) -> Int? {
        guard let first = byte(index), Ascii.isUpper(first), isMonth(at: index) else { return nil }
        let end = run(from: index, limit: 10, while: Ascii.isLetter)
        let length = end - index
        let known = Self.months.contains { $0.utf8CodeUnitCount == length && has($0, at: index) }
        return length == 3 || known || length == 4 && has("sept", at: index) ? end : nil
    }

    /// Whether the first three letters are a month's.
    private func isMonth(at index: Int) -> Bool {
        guard index + 3 <= bytes.count else { return false }
        switch bytes[index] {
        case UInt8(ascii: "J"): return has("jan", at: index) || has("jun", at: index) || has("jul", at: index)
        case UInt8(ascii: "F"): return has("feb", at: index)
        case UInt8(ascii: "M"): return has("mar", at: index) || has("may", at: index)
        case UInt8(ascii: "A"): return has("apr", at: index) || has("aug", at: index)
        case UInt8(ascii: "S"): return has("sep", at: index)
        case UInt8(ascii: "O"): return has("oct", at: index)
        case UInt8(ascii: "N"): return has("nov", at: index)
        case UInt8(ascii: "D"): return has("dec", at: index)
        default: return false
        }
    }

    private func ordinalEnd(from index: Int) -> Int {
        let follows = has("st", at: index) || has("nd", at: index) || has("rd", at: index) || has("th", at: index)
        return follows ? index + 2 : index
    }

    /// The end of a time of day that follows a date: `T09:30:00.000Z`, ` 9:30 PM`, `+01:00`.
    private func timeEnd(from date: Int) -> Int {
        let start = run(from: date, limit: 3) { $0 == Ascii.space || $0 == UInt8(ascii: ",") || $0 == Ascii.at }
        let clock = byte(start).map { Ascii.lowered($0) == UInt8(ascii: "t") } == true ? start + 1 : start
        guard clock > date, let hour = digits(from: clock, 1...2), byte(hour.end) == Ascii.colon,
            let minute = digits(from: hour.end + 1, 2...2)
        else { return date }
        var end = minute.end
        if byte(end) == Ascii.colon, let second = digits(from: end + 1, 2...2) { end = second.end }
        if byte(end) == Ascii.dot || byte(end) == UInt8(ascii: ",") {
            let fraction = run(from: end + 1, limit: 9, while: Ascii.isDigit)
            if fraction > end + 1 { end = fraction }
        }
        let half = run(from: end, limit: 1) { $0 == Ascii.space }
        if has("am", at: half) || has("pm", at: half) { return half + 2 }
        if byte(end).map(Ascii.lowered) == UInt8(ascii: "z") { return end + 1 }
        if byte(end) == Ascii.plus || byte(end) == Ascii.hyphen {
            return run(from: end + 1, limit: 5) { Ascii.isDigit($0) || $0 == Ascii.colon }
        }
        return end
    }

    private static let months: [StaticString] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]
}

/// Times at which something was logged.
public enum LogTimes {
    /// The end of a date of this time with a time of day, to the second, that begins at a place.
    public static func end(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
        guard index < bytes.count, Ascii.isWord(bytes[index]) else { return nil }
        let scanner = IdentityScanner(bytes: bytes, signs: [])
        func isToTheSecond(_ match: IdentityMatch) -> Bool {
            bytes[index..<match.end].count(where: { $0 == Ascii.colon }) >= 2
        }
        let found = scanner.logDate(at: index) ?? scanner.date(at: index)
        guard let match = found, isToTheSecond(match) else { return nil }
        let text = bytes[index..<match.end]
        // A patient who drives a car was born before then, and a log is younger.
        let year = text.split(whereSeparator: { !Ascii.isDigit($0) }).first { $0.count == 4 }
        if let year, !(2015..<2100).contains(year.reduce(0) { $0 * 10 + Int($1) - 0x30 }) { return nil }
        return match.end
    }
}

extension IdentityScanner {
    /// `Nov 17 06:04:01`, `Tue Nov 17 06:04:01 2026`, `17/Nov/2026:06:04:01 +0000`.
    fileprivate func logDate(at index: Int) -> IdentityMatch? {
        if isDigit(at: index) {
            guard let day = digits(from: index, 1...2), byte(day.end) == Ascii.slash else { return nil }
            let month = run(from: day.end + 1, limit: 4, while: Ascii.isLetter)
            guard month == day.end + 4, byte(month) == Ascii.slash, let year = digits(from: month + 1, 4...4),
                byte(year.end) == Ascii.colon
            else { return nil }
            let clock = run(from: year.end + 1, limit: 8) { Ascii.isDigit($0) || $0 == Ascii.colon }
            let zone =
                byte(clock) == Ascii.space
                ? run(from: clock + 1, limit: 5) { Ascii.isDigit($0) || $0 == Ascii.plus || $0 == Ascii.hyphen } : clock
            return IdentityMatch(kind: .date, start: index, end: zone > clock + 1 ? zone : clock)
        }
        let word = run(from: index, limit: 4, while: Ascii.isLetter)
        let isDay = word == index + 3 && Self.days.contains { has($0, at: index) }
        let month = isDay ? run(from: word, limit: 2) { $0 == Ascii.space || $0 == UInt8(ascii: ",") } : index
        let found = isDigit(at: month) ? date(at: month) : dateWithMonthFirst(at: month)
        guard let found else { return nil }
        // A year after the time of day.
        let year = byte(found.end) == Ascii.space ? digits(from: found.end + 1, 4...4) : nil
        return IdentityMatch(kind: .date, start: index, end: year?.end ?? found.end)
    }

    private static let days: [StaticString] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
}
