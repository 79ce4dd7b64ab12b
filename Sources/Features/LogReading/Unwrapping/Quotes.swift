/// The quotes that stand around texts and keys, as people and programs write them.
enum Quotes {
    /// Straight double; typographic double, guillemets among them; single of any kind.
    enum Kind { case straight, typographic, single }

    /// The quote at `place` and how many bytes it takes.
    static func at(_ place: Int, of bytes: borrowing [UInt8]) -> (kind: Kind, length: Int)? {
        guard place < bytes.count else { return nil }
        switch bytes[place] {
        case Ascii.quote: return (.straight, 1)
        case UInt8(ascii: "'"): return (.single, 1)
        case 0xC2 where place + 1 < bytes.count && (bytes[place + 1] == 0xAB || bytes[place + 1] == 0xBB):
            return (.typographic, 2)
        case 0xE2 where place + 2 < bytes.count && bytes[place + 1] == 0x80:
            switch bytes[place + 2] {
            case 0x9C...0x9F: return (.typographic, 3)
            case 0x98...0x9B: return (.single, 3)
            default: return nil
            }
        default: return nil
        }
    }

    /// A tracker for what follows, if text ends with a key, so that its document's beginning is missing.
    static func keyEnd(_ bytes: borrowing [UInt8]) -> BracketTracker? {
        var end = bytes.count
        while end > 0 && Ascii.isBlank(bytes[end - 1]) { end -= 1 }
        guard end > 1 else { return nil }
        if bytes[end - 1] == Ascii.quote {
            var level = 0
            while level + 1 < end && bytes[end - 2 - level] == Ascii.backslash { level += 1 }
            return isName(bytes, before: end - 1 - level) ? BracketTracker(headless: level) : nil
        }
        guard end > 3, let quote = at(end - 3, of: bytes), quote.kind == .typographic, quote.length == 3 else {
            return nil
        }
        return isName(bytes, before: end - 3) ? BracketTracker(countsQuotes: false) : nil
    }

    /// Whether a field's name, or its end, stands before `end`.
    private static func isName(_ bytes: borrowing [UInt8], before end: Int) -> Bool {
        end > 0 && isNameByte(bytes[end - 1])
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "@") || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "-")
    }
}

/// Takes one level of escapes off text that was put into a string, by JSON or by a shell.
enum Escapes {
    /// The text with `\"`, `\\`, `\n` and the like resolved; a backslash before anything else is left out.
    static func resolved(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            guard byte == Ascii.backslash, let escaped = rest.popFirst() else {
                result.append(byte)
                continue
            }
            switch escaped {
            case UInt8(ascii: "n"): result.append(Ascii.newline)
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "u"): appendScalar(&rest, to: &result)
            default: result.append(escaped)
            }
        }
        return result
    }

    /// A `\u` escape, of which the `u` is gone; half a pair stands for no character.
    private static func appendScalar<Rest: Collection<UInt8>>(_ rest: inout Rest, to result: inout [UInt8])
    where Rest.SubSequence == Rest {
        guard let first = unit(rest) else { return result.append(UInt8(ascii: "u")) }
        rest = rest.dropFirst(4)
        var scalar = Unicode.Scalar(first)
        if first & 0xFC00 == 0xD800, rest.starts(with: "\\u".utf8), let second = unit(rest.dropFirst(2)),
            second & 0xFC00 == 0xDC00
        {
            rest = rest.dropFirst(6)
            scalar = Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + second & 0x3FF)
        }
        result.append(contentsOf: Character(scalar ?? "\u{FFFD}").utf8)
    }

    private static func unit(_ bytes: some Collection<UInt8>) -> UInt32? {
        let digits = bytes.prefix(4)
        guard digits.count == 4 else { return nil }
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    /// How many backslashes stand before the first quote; nothing if there is no quote.
    static func level(_ bytes: some Collection<UInt8>) -> Int? {
        var run = 0
        for byte in bytes {
            if byte == Ascii.quote { return run }
            run = byte == Ascii.backslash ? run + 1 : 0
        }
        return nil
    }

    /// What a shell's single-quoted word says: `'\''` and `'"'"'` stand for one single quote.
    static func withoutShellQuotes(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes
        let forms = ["'\\''", "'\"'\"'"]
        while let byte = rest.first {
            if byte == UInt8(ascii: "'"), let form = forms.first(where: { rest.starts(with: $0.utf8) }) {
                rest = rest.dropFirst(form.utf8.count)
            } else {
                rest = rest.dropFirst()
            }
            result.append(byte)
        }
        return result
    }
}
