/// A part's bytes without their transfer encoding, and where that was damaged.
struct TransferDecoded {
    var bytes: [UInt8]
    /// Offsets in `bytes` at which something was wrong, rising.
    var damages: [Int] = []
}

/// Undoes base64 and quoted-printable strictly: mail programs repair damage each in its own way, and a repaired
/// credential is a guess.
enum TransferDecoding {
    /// Nothing where the encoding is unknown.
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ encoding: String?) -> TransferDecoded? {
        // A comment may follow the word, as in any structured header.
        let word = (encoding ?? "").prefix { $0 != ";" && $0 != "(" }.filter { !$0.isWhitespace }.lowercased()
        switch word {
        case "", "7bit", "8bit", "binary": return TransferDecoded(bytes: Array(bytes))
        case "quoted-printable": return quotedPrintable(bytes)
        case "base64": return base64(bytes)
        default: return nil
        }
    }

    static func quotedPrintable(_ bytes: UnsafeBufferPointer<UInt8>) -> TransferDecoded {
        var result = TransferDecoded(bytes: [])
        result.bytes.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x20 || byte == 0x09 {
                // Transports pad lines: blanks before a line's end are none of the text's, unless an `=` follows them
                // (RFC 2045, 6.7, rule 3).
                let run = blankEnd(bytes, index)
                if !isLineEnd(bytes, run) { result.bytes.append(contentsOf: bytes[index..<run]) }
                index = run
                continue
            }
            guard byte == 0x3D else {
                result.bytes.append(byte)
                index += 1
                continue
            }
            if index + 2 < bytes.count, let high = hex(bytes[index + 1]), let low = hex(bytes[index + 2]) {
                result.bytes.append(high << 4 | low)
                index += 3
            } else if let next = afterSoftBreak(bytes, index + 1) {
                index = next
            } else {
                result.damages.append(result.bytes.count)
                result.bytes.append(byte)
                index += 1
            }
        }
        return result
    }

    /// Behind the line's end, where a transport may have put blanks before it. Some mail programs show such an `=`, but
    /// no encoder writes one that is meant to be shown.
    private static func afterSoftBreak(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
        var index = blankEnd(bytes, start)
        if index < bytes.count, bytes[index] == 0x0D { index += 1 }
        guard index < bytes.count, bytes[index] == 0x0A else { return nil }
        return index + 1
    }

    private static func blankEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
        return index
    }

    private static func isLineEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        guard index < bytes.count, bytes[index] != 0x0A else { return true }
        return bytes[index] == 0x0D && (index + 1 == bytes.count || bytes[index + 1] == 0x0A)
    }

    static func base64(_ bytes: UnsafeBufferPointer<UInt8>) -> TransferDecoded {
        var result = TransferDecoded(bytes: [])
        result.bytes.reserveCapacity(bytes.count / 4 * 3 + 3)
        var group: UInt32 = 0
        var digits = 0
        var padding = 0
        for byte in bytes {
            if let value = digit(byte) {
                // Digits behind the padding: two encodings one after the other, or rubbish.
                if padding > 0 { result.damages.append(result.bytes.count) }
                group = group << 6 | UInt32(value)
                digits += 1
                if digits == 4 {
                    result.bytes.append(UInt8(truncatingIfNeeded: group >> 16))
                    result.bytes.append(UInt8(truncatingIfNeeded: group >> 8))
                    result.bytes.append(UInt8(truncatingIfNeeded: group))
                    group = 0
                    digits = 0
                }
            } else if byte == 0x3D {
                padding += 1
            } else if byte > 0x20 {
                result.damages.append(result.bytes.count)
            }
        }
        let unused = digits == 2 ? group & 0xF : digits == 3 ? group & 0x3 : 0
        if digits == 1 || digits + padding != (digits == 0 ? 0 : 4) || unused != 0 {
            result.damages.append(result.bytes.count)
        }
        if digits >= 2 { result.bytes.append(UInt8(truncatingIfNeeded: (group << (digits == 2 ? 12 : 6)) >> 16)) }
        if digits == 3 { result.bytes.append(UInt8(truncatingIfNeeded: (group << 6) >> 8)) }
        return result
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x41...0x5A: byte - 0x41
        case 0x61...0x7A: byte - 0x61 + 26
        case 0x30...0x39: byte - 0x30 + 52
        case 0x2B: 62
        case 0x2F: 63
        default: nil
        }
    }

    static func hex(_ byte: UInt8) -> UInt8? { Character(UnicodeScalar(byte)).hexDigitValue.map(UInt8.init) }

    /// Whether a page or text that came without a header is still quoted-printable: every `=` in it is one of that
    /// encoding's, and one stands for a sign that nobody would encode otherwise.
    static func looksQuotedPrintable(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var escapes = 0
        var carets = 0
        // A password and an address can hold `=3D`; a line that goes on, an attribute of a page and the two carets of a
        // ServiceUser are not there by accident.
        var isTelling = false
        var index = 0
        while let found = bytes[index...].firstIndex(of: 0x3D) {
            if found + 2 < bytes.count, let high = hex(bytes[found + 1]), let low = hex(bytes[found + 2]) {
                escapes += 1
                let byte = high << 4 | low
                if byte == 0x5E { carets += 1 }
                let opensText = found + 3 < bytes.count && (bytes[found + 3] == 0x22 || bytes[found + 3] == 0x27)
                isTelling = isTelling || carets >= 2 || byte == 0x3D && opensText
                index = found + 3
            } else if let next = afterSoftBreak(bytes, found + 1) {
                // Encoders break a line near its 76th character; a shorter one may end in a value's own `=`.
                let start = bytes[..<found].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
                isTelling = isTelling || next < bytes.count && found - start >= 60
                index = next
            } else {
                return false
            }
        }
        return escapes >= 2 && isTelling
    }
}
