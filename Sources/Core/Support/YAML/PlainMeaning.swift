/// What a scalar is to YAML 1.2's core schema, by which editors check a file, too.
enum PlainMeaning {
    case nothing
    case boolean
    case number
    case text
}

extension YAMLScalar {
    /// What it is: anything in quotes is text.
    var meaning: PlainMeaning {
        if isQuoted { return .text }
        switch text {
        case "", "~", "null", "Null", "NULL": return .nothing
        case "true", "True", "TRUE", "false", "False", "FALSE": return .boolean
        default: return Self.isNumber(text.utf8) ? .number : .text
        }
    }

    /// Decimal with optional fraction and exponent, `0x…`, `0o…`, and the spellings of infinity and not-a-number.
    private static func isNumber(_ text: String.UTF8View) -> Bool {
        guard let first = text.first, first <= UInt8(ascii: "9") else { return false }
        var rest = text[...]
        if rest.starts(with: "0x".utf8) {
            return rest.count > 2 && rest.dropFirst(2).allSatisfy { Character(UnicodeScalar($0)).isHexDigit }
        }
        if rest.starts(with: "0o".utf8) {
            return rest.count > 2 && rest.dropFirst(2).allSatisfy { (0x30...0x37).contains($0) }
        }
        if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { rest.removeFirst() }
        if let word = String(rest), [".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"].contains(word) { return true }
        let whole = takeDigits(&rest)
        var fraction = 0
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fraction = takeDigits(&rest)
        }
        guard whole + fraction > 0 else { return false }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
            guard takeDigits(&rest) > 0 else { return false }
        }
        return rest.isEmpty
    }

    private static func takeDigits(_ text: inout Substring.UTF8View) -> Int {
        var count = 0
        while let byte = text.first, (0x30...0x39).contains(byte) {
            text.removeFirst()
            count += 1
        }
        return count
    }
}
