/// A property of a group or a mapping.
public struct Property: Sendable, Equatable {
    /// The key in a request's body; nothing where only the dashboard's label is known.
    public var key: String?
    /// Other spellings of the key.
    public var alsoCalled: [String] = []
    /// What the dashboard calls it.
    public var label: String
    /// Where it can be set.
    public var levels: [PropertyLevel] = []
    /// Whether a mapping may override the group's value.
    public var overridable = false
    /// Whether the platform keeps it encrypted.
    public var secure = false
    /// What separates several values; nothing for a single value.
    public var separator: String?
    /// The values that can stand there at all; empty where it is open.
    public var allowedValues: [String] = []
    /// Statuses of appointments that took place; what is in neither list is unknown (rules.md D36).
    public var visits: [String] = []
    /// Statuses of appointments that did not take place, or not yet.
    public var nonVisits: [String] = []
    /// Values that the vendor shares for tests, which belong to no client.
    public var sharedForTests: [String] = []
    /// What a single value of it must look like.
    public var type = PropertyType.text
    /// Keys of this playbook that belong to another set-up, so that a business rarely has both.
    public var exclusiveWith: [String] = []
    /// Whether each location of a client with several must have it.
    public var mandatoryForSeveral = false
    /// Words that people give in place of values, such as `closed` for two statuses.
    public var words: [ValueWord] = []
    /// What it is for, in a sentence.
    public var meaning: String

    /// The key; the label where nobody knows the key.
    public var name: String { key ?? label }

    /// Whether a mapping's value counts: it belongs there, or overrides the group's.
    public var isSetInMapping: Bool { overridable || levels.contains(.mapping) }

    /// Whether a group's value counts.
    public var isSetInGroup: Bool { levels.contains(.group) }

    /// The level at which somebody sets it who says nothing of levels: the first that the playbook names.
    public var usualLevel: PropertyLevel { levels.first ?? .mapping }

    /// The key and its other spellings.
    public var spellings: [String] { [key].compactMap(\.self) + alsoCalled }
}

/// A word that people give in place of values of a property.
public struct ValueWord: Sendable, Equatable {
    /// As it is said, such as `closed`.
    public var word: String
    /// What it stands for, as the property holds it.
    public var values: String
}

/// What a single value of a property must look like.
public enum PropertyType: String, Sendable, CaseIterable {
    /// Anything.
    case text
    /// A National Provider Identifier, with its check digit.
    case npi
}

/// Where a property is set.
public enum PropertyLevel: String, Sendable, CaseIterable {
    /// For all mappings of a group.
    case group
    /// For one business.
    case mapping
}

/// Finds a playbook's properties by the names that files and people give them, without regard to letter case and to
/// blanks around.
public struct PropertyNames: Sendable {
    private let byKey: [String: Int]
    private let byLabel: [String: Int]

    /// The names of these properties; of two that share a name the first counts.
    public init(_ properties: [Property]) {
        let keys = properties.enumerated().flatMap { position, property in
            property.spellings.map { (Self.plain($0), position) }
        }
        byKey = Dictionary(keys) { first, _ in first }
        byLabel = Dictionary(properties.enumerated().map { (Self.plain($1.label), $0) }) { first, _ in first }
    }

    /// The position of the property that a name means: by its key or another spelling of it, else by its label.
    public func position(of name: String) -> Int? { keyPosition(of: name) ?? byLabel[Self.plain(name)] }

    /// The same, by keys and their other spellings only.
    public func keyPosition(of name: String) -> Int? { byKey[Self.plain(name)] }

    /// A name as it is compared.
    public static func plain(_ name: String) -> String {
        let lower = name.lowercased()
        guard let first = lower.first, let last = lower.last, first.isWhitespace || last.isWhitespace else {
            return lower
        }
        let kept = lower.drop(while: \.isWhitespace)
        return String(kept.prefix(upTo: kept.lastIndex { !$0.isWhitespace }.map(kept.index(after:)) ?? kept.startIndex))
    }
}
