extension IdentityScanner {
    /// A whole number of so many digits, not followed by another digit.
    func digits(from start: Int, _ length: ClosedRange<Int>) -> (value: Int, end: Int)? {
        let end = run(from: start, limit: length.upperBound + 1, while: Ascii.isDigit)
        return length.contains(end - start) ? (number(start..<end), end) : nil
    }

    func number(_ range: Range<Int>) -> Int {
        bytes[range].reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }

    /// The end of an English month's name, short or long; lower-case "may" and "march" are ordinary words.
    func monthEnd(at index: Int) -> Int? {
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

    func ordinalEnd(from index: Int) -> Int {
        let follows = has("st", at: index) || has("nd", at: index) || has("rd", at: index) || has("th", at: index)
        return follows ? index + 2 : index
    }

    /// The end of a time of day that follows a date: `T09:30:00.000Z`, ` 9:30 PM`, `+01:00`.
    func timeEnd(from date: Int) -> Int {
        let start = run(from: date, limit: 2) { $0 == Ascii.space || $0 == UInt8(ascii: ",") }
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
