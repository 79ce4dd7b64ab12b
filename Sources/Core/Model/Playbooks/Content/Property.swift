/// A property of a group or a mapping.
public struct Property: Sendable, Equatable {
    /// The key in a request's body; nothing where only the dashboard's label is known.
    public var key: String?
    /// Other spellings of the key.
    public var alsoCalled: [String] = []
    /// What the dashboard calls it.
    public var label: String
    /// What else people call it who read the dashboard or the support articles.
    public var alsoLabeled: [String] = []
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
    /// The values of its list that are visits that took place, as the field that is compared with it has them; a value
    /// in neither list is unknown (rules.md D36).
    public var visits: [String] = []
    /// The values of its list that are not visits.
    public var nonVisits: [String] = []
    /// Values that the vendor shares for tests, which belong to no client.
    public var sharedForTests: [String] = []
    /// Words that people use for values, such as `closed`, each with the values that it stands for.
    public var words: [PropertyWord] = []
    /// What a single value of it must look like.
    public var type = PropertyType.text
    /// Keys of this playbook that belong to another set-up, so that a business rarely has both.
    public var exclusiveWith: [String] = []
    /// Whether each location of a client with several must have it.
    public var mandatoryForSeveral = false
    /// Whether each of its values belongs to one location of a client, so that a second one with it is a mistake.
    public var belongsToOneLocation = false
    /// The key of the property within whose values its own are unique, such as the practice of a department.
    public var within: String?
    /// Whether it is for reminders, so that a value shows that the client uses them.
    public var forReminders = false
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

    /// What people call it: the dashboard's label, and the others.
    public var labels: [String] { [label] + alsoLabeled }
}

/// A word that people use for values of a property.
public struct PropertyWord: Sendable, Equatable {
    /// Compared ignoring case and spacing.
    public var word: String
    /// As the property holds them.
    public var value: String
}

/// What a single value of a property must look like.
public enum PropertyType: String, Sendable, CaseIterable {
    /// Anything.
    case text
    /// A National Provider Identifier, with its check digit.
    case npi
    /// After how many days a contact gets its review request.
    case delay
}

/// Where a property is set.
public enum PropertyLevel: String, Sendable, CaseIterable {
    /// For all mappings of a group.
    case group
    /// For one business.
    case mapping
}

/// Finds a playbook's properties by the names that files and people give them: keys ignoring case and surrounding blanks,
/// labels ignoring case and how much blank is between words.
public struct PropertyNames: Sendable {
    private let byKey: [String: Int]
    private let byLabel: [String: Int]
    private let byUnspacedLabel: [String: Int]

    /// The names of these properties; of two that share a name the first counts.
    public init(_ properties: [Property]) {
        let keys = properties.enumerated().flatMap { position, property in
            property.spellings.map { (Self.plain($0), position) }
        }
        byKey = Dictionary(keys) { first, _ in first }
        let labels = properties.enumerated().flatMap { position, property in
            property.labels.map { ($0, position) }
        }
        byLabel = Dictionary(labels.map { (Self.collapsed($0), $1) }) { first, _ in first }
        byUnspacedLabel = Dictionary(labels.map { (Self.unspaced($0), $1) }) { first, _ in first }
    }

    /// The position of the property that a name means: by its key or another spelling of it, else by its label.
    public func position(of name: String) -> Int? { keyPosition(of: name) ?? byLabel[Self.collapsed(name)] }

    /// The same for a name that a person typed, who may leave out the blanks of a label. In a file that would take one
    /// integration's key `appointmentstatus` for the label *Appointment Status* of another.
    public func typedPosition(of name: String) -> Int? { position(of: name) ?? byUnspacedLabel[Self.unspaced(name)] }

    /// The same, by keys and their other spellings only.
    public func keyPosition(of name: String) -> Int? { byKey[Self.plain(name)] }

    private static func collapsed(_ name: String) -> String {
        name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// A name in lower case without blanks, for what a person types from a screen.
    public static func unspaced(_ name: String) -> String { name.lowercased().filter { !$0.isWhitespace } }

    /// A key as it is compared.
    public static func plain(_ name: String) -> String {
        let lower = name.lowercased()
        guard let first = lower.first, let last = lower.last, first.isWhitespace || last.isWhitespace else {
            return lower
        }
        let kept = lower.drop(while: \.isWhitespace)
        return String(kept.prefix(upTo: kept.lastIndex { !$0.isWhitespace }.map(kept.index(after:)) ?? kept.startIndex))
    }
}
