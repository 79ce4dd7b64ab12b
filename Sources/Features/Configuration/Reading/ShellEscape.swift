/// What a backslash means inside a shell's quotation marks.
enum ShellEscape {
    /// What stands for the backslash and what follows it, and how many of the following bytes that takes.
    static func meaning(_ rest: ArraySlice<UInt8>, isDollar: Bool) -> (meant: [UInt8], length: Int) {
        guard let next = rest.first else { return ([UInt8(ascii: "\\")], 0) }
        if isDollar { return dollar(rest, next) }
        // A joined line keeps its break, which JSON does not mind, so that lines can be counted.
        if next == 0x0A { return ([0x0A], 1) }
        let isEscaped =
            next == UInt8(ascii: "\"") || next == UInt8(ascii: "\\") || next == UInt8(ascii: "$") || next == 0x60
        return isEscaped ? ([next], 1) : ([UInt8(ascii: "\\"), next], 1)
    }

    private static func dollar(_ rest: ArraySlice<UInt8>, _ next: UInt8) -> (meant: [UInt8], length: Int) {
        switch next {
        case UInt8(ascii: "n"): return ([0x0A], 1)
        case UInt8(ascii: "t"): return ([0x09], 1)
        case UInt8(ascii: "r"): return ([0x0D], 1)
        case UInt8(ascii: "u"), UInt8(ascii: "U"), UInt8(ascii: "x"):
            let most = next == UInt8(ascii: "u") ? 4 : next == UInt8(ascii: "x") ? 2 : 8
            let digits = rest.dropFirst().prefix(most).prefix { Character(UnicodeScalar($0)).isHexDigit }
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
            guard let value else { return ([UInt8(ascii: "\\"), next], 1) }
            if next == UInt8(ascii: "x") { return ([UInt8(value)], 1 + digits.count) }
            guard let scalar = UnicodeScalar(value) else { return (Array("\u{FFFD}".utf8), 1 + digits.count) }
            return (Array(String(Character(scalar)).utf8), 1 + digits.count)
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): return ([next], 1)
        default: return ([UInt8(ascii: "\\"), next], 1)
        }
    }
}
