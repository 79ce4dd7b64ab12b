/// One thing that every record carries, with the names it goes by, in order of trust.
public struct RecordField: Sendable, Equatable {
    /// What it is for.
    public var role: RecordRole
    /// Paths with dots; nested and dotted spellings are the same.
    public var aliases: [String]
}

/// What a record field is for; the closed list behind `--field NAME=PATH`.
public enum RecordRole: String, Sendable, CaseIterable {
    /// The restriction reason.
    case reason
    /// The business number.
    case business
    /// The name or source id of the integration.
    case integration
    /// When it was logged.
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
