/// A property as somebody set it.
public struct Setting: Sendable, Hashable {
    /// The key as written; keys are compared without regard to letter case.
    public var key: String
    /// The value as written; empty where it was hidden.
    public var value: String
    /// Whether the value is a secret; it was dropped when it was read.
    public var isHidden: Bool
    /// Where the value stands.
    public var place: SourcePlace

    /// All parts, one by one.
    public init(key: String, value: String, isHidden: Bool = false, place: SourcePlace) {
        self.key = key
        self.value = value
        self.isHidden = isHidden
        self.place = place
    }
}
