public import Configuration
public import LogAnalysis
public import Model
internal import Support

/// What a client's triage was given: whom it is about, what the client said, and what there is to look at.
public struct TriageQuestion: Sendable {
    /// The locations that were named, as they were given; empty for all that are found.
    public var businesses: [String] = []
    /// Where the client's group hangs, if it was named.
    public var enterprise: String?
    /// What the client complains of; nil where it is to be inferred.
    public var symptom: String?
    /// What `--config` holds.
    public var configuration = ClientConfiguration()
    /// What its reader should know.
    public var notes: [ConfigurationNote] = []
    /// What `--set` says.
    public var settings: [Setting] = []
    /// What `--with` plans; nil where nothing is planned.
    public var planned: PlannedConfiguration?
    /// The names of the configuration's files, as a report shows them.
    public var comparedWith: [String] = []
    /// Log files and folders.
    public var logs: [String] = []
    /// Credential emails.
    public var mails: [String] = []
    /// athenahealth practices that the client gave.
    public var practices: [String] = []
    /// Departments that the client gave: ids, or names.
    public var departments: [String] = []
    /// NPIs that the client gave.
    public var npis: [String] = []
    /// Whether the client is not live yet.
    public var isSetup = false
    /// Whether an Allscripts login may be made.
    public var mayLogIn = false
    /// The case that is checked again; nil where none is.
    public var again: CaseFile?
    /// Inputs of that case whose content is as it was then.
    public var unchanged: [String] = []
    /// Only records from this time on, in milliseconds since 1970.
    public var since: Int?
    /// Only records before this time.
    public var until: Int?
    /// The zone of days, and of times that have none.
    public var clock: LocalClock?

    /// Makes a question about nothing.
    public init() {}

    /// Whether something was given to look at.
    var hasEvidence: Bool {
        configuration != ClientConfiguration() || !settings.isEmpty || !logs.isEmpty || !mails.isEmpty
            || !practices.isEmpty || !npis.isEmpty
    }
}
