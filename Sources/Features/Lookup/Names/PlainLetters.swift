/// Letters without case and accents: `É` is `e`, `ø` is `o`, `ß` is `ss`.
enum PlainLetters {
    /// What one character becomes in a name that is compared; empty for a combining mark.
    ///
    /// Unicode calls a letter with an accent LATIN SMALL LETTER E WITH ACUTE, so that no table of letters is needed.
    static func folded(_ scalar: Unicode.Scalar) -> String {
        if scalar.isASCII { return String(scalar).lowercased() }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark, .format: return ""
        default: break
        }
        guard let name = scalar.properties.name else { return String(scalar).lowercased() }
        if let digit = scalar.properties.numericValue, (0...9).contains(digit), name.hasPrefix("FULLWIDTH DIGIT") {
            return String(Int(digit))
        }
        let words = name.split(separator: " ").map(String.init)
        guard let latin = words.firstIndex(of: "LATIN"), words.count > latin + 3,
            ["LETTER", "LIGATURE"].contains(words[latin + 2])
        else { return String(scalar).lowercased() }
        let letter = words[(latin + 3)...].prefix { $0 != "WITH" }.joined(separator: " ")
        if letter.count == 1 { return letter.lowercased() }
        return others[letter] ?? String(scalar).lowercased()
    }

    /// Latin letters that are no letter of English with a mark.
    private static let others = [
        "AE": "ae", "OE": "oe", "SHARP S": "ss", "ETH": "d", "THORN": "th", "DOTLESS I": "i", "IJ": "ij", "ENG": "ng",
        "LONG S": "s", "FF": "ff", "FI": "fi", "FL": "fl",
    ]
}
