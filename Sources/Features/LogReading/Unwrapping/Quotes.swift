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
