public import Support

/// What the page about a client shows beside headline, findings and coverage (`check --format html`).
public struct ClientPage: Sendable, Equatable {
    /// The ids of the findings that are root causes, in the order in which they are told.
    public var causes: [String] = []
    /// What to do next, in order.
    public var steps: [ViewStep] = []
    /// The days of the picture, without a hole; empty where no log was read.
    public var days: [CivilDay] = []
    /// Days before these that the log has as well.
    public var earlierDays = 0
    /// The locations, those with a cause first.
    public var locations: [Location] = []
    /// Every check that is about such a client, in order.
    public var checks: [Check] = []
    /// What else is to be said, by its label.
    public var remarks: [ViewRow] = []
    /// For whom the text is: `ticket`, `client`, `vendor` or `engineering`.
    public var reader = "ticket"
    /// The text to be sent as it is, line by line.
    public var text: [String] = []
    /// How many checks were fine, and how many calls were made, in a line.
    public var counts = ""

    /// Makes a page that shows nothing yet.
    public init() {}

    /// How it is at a location, or how a check ended.
    public enum State: String, Sendable {
        case ok, problem, undetermined, skipped
    }

    /// A row of the picture.
    public struct Location: Sendable, Equatable {
        /// The business number.
        public var number: String
        /// The athenahealth practice; nil where none is known.
        public var practice: String?
        /// The department, or the provider's NPI; nil where none is known.
        public var department: String?
        /// How it is there.
        public var state: State
        /// The place of its root cause in `causes`; nil where it has none.
        public var cause: Int?
        /// A cell for each of the page's days; empty where the log has no contact of it.
        public var cells: [Cell]

        /// Makes a row.
        public init(
            number: String, practice: String?, department: String?, state: State, cause: Int?, cells: [Cell]
        ) {
            self.number = number
            self.practice = practice
            self.department = department
            self.state = state
            self.cause = cause
            self.cells = cells
        }
    }

    /// What one location had on one day.
    public enum Cell: Sendable, Equatable {
        /// So many contacts; none on a day of which nothing tells whether some are usual.
        case contacts(Int)
        /// No contact, although such a day usually has some (rules.md D34).
        case missing
        /// No contact, as is usual on such a day.
        case none
    }

    /// One check and how it ended.
    public struct Check: Sendable, Equatable {
        /// What it looks at, in a few words.
        public var title: String
        /// How it ended.
        public var state: State
        /// What is fine or wrong, or why it was skipped.
        public var why: String
        /// What would enable it; nil where it was not skipped, or nothing would.
        public var enable: String?

        /// Makes a row of checks.
        public init(title: String, state: State, why: String, enable: String?) {
            self.title = title
            self.state = state
            self.why = why
            self.enable = enable
        }
    }
}
