internal import CLibXML2

/// HTML 5's character references, numeric and named.
enum CharacterReferences {
    struct Found {
        var scalars: [Unicode.Scalar]
        /// Behind the reference.
        var end: Int
        /// Whether programs differ in how they read it, as where the semicolon is missing.
        var isDoubtful: Bool
    }

    /// The reference that begins with the `&` at `start`, if one does.
    static func parse(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Found? {
        var index = start + 1
        guard index < bytes.count else { return nil }
        if bytes[index] == 0x23 { return numeric(bytes, at: index + 1) }
        while index < bytes.count, index - start <= 33, isName(bytes[index]) { index += 1 }
        let name = UnsafeBufferPointer(rebasing: bytes[(start + 1)..<index])
        guard !name.isEmpty else { return nil }
        let hasEnd = index < bytes.count && bytes[index] == 0x3B
        if hasEnd {
            if let common = common(name) { return Found(scalars: [common], end: index + 1, isDoubtful: false) }
            let text = String(decoding: name, as: UTF8.self)
            if let scalars = names[text + ";"] { return Found(scalars: scalars, end: index + 1, isDoubtful: false) }
        }
        return legacy(name, start: start, next: index)
    }

    /// An old name without its semicolon: the longest that fits.
    private static func legacy(_ name: UnsafeBufferPointer<UInt8>, start: Int, next: Int) -> Found? {
        guard name.count >= 2, legacyStarts.contains(UInt16(name[0]) << 8 | UInt16(name[1])) else { return nil }
        for length in stride(from: min(name.count, 6), to: 1, by: -1) {
            let text = String(decoding: name.prefix(length), as: UTF8.self)
            guard let scalars = legacyNames[text] else { continue }
            return Found(scalars: scalars, end: start + 1 + length, isDoubtful: length < name.count)
        }
        return nil
    }

    private static func numeric(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Found? {
        var index = start
        let isHex = index < bytes.count && (bytes[index] | 0x20) == 0x78
        if isHex { index += 1 }
        let first = index
        var value: UInt32 = 0
        while index < bytes.count, let digit = TransferDecoding.hex(bytes[index]), isHex || digit < 10 {
            value = min(value * (isHex ? 16 : 10) + UInt32(digit), 0x110000)
            index += 1
        }
        guard index > first else { return nil }
        let isClosed = index < bytes.count && bytes[index] == 0x3B
        let end = isClosed ? index + 1 : index
        if (0x80...0x9F).contains(value) {
            let byte = UInt8(value)
            return Found(
                scalars: [Windows1252.scalar(byte)], end: end, isDoubtful: !isClosed || Windows1252.isUnassigned(byte))
        }
        guard value != 0, let scalar = Unicode.Scalar(value) else {
            return Found(scalars: ["\u{FFFD}"], end: end, isDoubtful: true)
        }
        return Found(scalars: [scalar], end: end, isDoubtful: !isClosed)
    }

    /// The few that nearly all references are.
    private static func common(_ name: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
        switch (name.count, name[0]) {
        case (4, UInt8(ascii: "n")) where name.elementsEqual("nbsp".utf8): "\u{A0}"
        case (3, UInt8(ascii: "a")) where name.elementsEqual("amp".utf8): "&"
        case (2, UInt8(ascii: "l")) where name.elementsEqual("lt".utf8): "<"
        case (2, UInt8(ascii: "g")) where name.elementsEqual("gt".utf8): ">"
        case (4, UInt8(ascii: "q")) where name.elementsEqual("quot".utf8): "\""
        default: nil
        }
    }

    private static func isName(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    /// Whether libxml2 lets a character pass.
    static func isXML(_ scalar: Unicode.Scalar) -> Bool { scalar.value != 0xFFFE && scalar.value != 0xFFFF }

    /// All names that end in a semicolon, with it.
    private static let names: [String: [Unicode.Scalar]] = all.filter { $0.key.hasSuffix(";") }
    /// The old names that HTML 5 knows without a semicolon.
    private static let legacyNames: [String: [Unicode.Scalar]] = all.filter { !$0.key.hasSuffix(";") }

    /// Their first two letters, since most names that nobody knows begin otherwise.
    private static let legacyStarts: Set<UInt16> = Set(
        legacyNames.keys.map { Array($0.utf8) }.map { UInt16($0[0]) << 8 | UInt16($0[1]) })

    private static let all: [String: [Unicode.Scalar]] = {
        var length = 0
        let start = clx_entities(&length)
        let bytes = UnsafeRawBufferPointer(start: start, count: length)
        var names: [String: [Unicode.Scalar]] = [:]
        for line in bytes.split(separator: 0x0A) {
            let words = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
            let scalars = words.dropFirst().compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
            names[words[0]] = scalars
        }
        return names
    }()
}
