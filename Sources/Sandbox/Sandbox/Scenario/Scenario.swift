/// What a stand-in for athenahealth, the platform and Allscripts knows and how it behaves: invented practices, token rules, spelling and faults.
public struct Scenario: Sendable {
    /// What the scenario shows, in a sentence.
    public var title: String
    /// Who gets a token, how often, and whether one is needed.
    var tokens: TokenRules
    /// The oddities of the answers, which differ from year to year.
    var spelling: Spelling
    /// Rows a page where a request names no `limit`.
    var pages: PageSizes
    /// All practices, in the order of the answers.
    var practices: [Practice]
    /// The platform's groups and mappings.
    var platform = Platform()
    /// Allscripts' accounts.
    var unity = Unity()
    /// What goes wrong from the start.
    var faults: [Fault]

    /// Who gets a token.
    struct TokenRules: Sendable {
        /// Whether calls without a bearer token are refused; a token that is sent must be ours in any case.
        var required = false
        /// Tokens a minute before 429; the vendor's preview gives 5, production 50.
        var perMinute = 5
        /// Seconds for which a token is good.
        var lifetime = 3600
        /// Client ids with their secrets; empty lets any client in.
        var clients: [(id: String, secret: String)] = []
    }

    /// How answers are spelled.
    struct Spelling: Sendable {
        /// `"true"` in place of `true`.
        var quotedBooleans = true
        /// `"3600"` in place of `3600`, where the vendor was seen to do so.
        var quotedNumbers = true
        /// `\/` in place of `/`.
        var escapedSlashes = true
        /// `LIMIT=…&OFFSET=…` in `next` and `previous`.
        var upperCaseKeys = false
        /// Blank lines before a body.
        var blankLines = 0
    }

    /// Rows a page.
    struct PageSizes: Sendable {
        /// Of the list of practices.
        var practices = 1500
        /// Of a practice's departments; the vendor's default is 1500.
        var departments = 1500
        /// Of cancellation reasons; the vendor's default is 100.
        var cancelReasons = 100
    }
}

extension Scenario {
    /// An invented practice.
    struct Practice: Sendable {
        /// What the key of the sandbox may do with a practice.
        enum Access: String, Sendable, CaseIterable {
            /// Listed, and everything answers.
            case listed
            /// It exists, and every call of it is refused.
            case notGranted
            /// It answers, but the list leaves it out.
            case unlisted
        }

        /// Digits.
        var id: String
        /// Whether our key sees it.
        var access: Access
        /// Members of its row in the list; a member that is not there is missing in the answer too.
        var row: [(key: String, value: AnswerValue)]
        /// In the order of the answers.
        var departments: [Department]
        /// In the order of the answers.
        var cancelReasons: [[(key: String, value: AnswerValue)]]
    }

    /// An invented department.
    struct Department: Sendable {
        /// Whether only `showalldepartments=true` shows it.
        var isHidden: Bool
        /// Members of its row.
        var row: [(key: String, value: AnswerValue)]
    }
}
