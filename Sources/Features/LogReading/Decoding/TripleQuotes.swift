internal import Support

/// JSON as Kibana's Console shows it: a string that holds quotation marks stands in `"""…"""`, as it is.
struct TripleQuotes: ByteRewriter {
    static let pieceSize = 128 << 10

    private var isInside = false

    /// Whether a text is JSON, or requests and answers in turn, and holds such a string.
    static func isNeeded(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first(where: { $0 > 0x20 }), "{[#".utf8.contains(first), let base = bytes.baseAddress
        else { return false }
        var at = 0
        while let quote = base.offset(of: Ascii.quote, from: at, to: bytes.count) {
            if isMark(base, quote, bytes.count), opensValue(base, quote) { return true }
            at = quote + 1
        }
        return false
    }

    mutating func rewrite(_ piece: UnsafeBufferPointer<UInt8>, isLast: Bool, into output: inout ByteBuffer) -> Int {
        guard let base = piece.baseAddress else { return 0 }
        // No byte becomes more than two.
        output.reserve(output.count + piece.count * 2)
        var at = 0
        while at < piece.count {
            let byte = piece[at]
            if byte == Ascii.quote {
                // The rest of a mark may be in the next piece.
                if at + 3 > piece.count, !isLast { break }
                if Self.isMark(base, at, piece.count), isInside || Self.opensValue(base, at) {
                    // Quotation marks before the closing mark are the string's own.
                    if isInside, at + 3 < piece.count, piece[at + 3] == Ascii.quote {
                        Self.put(Ascii.backslash, &output)
                        Self.put(byte, &output)
                        at += 1
                        continue
                    }
                    isInside.toggle()
                    Self.put(byte, &output)
                    at += 3
                    continue
                }
            }
            if isInside {
                switch byte {
                case Ascii.quote, Ascii.backslash:
                    Self.put(Ascii.backslash, &output)
                    Self.put(byte, &output)
                case Ascii.newline:
                    Self.put(Ascii.backslash, &output)
                    Self.put(UInt8(ascii: "n"), &output)
                case 0x0D: break
                default: Self.put(byte < 0x20 ? 0x20 : byte, &output)
                }
            } else {
                Self.put(byte, &output)
            }
            at += 1
        }
        return at
    }

    private static func put(_ byte: UInt8, _ output: inout ByteBuffer) {
        output.base[output.count] = byte
        output.count += 1
    }

    private static func isMark(_ bytes: UnsafePointer<UInt8>, _ at: Int, _ count: Int) -> Bool {
        at + 3 <= count && bytes[at] == Ascii.quote && bytes[at + 1] == Ascii.quote && bytes[at + 2] == Ascii.quote
    }

    /// Behind a colon, a comma or a bracket, so that it is no end of a string that holds nothing.
    private static func opensValue(_ bytes: UnsafePointer<UInt8>, _ at: Int) -> Bool {
        var before = at - 1
        while before >= 0, bytes[before] <= 0x20 { before -= 1 }
        return before >= 0
            && (bytes[before] == Ascii.colon || bytes[before] == Ascii.openBracket || bytes[before] == Ascii.comma)
    }
}
