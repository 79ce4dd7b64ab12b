/// Quotation marks as chat programs and office documents make them out of straight ones.
enum TypographicQuotes {
    /// The same text with straight marks; nothing where it has no typographic ones. Each stays one character, so that
    /// columns hold.
    static func straightened(_ bytes: [UInt8]) -> [UInt8]? {
        var straight: [UInt8] = []
        straight.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if let mark = mark(bytes, index) {
                straight.append(mark)
                index += 3
            } else {
                straight.append(bytes[index])
                index += 1
            }
        }
        return straight.count == bytes.count ? nil : straight
    }

    /// The straight mark for the typographic one at an offset: U+2018 to U+201B single, U+201C to U+201F double.
    static func mark(_ bytes: [UInt8], _ index: Int) -> UInt8? {
        guard index + 2 < bytes.count, bytes[index] == 0xE2, bytes[index + 1] == 0x80 else { return nil }
        switch bytes[index + 2] {
        case 0x98...0x9B: return UInt8(ascii: "'")
        case 0x9C...0x9F: return UInt8(ascii: "\"")
        default: return nil
        }
    }
}
