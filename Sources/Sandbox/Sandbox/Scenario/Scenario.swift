/// What a stand-in for athenahealth, the platform and Allscripts knows and how it behaves: invented practices, token rules, spelling and faults.
public struct Scenario: Sendable {
    /// What the scenario shows, in a sentence.
    public var title: String
    /// Who gets a token, how often, and whether one is needed.
    public var tokens: TokenRules
    /// The oddities of the answers, which differ from year to year.
    public var spelling: Spelling
    /// Rows a page where a request names no `limit`.
    public var pages: PageSizes
    /// All practices, in the order of the answers.
    public var practices: [Practice]
    /// The platform's groups and mappings.
    public var platform = Platform()
    /// Allscripts' accounts.
    public var unity = Unity()
    /// What goes wrong from the start.
    public var faults: [Fault]

    /// Who gets a token.
    public struct TokenRules: Sendable {
        /// Whether calls without a bearer token are refused; a token that is sent must be ours in any case.
        public var required = false
        /// Tokens a minute before 429; the vendor's preview gives 5, production 50.
        public var perMinute = 5
        /// Seconds for which a token is good.
        public var lifetime = 3600
        /// Client ids with their secrets; empty lets any client in.
        public var clients: [(id: String, secret: String)] = []
    }

    /// How answers are spelled.
    public struct Spelling: Sendable {
        /// `"true"` in place of `true`.
        public var quotedBooleans = true
        /// `"3600"` in place of `3600`, where the vendor was seen to do so.
        public var quotedNumbers = true
        /// `\/` in place of `/`.
        public var escapedSlashes = true
        /// `LIMIT=…&OFFSET=…` in `next` and `previous`.
        public var upperCaseKeys = false
        /// Blank lines before a body.
        public var blankLines = 0
    }

    /// Rows a page.
    public struct PageSizes: Sendable {
        /// Of the list of practices.
        public var practices = 1500
        /// Of a practice's departments; the vendor's default is 1500.
        public var departments = 1500
        /// Of cancellation reasons; the vendor's default is 100.
        public var cancelReasons = 100
    }
}

extension Scenario {
    /// An invented practice.
    public struct Practice: Sendable {
        /// What the key of the sandbox may do with a practice.
        public enum Access: String, Sendable, CaseIterable {
            /// Listed, and everything answers.
            case listed
            /// It exists, and every call of it is refused.
            case notGranted
            /// It answers, but the list leaves it out.
            case unlisted
        }

        /// Digits.
        public var id: String
        /// Whether our key sees it.
        public var access: Access
        /// Members of its row in the list; a member that is not there is missing in the answer too.
        public var row: [(key: String, value: AnswerValue)]
        /// In the order of the answers.
        public var departments: [Department]
        /// In the order of the answers.
        public var cancelReasons: [[(key: String, value: AnswerValue)]]
    }

    /// An invented department.
    public struct Department: Sendable {
        /// Whether only `showalldepartments=true` shows it.
        public var isHidden: Bool
        /// Members of its row.
        public var row: [(key: String, value: AnswerValue)]
    }
}
