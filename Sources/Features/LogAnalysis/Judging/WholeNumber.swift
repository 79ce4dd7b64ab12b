/// Ids as programs write them that take them for numbers: `1.69990000000101E14`, `169990000000101.0`.
enum WholeNumber {
    /// More digits than that are no id.
    private static let longest = 32

    /// The digits of a number that is whole and of which none is missing; nothing for any other text.
    static func digits(of text: String) -> String? {
        if text.utf8.allSatisfy(isDigit) { return text.isEmpty || text.utf8.count > longest ? nil : text }
        guard let parts = Parts(text) else { return nil }
        let fraction = parts.fraction.utf8.count
        if parts.exponent == 0 {
            // A comma there stands between thousands.
            return parts.fraction.utf8.allSatisfy { $0 == 0x30 } && !text.utf8.contains(0x2C) ? parts.whole : nil
        }
        // With fewer digits than its exponent says, nobody knows whether zeros follow.
        guard parts.whole.utf8.count == 1, fraction == parts.exponent else { return nil }
        return parts.whole + parts.fraction
    }

    /// Whether a number is written with fewer digits than it has, as a spreadsheet shows long ones.
    static func isRounded(_ text: String) -> Bool {
        guard let parts = Parts(text) else { return false }
        return parts.exponent > parts.fraction.utf8.count && parts.exponent < longest
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// `whole.fractionEexponent`, the point a comma in some countries.
    private struct Parts {
        var whole: String
        var fraction = ""
        var exponent = 0

        init?(_ text: String) {
            guard text.utf8.count <= WholeNumber.longest else { return nil }
            let halves = text.split(omittingEmptySubsequences: false) { $0 == "E" || $0 == "e" }
            let digits = halves[0].split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
            guard halves.count < 3, digits.count < 3, halves.count + digits.count > 2,
                digits.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(WholeNumber.isDigit) })
            else { return nil }
            whole = String(digits[0])
            if digits.count == 2 { fraction = String(digits[1]) }
            if halves.count == 2 {
                let power = halves[1].first == "+" ? halves[1].dropFirst() : halves[1]
                guard !power.isEmpty, power.utf8.allSatisfy(WholeNumber.isDigit), let exponent = Int(power) else {
                    return nil
                }
                self.exponent = exponent
            }
        }
    }
}
