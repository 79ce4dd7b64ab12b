/// A trigger of an integration.
public struct Trigger: Sendable, Equatable {
    /// Nothing where nobody knows it: `list triggers` tells.
    public var id: Int?
    /// Its display name as the API gives it.
    public var name: String
    /// Other names by which people call it.
    public var alsoCalled: [String] = []
    /// What the dashboard's list shows.
    public var value: String
    /// What it belongs to, where that is known.
    public var service: String?
    /// The platform's number for its type.
    public var typeID: Int
    /// Whether reminders need it.
    public var forReminders = false
    /// What it is for, in a sentence.
    public var meaning: String
}

/// Where a person finds something.
public struct Place: Sendable, Equatable {
    /// What one looks for.
    public var what: String
    /// The way to it.
    public var how: String
    /// Where the knowledge comes from.
    public var source: String
}

/// A Kibana query that gets a piece of evidence.
public struct Query: Sendable, Equatable {
    /// By which name it is called.
    public var name: String
    /// What it finds, in one line.
    public var title: String
    /// KQL clauses, joined with `and`; one that holds an optional parameter that was not given is left out.
    ///
    /// Beside parameters they hold `{reasonField}` and the like (the first alias of a record field), `{contactFields}`
    /// and the like (all its aliases, any of which may match), and `{name}` of an evidence field.
    public var clauses: [String]
    /// What stands in the braces.
    public var parameters: [RequestParameter] = []
    /// How far back it looks where nothing else is said, such as `7d`.
    public var window = "7d"
    /// How to read what Kibana then shows, or nothing.
    public var note: String?
    /// Where the knowledge comes from.
    public var source: String
}

/// One thing that every record carries, with the names it goes by, in order of trust.
public struct RecordField: Sendable, Equatable {
    /// What it is for.
    public var role: RecordRole
    /// Paths with dots; nested and dotted spellings are the same.
    public var aliases: [String]
}

/// Fields that a redacted log keeps where their values are of one type (rules.md D41).
public struct KeptField: Sendable, Equatable {
    /// What their values look like.
    public var type: KeptType
    /// Compared without letter case, spaces, `_` and `-`; a path's last part decides.
    public var names: [String]
}

/// What a value must look like to stay in a redacted log.
public enum KeptType: String, Sendable, CaseIterable {
    /// Any text, of which the words stay that are known to be harmless.
    case text
    /// A number of up to ten digits.
    case number
    /// An id of the platform or of a practice: up to fifteen digits.
    case identifier
    /// A time at which something was logged or sent.
    case time
    /// A name of an index or of a node: words and numbers with `-`, `_` and `.` between.
    case index
    /// An id that a program made up for a document.
    case documentID
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
    /// A yes/no beside the reason; rules.md D9: it never decides.
    case restrictedFlag
    /// Free text in which a signature may stand; never printed.
    case text
}
