internal import Glibc

/// A part's text in UTF-8, and where its bytes were no characters.
struct CharsetDecoded {
    var bytes: [UInt8]
    /// Offsets in `bytes`, rising.
    var damages: [Int] = []
    /// Whether characters beyond ASCII may be others than the sender's.
    var isDoubtful = false
    /// Whether nothing here knows the declared character set.
    var isUnknown = false
}

/// Bytes to UTF-8: a byte order mark wins, then what is declared, where the bytes bear it out.
enum Charset {
    static func decode(_ input: [UInt8], declared: String?) -> CharsetDecoded {
        let label = declared.map { name(of: $0) }
        return input.withUnsafeBufferPointer { bytes in
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
                return utf8(UnsafeBufferPointer(rebasing: bytes.dropFirst(3)))
            }
            if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes, from: 2, isBig: false) }
            if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes, from: 2, isBig: true) }
            if let isBig = byteOrder(of: bytes) { return utf16(bytes, from: 0, isBig: isBig) }
            if bytes.allSatisfy({ $0 < 0x80 }), !isStateful(label) {
                return CharsetDecoded(bytes: input, isUnknown: label == "utf-7")
            }
            switch label {
            case "utf-8"?, "utf-16"?: return utf8(bytes)
            case nil:
                // A few bytes that are wrong do not make a page in UTF-8 one in another set.
                let decoded = utf8(bytes)
                let isMostlyUTF8 = decoded.damages.count < bytes.count { $0 >= 0xC0 }
                return decoded.damages.isEmpty || isMostlyUTF8 ? decoded : windows1252(bytes, isDoubtful: true)
            case "windows-1252"?, "us-ascii"?:
                let isReallyUTF8 = utf8(bytes).damages.isEmpty
                return windows1252(bytes, isDoubtful: isReallyUTF8 || label == "us-ascii")
            case let label?: return converted(bytes, label)
            }
        }
    }

    /// Where every second byte of a text is 0, it is UTF-16; answers whether the first byte is the higher one.
    static func byteOrder(of bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
        let head = bytes.prefix(1024)
        guard head.count >= 8 else { return nil }
        var zeros = (even: 0, odd: 0)
        for (index, byte) in head.enumerated() where byte == 0 {
            if index.isMultiple(of: 2) { zeros.even += 1 } else { zeros.odd += 1 }
        }
        let half = head.count / 2
        if zeros.odd * 10 >= half * 8, zeros.even * 20 <= half { return false }
        if zeros.even * 10 >= half * 8, zeros.odd * 20 <= half { return true }
        return nil
    }

    /// Encodings that write other characters with ASCII bytes.
    private static func isStateful(_ label: String?) -> Bool {
        ["iso-2022", "hz-", "ebcdic", "ibm037"].contains { label?.hasPrefix($0) == true }
    }

    private static func name(of declared: String) -> String {
        let label = declared.lowercased().filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
        switch label {
        case "utf8", "utf-8", "unicode-1-1-utf-8": return "utf-8"
        // Mail programs and browsers read Latin-1 as its superset.
        case "iso-8859-1", "iso8859-1", "latin1", "l1", "cp1252", "windows-1252", "x-cp1252": return "windows-1252"
        case "ascii", "us-ascii", "ansi_x3.4-1968": return "us-ascii"
        case "utf-16", "utf-16le", "utf-16be", "ucs-2", "unicode": return "utf-16"
        case "utf-7", "unicode-1-1-utf-7": return "utf-7"
        default: return label
        }
    }

    static func utf8(_ bytes: UnsafeBufferPointer<UInt8>) -> CharsetDecoded {
        var result = CharsetDecoded(bytes: [])
        result.bytes.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let run = index
            while index < bytes.count, bytes[index] < 0x80 { index += 1 }
            result.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[run..<index]))
            guard index < bytes.count else { break }
            let length = UTF8Sequence.length(in: bytes, at: index)
            if length > 0 {
                result.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[index..<(index + length)]))
                index += length
            } else {
                result.damages.append(result.bytes.count)
                result.bytes.append(contentsOf: Windows1252.utf8(bytes[index]))
                index += 1
            }
        }
        return result
    }

    private static func windows1252(_ bytes: UnsafeBufferPointer<UInt8>, isDoubtful: Bool) -> CharsetDecoded {
        var result = CharsetDecoded(bytes: [], isDoubtful: isDoubtful)
        result.bytes.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            if byte < 0x80 {
                result.bytes.append(byte)
            } else {
                if Windows1252.isUnassigned(byte) { result.damages.append(result.bytes.count) }
                result.bytes.append(contentsOf: Windows1252.utf8(byte))
            }
        }
        return result
    }

    static func utf16(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isBig: Bool) -> CharsetDecoded {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = start
        while index + 1 < bytes.count {
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(isBig ? first << 8 | second : second << 8 | first)
            index += 2
        }
        var result = CharsetDecoded(bytes: [])
        var decoder = UTF16()
        var iterator = units.makeIterator()
        decoding: while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): result.bytes += String(scalar).utf8
            case .emptyInput: break decoding
            case .error: result.damages.append(result.bytes.count)
            }
        }
        if index < bytes.count { result.damages.append(result.bytes.count) }
        return result
    }

    /// By the system's tables, where they know the name.
    private static func converted(_ bytes: UnsafeBufferPointer<UInt8>, _ label: String) -> CharsetDecoded {
        let failed = UnsafeMutableRawPointer(bitPattern: -1)
        let converter = iconv_open("UTF-8", label)
        guard converter != failed else {
            var result = utf8(bytes)
            result.isUnknown = true
            return result
        }
        defer { iconv_close(converter) }
        var result = CharsetDecoded(bytes: [])
        var source = UnsafeMutablePointer<CChar>(
            mutating: UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self))
        var left = bytes.count
        var piece = [CChar](repeating: 0, count: 8192)
        while left > 0 {
            let size = piece.count
            let (status, code, written) = piece.withUnsafeMutableBufferPointer { buffer in
                var target = buffer.baseAddress
                var room = size
                let status = iconv(converter, &source, &left, &target, &room)
                return (status, errno, size - room)
            }
            result.bytes.append(contentsOf: piece[..<written].map { UInt8(bitPattern: $0) })
            if status == Int.max || status == -1, code != E2BIG {
                result.damages.append(result.bytes.count)
                result.bytes += "\u{FFFD}".utf8
                guard left > 0 else { break }
                source = source.map { $0 + 1 }
                left -= 1
            }
        }
        return result
    }
}

/// The shape of one character in UTF-8.
enum UTF8Sequence {
    /// Bytes of the valid sequence that begins here; 0 if none does.
    static func length(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        let length =
            switch bytes[index] {
            case ..<0x80: 1
            case ..<0xE0: 2
            case ..<0xF0: 3
            default: 4
            }
        guard index + length <= bytes.count else { return 0 }
        return String(validating: bytes[index..<index + length], as: UTF8.self) == nil ? 0 : length
    }
}

/// The bytes from 0x80 on, as Windows writes them in western languages.
enum Windows1252 {
    private static let upper: [Unicode.Scalar] = [
        "€", "\u{81}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{8D}", "Ž", "\u{8F}",
        "\u{90}", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{9D}", "ž", "Ÿ",
    ]

    /// Bytes that stand for no character.
    static func isUnassigned(_ byte: UInt8) -> Bool { [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains(byte) }

    static func scalar(_ byte: UInt8) -> Unicode.Scalar {
        (0x80...0x9F).contains(byte) ? upper[Int(byte) - 0x80] : Unicode.Scalar(byte)
    }

    static func utf8(_ byte: UInt8) -> [UInt8] { Array(String(scalar(byte)).utf8) }
}
