/// Windows-1252 text as UTF-8.
///
/// The five bytes that it leaves undefined become U+FFFD. Source: the mapping that Unicode publishes for cp1252.
struct WindowsDecoding: ByteRewriter {
    static let pieceSize = 128 << 10

    /// Whether a text holds letters beyond ASCII, none of them in UTF-8, and looks like text otherwise; 0xFF, a letter that
    /// hardly any word has, is damage.
    static func isNeeded(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard var at = firstBeyondASCII(bytes) else { return false }
        var high = 0
        while at < bytes.count {
            if bytes[at] < 0x80 { at += 1; continue }
            if isSequence(bytes, at) || bytes[at] == 0xFF || undefined.contains(bytes[at]) {
                return false
            }
            high += 1
            at += 1
        }
        let looked = bytes.prefix(4096)
        let controls = looked.count { $0 < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D, 0x1B].contains($0) || $0 == 0x7F }
        return controls == 0 && high * 4 < bytes.count
    }

    /// Looks at eight bytes at a time: most logs have none.
    private static func firstBeyondASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        let raw = UnsafeRawBufferPointer(bytes)
        var at = 0
        while at + 8 <= raw.count,
            raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
            at += 8
        }
        return bytes[at...].firstIndex { $0 >= 0x80 }
    }

    /// Whether a character of several bytes in UTF-8 stands there, or one that the end cuts.
    private static func isSequence(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
        let length: Int
        switch bytes[at] {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: return false
        }
        return bytes[(at + 1)...].prefix(length - 1).allSatisfy { $0 & 0xC0 == 0x80 }
    }

    func rewrite(_ piece: UnsafeBufferPointer<UInt8>, isLast: Bool, into output: inout ByteBuffer) -> Int {
        // No byte becomes more than three.
        output.reserve(piece.count * 3)
        for byte in piece { Self.write(byte, &output) }
        return piece.count
    }

    private static func write(_ byte: UInt8, _ output: inout ByteBuffer) {
        if byte < 0x80 {
            output.base[output.count] = byte
            output.count += 1
            return
        }
        let scalar = byte < 0xA0 ? high[Int(byte) - 0x80] : UInt32(byte)
        for unit in UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter {
            output.base[output.count] = unit
            output.count += 1
        }
    }

    private static let undefined: Set<UInt8> = [0x81, 0x8D, 0x8F, 0x90, 0x9D]

    /// What 0x80 to 0x9F stand for.
    private static let high: [UInt32] = [
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD,
        0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0xFFFD, 0x017E, 0x0178,
    ]
}
