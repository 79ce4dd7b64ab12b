/// A property of a group or a mapping.
public struct Property: Sendable, Equatable {
    /// The key in a request's body; nothing where only the dashboard's label is known.
    public var key: String?
    /// Other spellings of the key.
    public var alsoCalled: [String]
    /// What the dashboard calls it.
    public var label: String
    /// Where it can be set.
    public var levels: [PropertyLevel]
    /// Whether a mapping may override the group's value.
    public var overridable: Bool
    /// Whether the platform keeps it encrypted.
    public var secure: Bool
    /// What separates several values; nothing for a single value.
    public var separator: String?
    /// The values that can stand there at all; empty where it is open.
    public var allowedValues: [String]
    /// What it is for, in a sentence.
    public var meaning: String

    /// All parts, one by one.
    public init(
        key: String? = nil, alsoCalled: [String] = [], label: String, levels: [PropertyLevel] = [],
        overridable: Bool = false, secure: Bool = false, separator: String? = nil, allowedValues: [String] = [],
        meaning: String
    ) {
        self.key = key
        self.alsoCalled = alsoCalled
        self.label = label
        self.levels = levels
        self.overridable = overridable
        self.secure = secure
        self.separator = separator
        self.allowedValues = allowedValues
        self.meaning = meaning
    }
}

/// Where a property is set.
public enum PropertyLevel: String, Sendable, CaseIterable {
    /// For all mappings of a group.
    case group
    /// For one business.
    case mapping
}
