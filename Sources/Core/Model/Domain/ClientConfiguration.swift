/// A client's integration configuration as somebody exported or pasted it: whatever was given of it, which may be part.
///
/// Numbers are texts: an identifier is never computed with, and must not lose digits.
public struct ClientConfiguration: Sendable, Equatable {
    /// In the order in which they were given; the same group may stand there twice.
    public var groups: [GroupConfiguration]
    /// In the order in which they were given; the same business may stand there twice.
    public var mappings: [MappingConfiguration]
    /// The triggers that integrations have, where an answer of *list triggers* was given.
    public var triggers: [ListedTrigger] = []

    /// Makes what the inputs are gathered in; without arguments nothing was given yet.
    public init(groups: [GroupConfiguration] = [], mappings: [MappingConfiguration] = []) {
        self.groups = groups
        self.mappings = mappings
    }

    /// Adds what another file holds behind what is there.
    public mutating func append(_ other: ClientConfiguration) {
        groups += other.groups
        mappings += other.mappings
        triggers += other.triggers
    }

    /// Adds a planned configuration behind what is there, marked as such: what it gives holds in place of today's.
    public mutating func append(planned other: ClientConfiguration) {
        var planned = other
        for position in planned.groups.indices { planned.groups[position].isPlanned = true }
        for position in planned.mappings.indices { planned.mappings[position].isPlanned = true }
        append(planned)
    }
}

/// A trigger as *list triggers* answers it.
public struct ListedTrigger: Sendable, Equatable {
    /// The platform's id of it, which a group names.
    public var id: Int
    /// The integration's source id; some integrations' answers leave it out.
    public var sourceID: Int?
    /// What the answer calls it.
    public var displayName: String?
    /// The service behind it.
    public var service: String?
    /// Whether it can be used; nil where the row does not say.
    public var isActive: Bool?
    /// The ids of its types; empty where the row does not say.
    public var typeIDs: [Int] = []
    /// Where its text begins.
    public var place: SourcePlace

    /// Makes a row of the answer; nil stands for what the row does not say.
    public init(id: Int, sourceID: Int? = nil, displayName: String? = nil, service: String? = nil, place: SourcePlace) {
        self.id = id
        self.sourceID = sourceID
        self.displayName = displayName
        self.service = service
        self.place = place
    }
}

/// An integration group: what the locations of a client have in common.
public struct GroupConfiguration: Sendable, Equatable {
    /// The platform's id of the group; a group that was not created yet has none.
    public var groupID: String?
    /// The number of the enterprise, or of the only business, that the group hangs on.
    public var businessNumber: String?
    /// The platform's id of the integration, such as 27.
    public var sourceID: Int?
    /// The integration's name as an answer spells it, such as `AthenaHealth`.
    public var sourceName: String?
    /// When it can ask for a review.
    public var triggerIDs: [Int]
    /// Whether the input says which triggers it has; an empty list says that there are none.
    public var showsTriggers: Bool
    /// In the order of the file; a key may stand there twice. Empty where none were given, which decides nothing.
    public var settings: [Setting]
    /// Whether it is planned, and not what holds today.
    public var isPlanned = false
    /// Where its text begins.
    public var place: SourcePlace

    /// Makes a group as an input shows it; nil stands for what the input does not say.
    public init(
        groupID: String? = nil, businessNumber: String? = nil, sourceID: Int? = nil, sourceName: String? = nil,
        triggerIDs: [Int] = [], showsTriggers: Bool? = nil, settings: [Setting] = [], place: SourcePlace
    ) {
        self.groupID = groupID
        self.businessNumber = businessNumber
        self.sourceID = sourceID
        self.sourceName = sourceName
        self.triggerIDs = triggerIDs
        self.showsTriggers = showsTriggers ?? !triggerIDs.isEmpty
        self.settings = settings
        self.place = place
    }
}

/// An integration mapping: what ties one business to a group.
public struct MappingConfiguration: Sendable, Equatable {
    /// The location's number.
    public var businessNumber: String
    /// The group that it is tied to, where that was given.
    public var groupID: String?
    /// Whether it runs; nothing where that was not given.
    public var isActive: Bool?
    /// How often it runs, as written, such as `1 DAYS`.
    public var frequency: String?
    /// When it runs next, as written: a time that has passed is not wrong by itself, since an export may be old.
    public var nextRunTime: String?
    /// In the order of the file; a key may stand there twice.
    public var settings: [Setting]
    /// Whether it is planned, and not what holds today.
    public var isPlanned = false
    /// Where its text begins.
    public var place: SourcePlace

    /// Makes a mapping as an input shows it; nil stands for what the input does not say.
    public init(
        businessNumber: String, groupID: String? = nil, isActive: Bool? = nil, frequency: String? = nil,
        nextRunTime: String? = nil, settings: [Setting] = [], place: SourcePlace
    ) {
        self.businessNumber = businessNumber
        self.groupID = groupID
        self.isActive = isActive
        self.frequency = frequency
        self.nextRunTime = nextRunTime
        self.settings = settings
        self.place = place
    }
}

/// A property as somebody set it.
public struct Setting: Sendable, Hashable {
    /// The key as written; keys are compared without regard to letter case.
    public var key: String
    /// The value as written; empty where it was hidden.
    public var value: String
    /// Whether the value is a secret; it was dropped when it was read.
    public var isHidden: Bool
    /// The hash of a secret's text, which only this process can compare; nil for what is no secret.
    public var hiddenHash: Int?
    /// Where the value stands.
    public var place: SourcePlace

    /// Makes a setting as it was read; whoever hides a value has to pass an empty one.
    public init(key: String, value: String, isHidden: Bool = false, place: SourcePlace) {
        self.key = key
        self.value = value
        self.isHidden = isHidden
        self.place = place
    }
}

/// Where something that a user gave stands: in a file, or on the command line.
public struct SourcePlace: Sendable, Hashable, CustomStringConvertible {
    /// The file as the user named it; for the command line the option, such as `--set`.
    public var file: String
    /// From 1; on the command line, which use of the option it is.
    public var line: Int
    /// From 1, in Unicode characters; 0 where a line has no columns, as on the command line.
    public var column: Int

    /// Makes a place to point a person at; `option` makes those of the command line.
    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// The place of the `position`-th (from 1) use of an option.
    public static func option(_ name: String, _ position: Int) -> SourcePlace {
        SourcePlace(file: name, line: position, column: 0)
    }

    /// `file:line:column`, which editors and terminals know how to open; of an option, its name alone.
    public var description: String { column == 0 ? file : "\(file):\(line):\(column)" }
}

/// Something about how a configuration was read that its reader should know; nothing is wrong.
public struct ConfigurationNote: Sendable, Equatable, CustomStringConvertible {
    /// Where it stands.
    public var place: SourcePlace
    /// What was done and why, as one sentence without a full stop; it holds no value of the configuration.
    public var text: String

    /// Makes a remark for whoever gave the configuration; the text must not repeat a value of it.
    public init(place: SourcePlace, text: String) {
        self.place = place
        self.text = text
    }

    /// `file:line:column: …`
    public var description: String { "\(place): \(text)" }
}
