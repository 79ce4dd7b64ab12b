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
    public var parameters: [RequestParameter]
    /// How far back it looks where nothing else is said, such as `7d`.
    public var window: String
    /// How to read what Kibana then shows, or nothing.
    public var note: String?
    /// Where the knowledge comes from.
    public var source: String

    /// All parts, one by one.
    public init(
        name: String, title: String, clauses: [String], parameters: [RequestParameter] = [], window: String = "7d",
        note: String? = nil, source: String
    ) {
        self.name = name
        self.title = title
        self.clauses = clauses
        self.parameters = parameters
        self.window = window
        self.note = note
        self.source = source
    }
}
