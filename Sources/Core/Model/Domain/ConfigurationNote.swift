/// Something about how a configuration was read that its reader should know; nothing is wrong.
public struct ConfigurationNote: Sendable, Equatable, CustomStringConvertible {
    /// Where it stands.
    public var place: SourcePlace
    /// What was done and why, as one sentence without a full stop; it holds no value of the configuration.
    public var text: String

    /// All parts, one by one.
    public init(place: SourcePlace, text: String) {
        self.place = place
        self.text = text
    }

    /// `file:line:column: …`
    public var description: String { "\(place): \(text)" }
}
