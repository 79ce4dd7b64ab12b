internal import Support

/// What support knows about one system; the content of one YAML file in `playbooks/`.
public struct Playbook: Sendable, Equatable {
    /// The name that reports use, such as `AthenaHealth`; unique.
    public var name: String
    /// The part that it plays.
    public var kind: PlaybookKind
    /// One sentence on the system.
    public var title: String
    /// Counts up with every change of meaning.
    public var version: Int
    /// The day on which somebody last compared it with the real system, `YYYY-MM-DD`.
    public var verified: String
    /// How a log record or an answer names this integration; nothing for `platform` and `tool`.
    public var identity: IntegrationIdentity?
    /// Where every record keeps its reason, business, integration, time, … (`platform` only).
    public var recordFields: [RecordField] = []
    /// Fields that hold a person's identity, whatever their values look like (`platform` only).
    public var identityFields: [String] = []
    /// Objects that describe a person, with everything in them (`platform` only).
    public var identityObjects: [String] = []
    /// Fields that a redacted log keeps beside those that are read of a record (`platform` only).
    public var keptFields: [KeptField] = []
    /// Behind these words in a path stands an id that on-call needs (`platform` only).
    public var keptPathWords: [String] = []
    /// Names of fields that only a record of a contact or an appointment has, beside those of contacts (`platform` only).
    public var contactMarks: [String] = []
    /// What more of them begin with, eight bytes at most (`platform` only).
    public var contactMarkPrefix: String?
    /// Columns that hold how many documents a row stands for (`platform` only).
    public var countColumns: [String] = []
    /// Columns that may hold that, or something else (`platform` only).
    public var unclearCountColumns: [String] = []
    /// How a text names an HTTP status, `{status}` standing for the number (`platform` only).
    public var statusPhrases: [String] = []
    /// What the text of a failed run holds beside the failure.
    public var textValues: [TextValue] = []
    /// What may be shown as evidence.
    public var evidenceFields: [EvidenceField] = []
    /// What a mapping holds besides its properties.
    public var mappingFields: [MappingField] = []
    /// What makes its codes fire.
    public var rules: [Rule] = []
    /// What is told about each of its codes.
    public var codes: [CodeEntry] = []
    /// What a group or mapping of it can be given.
    public var properties: [Property] = []
    /// Words of names that are written in several ways.
    public var abbreviations: [Abbreviation] = []
    /// When it can ask for a review.
    public var triggers: [Trigger] = []
    /// Where services answer; the shipped ones stand in files of their own (`CallReading`).
    public var services: [Service] = []
    /// The calls that are documented for it; the shipped ones stand in files of their own.
    public var requests: [Request] = []
    /// Kibana queries; the shipped ones stand in files of their own.
    public var queries: [Query] = []
    /// Where a person finds what no call tells.
    public var places: [Place] = []
    /// How the vendor's credential mail looks, where there is one.
    public var credentialMail: CredentialMail?
    /// What the user is told where a call or a credential fails.
    public var faults: [FaultEntry] = []
    /// Where the company's support articles contradict themselves.
    public var contradictions: [Contradiction] = []
    /// What features of the platform need.
    public var features: [Feature] = []
    /// What clients complain of.
    public var symptoms: [Symptom] = []
    /// The checks of a client, in words.
    public var checks: [CheckEntry] = []
    /// What follows from what, the farthest upstream first.
    public var causes: [CauseEntry] = []
    /// The file it was read from, for messages.
    public var file: String
}

/// The part that a playbook plays.
public enum PlaybookKind: String, Sendable, CaseIterable {
    /// One system that the platform reads from.
    case integration
    /// What holds for every integration.
    case platform
    /// Codes that the tool's own sources emit.
    case tool
}

/// How an integration is named.
public struct IntegrationIdentity: Sendable, Equatable {
    /// Compared without regard to letter case, spaces, `_` and `-`.
    public var names: [String]
    /// The platform's source id, such as 27.
    public var sourceID: Int
}

/// Something that a mapping holds besides its properties, as bodies and the dashboard name it.
public struct MappingField: Sendable, Equatable {
    /// What it says.
    public var role: MappingRole
    /// Its keys in a mapping's body; none where no source shows one.
    public var keys: [String]
    /// What the dashboard calls it.
    public var label: String
    /// The words for yes, where it is yes or no.
    public var on: [String] = []
    /// The words for no.
    public var off: [String] = []

