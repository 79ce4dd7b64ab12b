/// An id of athenahealth as a person gave it: a practice's or a department's. Digits, kept as text.
public struct VendorID: Sendable, Hashable, CustomStringConvertible {
    /// ASCII digits without a leading zero, at most `longest` of them.
    public let text: String

    /// More digits than any known id has; beyond them a number no longer fits 64 bits.
    public static let longest = 18

    /// The id in exactly these digits; throws what keeps the text from being one.
    public init(_ text: some StringProtocol) throws(VendorIDFault) {
        guard !text.isEmpty else { throw .empty }
        if let odd = text.first(where: { character in
            character.utf8.count != 1 || !character.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }) {
            throw .notDigits(odd)
        }
        guard !text.hasPrefix("0") else { throw .leadingZero }
        guard text.utf8.count <= Self.longest else { throw .tooLong }
        self.text = String(text)
    }

    /// The id as it was pasted: blanks around it are dropped and full-width digits become ASCII ones; `isChanged` says
    /// whether that was needed.
    public static func pasted(_ text: String) throws(VendorIDFault) -> (id: VendorID, isChanged: Bool) {
        var scalars = Array(text.unicodeScalars)[...]
        while let first = scalars.first, isBlank(first) { scalars.removeFirst() }
        while let last = scalars.last, isBlank(last) { scalars.removeLast() }
        var plain = ""
        for scalar in scalars {
            let isFullWidth = (0xFF10...0xFF19).contains(scalar.value)
            let digit = isFullWidth ? Unicode.Scalar(scalar.value - 0xFF10 + 0x30) : scalar
            plain.unicodeScalars.append(digit ?? scalar)
        }
        return (try VendorID(plain), !plain.utf8.elementsEqual(text.utf8))
    }

    /// Spaces of every width, and the invisible characters that a copied text brings.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
    }

    /// The digits.
    public var description: String { text }
}

/// What keeps a text from being an id of athenahealth.
public enum VendorIDFault: Error, Sendable, Equatable {
    /// Nothing stands there.
    case empty
    /// A character that is no ASCII digit; the first one.
    case notDigits(Character)
    /// The ids begin with 1 to 9.
    case leadingZero
    /// More than 18 digits.
    case tooLong
}
