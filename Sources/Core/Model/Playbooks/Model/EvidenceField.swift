/// A field whose values may be shown as evidence.
public struct EvidenceField: Sendable, Equatable {
    /// The name by which rules and reports call it.
    public var name: String
    /// What a person calls it, in lower case, such as `appointment status`.
    public var label: String
    /// What its values look like.
    var type: EvidenceType
    /// Paths with dots, in order; the name itself where the playbook gives none.
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
