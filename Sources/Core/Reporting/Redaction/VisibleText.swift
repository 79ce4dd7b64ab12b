internal import Support

/// Writes characters that a reader cannot see, or that steer a terminal, as `\u{1B}`.
enum VisibleText {
    /// More marks than this on one letter are an attack on the lines around it, not a script.
    private static let longestMarkRun = 8

    static func escaped(_ text: String, keepingNewlines: Bool) -> String {
        let plain = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) && $0 != 0x5C }
        return plain ? text : escapedSlowly(text, keepingNewlines: keepingNewlines, escape: \.visibleEscape)
    }

    /// A string of JSON, escapes and all: what must not be shown is written as JSON writes it, so that it stays JSON.
    static func escapedInJSON(_ content: String) -> String {
        escapedSlowly(content, keepingNewlines: false, isJSON: true) { JSONText.units(of: $0, uppercase: false) }
    }

    /// A quick look: whether all of the bytes are printable ASCII, line ends, tabs, or letters and signs of Europe's
    /// languages, so that nothing has to be escaped.
    static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index < bytes.count {
            if index + 16 <= bytes.count {
                let first = notPrintable(bytes, index)
                if first == 0 {
                    let second = notPrintable(bytes, index + 8)
                    index += 8 + second.trailingZeroBitCount >> 3
                    if second == 0 { continue }
                } else {
                    index += first.trailingZeroBitCount >> 3
                }
            }
            let byte = bytes[index]
            if byte < 0x80 {
                let isLineEnd = byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
                if byte < 0x20 && byte != 0x0A && byte != 0x09 && !isLineEnd || byte == 0x7F { return false }
                index += 1
            } else if byte >= 0xC3 && byte <= 0xC9 {
                guard index + 1 < bytes.count, bytes[index + 1] & 0xC0 == 0x80 else { return false }
                index += 2
            } else {
                guard byte == 0xE2, index + 2 < bytes.count, isPlain(bytes[index + 1], bytes[index + 2]) else {
                    return false
                }
                index += 3
            }
        }
        return true
    }

    /// Of the next eight bytes the upper bit of the first one that is not printable ASCII, and none of those before it: a
    /// byte of 0x80 and more has it, one below 0x20 has it after the subtraction, and 0x7F after the addition.
    @inline(__always)
    private static func notPrintable(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self)
        return (word | (word &- ones &* 0x20) | (word &+ ones)) & (ones &* 0x80)
    }

    /// Of general punctuation the dashes, quotes, dots and the like, of which U+2028 to U+202F are none; and the euro.
    private static func isPlain(_ second: UInt8, _ third: UInt8) -> Bool {
        second == 0x80
            ? (0x90...0xA7).contains(third) || (0xB0...0xBE).contains(third) : second == 0x82 && third == 0xAC
    }

    private static func escapedSlowly(
        _ text: String, keepingNewlines: Bool, isJSON: Bool = false, escape: (Unicode.Scalar) -> String
    ) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        // A mark at the start would sit on whatever is before the value.
        var marks = longestMarkRun
        for (index, scalar) in scalars.enumerated() {
            let isMark = scalar.value >= 0x300 && isNonspacingMark(scalar)
            marks = isMark ? marks + 1 : 0
            let shown: Bool
            if scalar == "\n" {
                shown = keepingNewlines
                marks = longestMarkRun
            } else if scalar == "\\" {
                shown = isJSON || !opensEscape(scalars, at: index)
            } else {
                shown = marks <= longestMarkRun && !mustEscape(scalar)
            }
            if shown { result.append(scalar) } else { result.append(contentsOf: escape(scalar).unicodeScalars) }
        }
        return String(result)
    }

    /// A backslash that would read as one of our escapes is escaped, so that different values stay different.
    private static func opensEscape(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
        index + 2 < scalars.count && scalars[index + 1] == "u" && scalars[index + 2] == "{"
    }

    private static func isNonspacingMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: true
        default: false
        }
    }

    private static func mustEscape(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x20 || scalar.value == 0x7F { return true }
        if scalar.isASCII { return false }
        // The blank Braille pattern counts as a symbol and still shows nothing.
        if scalar.value == 0x2800 || scalar.properties.isDefaultIgnorableCodePoint { return true }
        switch scalar.properties.generalCategory {
        // Spaces other than U+0020 look like it, and then two values look the same that are not.
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate, .unassigned,
            .privateUse:
            return true
        default:
            return false
        }
    }
}

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
        return named[name].map { Step(bytes: [$0], length: length) }
    }

    private static let named = ["amp": Ascii.ampersand, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27]

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
        return text[start..<(start + digits)].reduce(0) { (value: UInt32?, byte) in
            guard let value, let digit = Ascii.hexValue(byte) else { return nil }
            return value << 4 | UInt32(digit)
        }
    }
}