    /// Whether a name means it: a key or the label, ignoring case and spacing.
    public func isCalled(_ name: String) -> Bool {
        let plain = PropertyNames.unspaced(name)
        return (keys + [label]).contains { PropertyNames.unspaced($0) == plain }
    }

    /// Yes or no, as a word of a body or of the dashboard says it; nil for other words.
    public func flag(_ word: String) -> Bool? {
        let plain = PropertyNames.unspaced(word)
        if on.contains(where: { PropertyNames.unspaced($0) == plain }) { return true }
        return off.contains { PropertyNames.unspaced($0) == plain } ? false : nil
    }
}

/// What a mapping says besides its properties.
public enum MappingRole: String, Sendable, CaseIterable {
    /// Whether it runs.
    case active
    /// How often.
    case frequency
    /// When next.
    case nextRunTime
}

/// A word that names of places hold in several spellings, such as `Saint` and `St`.
public struct Abbreviation: Sendable, Equatable {
    /// The word in full.
    public var word: String
    /// How else it is written; a spelling may belong to several words.
    public var spellings: [String]
}

/// A value that stands in the text of a failed run.
public struct TextValue: Sendable, Equatable {
    /// The name under which it is evidence; `business` is the record's business number.
    public var name: String
    /// The text right before it, to the letter; nothing for a number that stands on its own.
    public var after: String?
    /// What it looks like.
    public var type: EvidenceType
    /// How many digits or letters it has; nothing for any number.
    public var length: Int?
    /// What stands there without being such a value.
    public var except: [String] = []

    /// Whether it is made of digits alone.
    public var isNumber: Bool { type == .identifier }
}

/// A field whose values may be shown as evidence.
public struct EvidenceField: Sendable, Equatable {
    /// The name by which rules and reports call it.
    public var name: String
    /// What a person calls it, in lower case, such as `appointment status`.
    public var label: String
    /// What its values look like.
    public var type: EvidenceType
    /// Paths with dots, in order; the name itself where the playbook gives none. Empty where no source says how records name
    /// it, so that only `--field` finds it.
    public var aliases: [String] = []
    /// What its values mean, where that is known.
    public var meanings: [Meaning] = []
    /// Whether its values are campaign tags (`explain --tags`).
    public var campaignTag: Bool = false
}

/// What a value must look like to be shown.
public enum EvidenceType: String, Sendable, CaseIterable {
    /// A short code or word, such as `2` or `Acknowledged`.
    case status
    /// A name that the vendor's system gives to a type, place or procedure.
    case name
    /// An identifier of a provider or department: digits.
    case identifier
}

/// What one value of a closed list means.
public struct Meaning: Sendable, Equatable {
    /// The value as the system writes it.
    public var value: String
    /// What it means, in a few words.
    public var meaning: String
    /// Whether an appointment with this status is a visit that took place; nil where the playbook does not say.
    public var visit: Visit?

    /// A value's meaning; of a value that is not a status, nothing is said about visits.
    public init(value: String, meaning: String, visit: Visit? = nil) {
        self.value = value
        self.meaning = meaning
        self.visit = visit
    }
}

/// Whether a status is that of a visit that took place (rules.md D36).
public enum Visit: String, Sendable, CaseIterable {
    /// The patient was there.
    case yes
    /// The appointment was canceled, is open, or is still to come.
    case no
    /// The source does not say.
    case unknown
}

extension EvidenceField {
    /// Whether its values are statuses, each of which is a visit or none.
    public var isStatus: Bool { type == .status }

    /// Whether a value of this field is a visit that took place: true, false, or nil where that is unknown.
    ///
    /// The value is compared as its meaning is, ignoring case and surrounding spaces.
    public func visit(of value: String) -> Bool? {
        let plain = value.trimmed.lowercased()
        return switch meanings.first(where: { $0.value.lowercased() == plain })?.visit {
        case .yes: true
        case .no: false
        case .unknown, nil: nil
        }
    }
}

extension Playbook {
    /// The evidence field that a rule compares with a property; nil where no rule does.
    public func field(comparedWith property: Property) -> EvidenceField? {
        guard let key = property.key, let rule = rules.first(where: { $0.property == key && $0.field != nil })
        else { return nil }
        return evidenceFields.first { $0.name == rule.field }
    }

    /// Whether a value of a property's list is a visit that took place: true, false, or nil where that is unknown.
    public func visit(of value: String, in property: Property) -> Bool? {
        field(comparedWith: property)?.visit(of: value)
    }
}
