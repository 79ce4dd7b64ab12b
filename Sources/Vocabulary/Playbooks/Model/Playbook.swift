/// What support knows about one system; the content of one YAML file in `playbooks/`.
public struct Playbook: Sendable, Equatable {
    /// The name that reports use, such as `AthenaHealth`; unique.
    public var name: String
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
    public var recordFields: [RecordField]
    /// How a text names an HTTP status, `{status}` standing for the number (`platform` only).
    public var statusPhrases: [String]
    public var evidenceFields: [EvidenceField]
    public var rules: [Rule]
    public var codes: [CodeEntry]
    public var properties: [Property]
    public var triggers: [Trigger]
    public var requests: [Request]
    public var places: [Place]
    /// The file it was read from, for messages.
    public var file: String

    public init(
        name: String, kind: PlaybookKind, title: String, version: Int, verified: String,
        identity: IntegrationIdentity? = nil, recordFields: [RecordField] = [], statusPhrases: [String] = [],
        evidenceFields: [EvidenceField] = [], rules: [Rule] = [], codes: [CodeEntry] = [],
        properties: [Property] = [], triggers: [Trigger] = [], requests: [Request] = [], places: [Place] = [],
        file: String
    ) {
        self.name = name
        self.kind = kind
        self.title = title
        self.version = version
        self.verified = verified
        self.identity = identity
        self.recordFields = recordFields
        self.statusPhrases = statusPhrases
        self.evidenceFields = evidenceFields
        self.rules = rules
        self.codes = codes
        self.properties = properties
        self.triggers = triggers
        self.requests = requests
        self.places = places
        self.file = file
    }
}

/// The part that a playbook plays.
public enum PlaybookKind: String, Sendable, CaseIterable {
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

    public init(names: [String], sourceID: Int) {
        self.names = names
        self.sourceID = sourceID
    }
}

/// One thing that every record carries, with the names it goes by, in order of trust.
public struct RecordField: Sendable, Equatable {
    public var role: RecordRole
    /// Paths with dots; nested and dotted spellings are the same.
    public var aliases: [String]

    public init(role: RecordRole, aliases: [String]) {
        self.role = role
        self.aliases = aliases
    }
}

/// What a record field is for; the closed list behind `--field NAME=PATH`.
public enum RecordRole: String, Sendable, CaseIterable {
    case reason
    case business
    case integration
    case time
    /// An HTTP status.
    case status
    /// A contact's id, mail address or phone number; never printed.
    case contact
    /// A yes/no beside the reason; D9: it never decides.
    case restrictedFlag
    /// Free text in which a signature may stand; never printed.
    case text
}

/// A field whose values may be shown as evidence.
public struct EvidenceField: Sendable, Equatable {
    public var name: String
    /// What a person calls it, in lower case, such as `appointment status`.
    public var label: String
    public var type: EvidenceType
    /// Paths with dots, in order; the name itself where the playbook gives none.
    public var aliases: [String]
    public var meanings: [Meaning]
    /// Whether its values are campaign tags (`explain --tags`).
    public var campaignTag: Bool

    public init(
        name: String, label: String, type: EvidenceType, aliases: [String] = [], meanings: [Meaning] = [],
        campaignTag: Bool = false
    ) {
        self.name = name
        self.label = label
        self.type = type
        self.aliases = aliases
        self.meanings = meanings
        self.campaignTag = campaignTag
    }
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
    public var value: String
    public var meaning: String

    public init(value: String, meaning: String) {
        self.value = value
        self.meaning = meaning
    }
}
