/// Undoes one escape of one encoding at one place, or says that there is none.
enum Unescape {
    struct Step {
        let bytes: [UInt8]
        let length: Int
    }

    static func percent(_ text: [UInt8], _ index: Int) -> Step? {
        guard text[index] == Ascii.percent, let value = hex(text, from: index + 1, digits: 2) else { return nil }
        return Step(bytes: [UInt8(truncatingIfNeeded: value)], length: 3)
    }

    /// As in a submitted form, where a space is `+`.
    static func form(_ text: [UInt8], _ index: Int) -> Step? {
        text[index] == Ascii.plus ? Step(bytes: [Ascii.space], length: 1) : percent(text, index)
    }

    static func json(_ text: [UInt8], _ index: Int) -> Step? {
        guard text[index] == Ascii.backslash, index + 1 < text.count else { return nil }
        switch text[index + 1] {
        case UInt8(ascii: "n"): return Step(bytes: [0x0A], length: 2)
        case UInt8(ascii: "r"): return Step(bytes: [0x0D], length: 2)
        case UInt8(ascii: "t"): return Step(bytes: [0x09], length: 2)
        case UInt8(ascii: "b"): return Step(bytes: [0x08], length: 2)
        case UInt8(ascii: "f"): return Step(bytes: [0x0C], length: 2)
        case UInt8(ascii: "\""), UInt8(ascii: "/"), Ascii.backslash: return Step(bytes: [text[index + 1]], length: 2)
        case UInt8(ascii: "u"): return utf16(text, index)
        default: return nil
        }
    }

    static func html(_ text: [UInt8], _ index: Int) -> Step? {
        guard text[index] == Ascii.ampersand else { return nil }
        guard let end = text[index...].prefix(12).firstIndex(of: UInt8(ascii: ";")), end > index + 1 else { return nil }
        let name = String(decoding: text[(index + 1)..<end], as: UTF8.self).lowercased()
        let length = end + 1 - index
        if name.hasPrefix("#x") { return step(UInt32(name.dropFirst(2), radix: 16), length) }
        if name.hasPrefix("#") { return step(UInt32(name.dropFirst()), length) }
        switch name {
        case "amp": return Step(bytes: [Ascii.ampersand], length: length)
        case "lt": return Step(bytes: [UInt8(ascii: "<")], length: length)
        case "gt": return Step(bytes: [UInt8(ascii: ">")], length: length)
        case "quot": return Step(bytes: [UInt8(ascii: "\"")], length: length)
        case "apos": return Step(bytes: [UInt8(ascii: "'")], length: length)
        default: return nil
        }
    }

    private static func utf16(_ text: [UInt8], _ index: Int) -> Step? {
        guard let high = hex(text, from: index + 2, digits: 4) else { return nil }
        guard (0xD800..<0xDC00).contains(high) else { return step(high, 6) }
        guard index + 7 < text.count, text[index + 6] == Ascii.backslash, text[index + 7] == UInt8(ascii: "u"),
            let low = hex(text, from: index + 8, digits: 4), (0xDC00..<0xE000).contains(low)
        else { return nil }
        return step(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00), 12)
    }

    private static func step(_ value: UInt32?, _ length: Int) -> Step? {
        guard let value, let scalar = Unicode.Scalar(value) else { return nil }
        return Step(bytes: Array(String(Character(scalar)).utf8), length: length)
    }

    private static func hex(_ text: [UInt8], from start: Int, digits: Int) -> UInt32? {
        guard start + digits <= text.count else { return nil }
        var value: UInt32 = 0
        for byte in text[start..<(start + digits)] {
            guard let digit = Ascii.hexValue(byte) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
