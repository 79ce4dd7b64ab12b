/// A National Provider Identifier: ten digits, the first 1 or 2, the last a check digit.
///
/// The check digit is Luhn's over `80840` (the prefix of health applications in the United States) and the number. That
/// it is right does not mean that the number was ever issued.
public struct NPI: Sendable, Hashable, CustomStringConvertible {
    /// Ten ASCII digits.
    public let text: String

    /// Throws what keeps `text` from being an NPI; blanks around it are not taken away.
    public init(_ text: some StringProtocol) throws(NPIError) {
        let digits = text.utf8.map { Int($0) - 0x30 }
        guard digits.count == 10, digits.allSatisfy({ (0...9).contains($0) }) else { throw .notTenDigits }
        guard digits[0] == 1 || digits[0] == 2 else { throw .firstDigit }
        let expected = Self.checkDigit(of: digits.dropLast())
        guard digits[9] == expected else { throw .checkDigit(expected: expected) }
        self.text = String(text)
    }

    /// The ten digits.
    public var description: String { text }

    /// Luhn's: every second digit from the right, the check digit's neighbour first, counts double, as its digits' sum.
    private static func checkDigit(of nine: ArraySlice<Int>) -> Int {
        // What 80840 adds does not depend on the number.
        var sum = 24
        for (position, digit) in nine.enumerated() {
            let doubled = digit * 2
            sum += position.isMultiple(of: 2) ? doubled / 10 + doubled % 10 : digit
        }
        return (10 - sum % 10) % 10
    }
}

/// What keeps a text from being an NPI.
public enum NPIError: Error, Sendable, Equatable {
    /// It is not made of exactly ten ASCII digits.
    case notTenDigits
    /// It begins with another digit than 1 (a person) or 2 (an organisation), as all NPIs so far do.
    case firstDigit
    /// Its last digit is not the one that the other nine ask for: most likely a typing mistake.
    case checkDigit(expected: Int)
}

/// The platform's number of a client's location, or of the enterprise above its locations.
public struct BusinessNumber: Sendable, Hashable, CustomStringConvertible {
    /// ASCII digits as they were given: a leading zero counts.
    public let text: String

    /// The digits of every sample that is known; another length is a warning, never an error.
    private static let usualLength = 15

    /// A number of at least one ASCII digit, and nothing else; nil for any other text.
    public init?(_ text: some StringProtocol) {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        self.text = String(text)
    }

    /// Whether it has as many digits as every known sample.
    public var hasUsualLength: Bool { text.utf8.count == Self.usualLength }

    /// The digits.
    public var description: String { text }
}
