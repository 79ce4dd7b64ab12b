internal import LogReading

/// Whose records `--contact` asks for: an id, a mail address or a phone number, equal to some value of the record.
public struct ContactMatch: Sendable {
    private let text: [UInt8]
    private let isMail: Bool
    /// The digits of a phone number; empty for what is none.
    private let digits: [UInt8]

    /// Fewer digits are an id, not a phone number.
    private static let fewestDigits = 7
    /// A longer value is no identity.
    private static let longest = 512

    /// Nothing for a text that is blank or too long to be an identity.
    public init?(_ text: String) {
        let trimmed = text.trimmed
        guard !trimmed.isEmpty, trimmed.utf8.count <= Self.longest else { return nil }
        self.text = Array(trimmed.utf8)
        isMail = trimmed.contains("@")
        digits = isMail ? [] : Self.phoneDigits(self.text)
    }

    /// Whether a value of a record is the contact's: the same text, the same mail address in any letter case, or the
    /// same phone number, however it is set.
    func matches(_ value: RecordValue) -> Bool {
        let bytes = value.bytes
        guard value.kind == .text || value.kind == .number, bytes.count > 0, bytes.count <= Self.longest else {
            return false
        }
        if bytes.count == text.count && bytes.elementsEqual(text) { return true }
        if isMail {
            return bytes.count == text.count && zip(bytes, text).allSatisfy { Self.lower($0) == Self.lower($1) }
        }
        guard !digits.isEmpty else { return false }
        return Self.isSame(Self.phoneDigits(bytes), digits)
    }

    /// The digits of what is set like a phone number; empty for anything else.
    private static func phoneDigits(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var digits: [UInt8] = []
        for byte in bytes {
            switch byte {
            case 0x30...0x39: digits.append(byte)
            case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "."), 0x20:
                continue
            default: return []
            }
        }
        return digits.count >= fewestDigits && digits.count <= 15 ? digits : []
    }

    /// The country code 1 is written or left out.
    private static func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        if left == right { return true }
        let (short, long) = left.count < right.count ? (left, right) : (right, left)
        return short.count == 10 && long.count == 11 && long[0] == 0x31 && long.dropFirst().elementsEqual(short)
    }

    private static func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}
