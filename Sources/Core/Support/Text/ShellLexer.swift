/// What encloses a word of a shell's line.
public enum ShellQuote: Sendable {
    case none, single, double
    /// `$'…'`, in which a backslash means what it means in C.
    case dollar
    /// What chat programs and office documents make out of a straight mark; no shell knows it.
    case typographic
}

/// Words of a POSIX shell's line, byte by byte, so that offsets stay those of the text.
public enum ShellLexer {
    /// What opens a word at an offset, and how many bytes that takes.
    public static func opening(_ bytes: [UInt8], _ at: Int, _ end: Int) -> (quote: ShellQuote, length: Int) {
        switch bytes[at] {
        case UInt8(ascii: "'"): (.single, 1)
        case UInt8(ascii: "\""): (.double, 1)
        case UInt8(ascii: "$") where at + 1 < end && bytes[at + 1] == UInt8(ascii: "'"): (.dollar, 2)
        default: straight(bytes, at) == nil ? (.none, 0) : (.typographic, 3)
        }
    }

    /// Whether a byte is a blank or a line's end.
    public static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// The offset behind blanks, line ends and the backslashes that join lines.
    public static func skipBlanks(_ bytes: [UInt8], _ start: Int, _ end: Int, and other: UInt8? = nil) -> Int {
        var at = start
        while at < end {
            let byte = bytes[at]
            let joins = byte == UInt8(ascii: "\\") && at + 1 < end && (bytes[at + 1] == 0x0A || bytes[at + 1] == 0x0D)
            guard isBlank(byte) || byte == other || joins else { break }
            at += 1
        }
        return at
    }

    /// A quoted text from behind its opening mark, with the offset behind the closing one; nothing where none closes it.
    public static func quoted(
        _ bytes: [UInt8], _ quote: ShellQuote, _ start: Int, _ end: Int
    ) -> (text: [UInt8], end: Int)? {
        guard quote != .none, quote != .typographic else { return nil }
        var text: [UInt8] = []
        var index = start
        let mark = UInt8(ascii: quote == .double ? "\"" : "'")
        // How a quotation mark gets into single ones.
        let again = Array("'\\''".utf8)
        while index < end {
            let byte = bytes[index]
            if byte == mark {
                guard quote == .single, bytes[index..<end].starts(with: again) else { return (text, index + 1) }
                text.append(mark)
                index += again.count
            } else if byte == UInt8(ascii: "\\"), quote != .single, index + 1 < end {
                let rest = bytes[(index + 1)..<end]
                let (meant, length) = quote == .dollar ? escapedInDollar(rest) : escapedInDouble(rest)
                text += meant
                index += 1 + length
            } else {
                text.append(byte)
                index += 1
            }
        }
        return nil
    }

    /// The same text with straight marks; nothing where it has no typographic ones. Each stays one character, so that
    /// columns hold.
    public static func straightened(_ bytes: [UInt8]) -> [UInt8]? {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let mark = straight(bytes, index)
            text.append(mark ?? bytes[index])
            index += mark == nil ? 1 : 3
        }
        return text.count == bytes.count ? nil : text
    }

    /// The offset in a text of a place in its straightened form.
    public static func offset(in bytes: [UInt8], ofStraightened place: Int) -> Int {
        var index = 0
        for _ in 0..<place where index < bytes.count { index += straight(bytes, index) == nil ? 1 : 3 }
        return index
    }

    /// The straight mark for the typographic one at an offset: U+2018 to U+201B single, U+201C to U+201F double.
    private static func straight(_ bytes: [UInt8], _ index: Int) -> UInt8? {
        guard index + 2 < bytes.count, bytes[index] == 0xE2, bytes[index + 1] == 0x80 else { return nil }
        switch bytes[index + 2] {
        case 0x98...0x9B: return UInt8(ascii: "'")
        case 0x9C...0x9F: return UInt8(ascii: "\"")
        default: return nil
        }
    }

    /// What stands for a backslash and the bytes behind it, and how many of these that takes.
    private static func escapedInDouble(_ rest: ArraySlice<UInt8>) -> (meant: [UInt8], length: Int) {
        let next = rest[rest.startIndex]
        // A joined line keeps its break, so that lines can be counted.
        let isEscaped = next == 0x0A || "\"\\$`".utf8.contains(next)
        return isEscaped ? ([next], 1) : ([UInt8(ascii: "\\"), next], 1)
    }

    private static func escapedInDollar(_ rest: ArraySlice<UInt8>) -> (meant: [UInt8], length: Int) {
        let next = rest[rest.startIndex]
        let most: Int
        switch next {
        case UInt8(ascii: "n"): return ([0x0A], 1)
        case UInt8(ascii: "t"): return ([0x09], 1)
        case UInt8(ascii: "r"): return ([0x0D], 1)
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): return ([next], 1)
        case UInt8(ascii: "x"): most = 2
        case UInt8(ascii: "u"): most = 4
        case UInt8(ascii: "U"): most = 8
        default: return ([UInt8(ascii: "\\"), next], 1)
        }
        let digits = rest.dropFirst().prefix(most).prefix { Character(UnicodeScalar($0)).isHexDigit }
        guard let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else {
            return ([UInt8(ascii: "\\"), next], 1)
        }
        if next == UInt8(ascii: "x") { return ([UInt8(value)], 1 + digits.count) }
        let scalar = UnicodeScalar(value) ?? "\u{FFFD}"
        return (Array(String(Character(scalar)).utf8), 1 + digits.count)
    }
}
