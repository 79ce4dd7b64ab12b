/// The parts of a secret's base64 form that do not depend on what stands before or behind it.
///
/// `user:password` is encoded whole, so that the password alone can begin at any of three places in a group.
enum Base64Fragments {
    private static let standard = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let forURLs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    static func of(_ secret: [UInt8]) -> [[UInt8]] {
        (0..<3).flatMap { offset in
            let digits = sextets(of: secret, at: offset)
            let usual = digits.map { standard[Int($0)] }
            let other = digits.map { forURLs[Int($0)] }
            return usual == other ? [usual] : [usual, other]
        }
    }

    /// The whole encoded word around a fragment, since the characters at its ends carry bits of the secret too.
    static func wholeRun(around range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        // Three characters hold all bits that the neighbours share; more would take in text that is no code.
        while start > 0, range.lowerBound - start < 3, isDigit(bytes[start - 1]) { start -= 1 }
        while end < bytes.count, end - range.upperBound < 4, isDigit(bytes[end]) || bytes[end] == 0x3D { end += 1 }
        return start..<end
    }

    private static func sextets(of secret: [UInt8], at offset: Int) -> [UInt8] {
        let bytes = [UInt8](repeating: 0, count: offset) + secret
        let first = (offset * 8 + 5) / 6
        let end = bytes.count * 8 / 6
        return (first..<end).map { digit in
            (0..<6).reduce(UInt8(0)) { value, bit in
                let place = digit * 6 + bit
                return value << 1 | bytes[place / 8] >> UInt8(7 - place % 8) & 1
            }
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        standard.contains(byte) || byte == 0x2D || byte == 0x5F
    }
}
