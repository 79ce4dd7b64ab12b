public import Model

/// Something in a configuration that cannot be read. It repeats no value, which may be a secret.
public struct ConfigurationFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// Where it stands.
    public var place: SourcePlace
    /// What was found, what was expected, and what to do where that is known.
    public var text: String

    /// All parts, one by one.
    init(place: SourcePlace, text: String) {
        self.place = place
        self.text = text
    }

    init(_ place: SourcePlace, found: String, expected: String, advice: String? = nil) {
        self.init(place: place, text: "found \(found), expected \(expected)" + (advice.map { "; \($0)" } ?? ""))
    }

    /// `file:line:column: …`
    public var description: String { "\(place): \(text)" }
}
