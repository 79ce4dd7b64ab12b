/// The platform's number of a client's location, or of the enterprise above its locations.
public struct BusinessNumber: Sendable, Hashable, CustomStringConvertible {
    /// ASCII digits as they were given: a leading zero counts.
    public let text: String

    /// The digits of every sample that is known; another length is a warning, never an error.
    static let usualLength = 15

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
