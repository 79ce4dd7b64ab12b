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
    /// What may be shown as evidence.
    public var evidenceFields: [EvidenceField] = []
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

/// A word that names of places hold in several spellings, such as `Saint` and `St`.
public struct Abbreviation: Sendable, Equatable {
    /// The word in full.
    public var word: String
    /// How else it is written; a spelling may belong to several words.
    public var spellings: [String]
}

/// A field whose values may be shown as evidence.
public struct EvidenceField: Sendable, Equatable {
    /// The name by which rules and reports call it.
    public var name: String
    /// What a person calls it, in lower case, such as `appointment status`.
    public var label: String
    /// What its values look like.
    var type: EvidenceType
    /// Paths with dots, in order; the name itself where the playbook gives none. Empty where no source says how records name
    /// it, so that only `--field` finds it.
    public var aliases: [String] = []
    /// What its values mean, where that is known.
    public var meanings: [Meaning] = []
    /// Whether its values are campaign tags (`explain --tags`).
    public var campaignTag: Bool = false
}

/// What a value must look like to be shown.
enum EvidenceType: String, Sendable, CaseIterable {
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
}
