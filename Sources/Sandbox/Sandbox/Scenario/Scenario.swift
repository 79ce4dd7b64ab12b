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

    /// What a stand-in for the platform knows: groups, and the businesses that are mapped to them.
    struct Platform: Sendable {
        /// In the order of the answers.
        var groups: [Group] = []
        /// Each business once.
        var mappings: [Mapping] = []
        /// Whether values of secure properties are shown as stars.
        var hidesSecure = true
        /// Triggers that the list shows as inactive.
        var inactiveTriggers: Set<Int> = []
    }

    /// An integration group.
    struct Group: Sendable {
        /// Digits.
        var id: String
        /// The enterprise's number, or that of the only business.
        var businessNumber: String
        /// 27 or 32.
        var source: Int
        /// In the order of the answers.
        var properties: [(key: String, value: String)]
        /// Keys of properties that are secure, in lower case.
        var secure: Set<String>
        /// Ids of its triggers.
        var triggers: [Int]
    }

    /// A business that is mapped to a group.
    struct Mapping: Sendable {
        /// Digits.
        var businessNumber: String
        /// The id of its group.
        var group: String
        /// `AUTHORIZED`, `UNAUTHORIZED`, or whatever the scenario says.
        var state: String
        /// In the order of the answers.
        var properties: [(key: String, value: String)]
    }

    /// What a stand-in for Allscripts' Unity knows.
    struct Unity: Sendable {
        /// Service users with their passwords; empty lets any in.
        var serviceUsers: [(key: String, value: String)] = []
        /// PM users with their passwords.
        var users: [(key: String, value: String)] = []
        /// Actions that are not licensed.
        var unlicensed: Set<String> = []
        /// Wrong passwords after which an account is locked.
        var lockAfter = 3
    }
}

/// Many departments with names that look like real ones, the same at every start, to measure with.
enum GeneratedDepartments {
    private static let places = [
        "Riverbend", "Lakeview", "Saint Clare", "Northgate", "Maple Hill", "Harborside", "Cedar Park", "Westfield",
        "Stonebridge", "Pinecrest", "Elmwood", "Fairhaven", "Rosedale", "Summit", "Glenwood", "Oak Ridge", "Bayview",
        "Clearwater", "Kingsley", "Brookside",
    ]
    private static let kinds = [
        "Family Medicine", "Pediatrics", "Internal Medicine", "Cardiology", "Orthopedics", "Dermatology",
        "Women's Health", "Urgent Care", "Physical Therapy", "Behavioral Health", "Imaging Center", "Surgery Center",
        "Endocrinology", "Neurology", "Urology",
    ]
    private static let cities = [("Springfield", "IL"), ("Fairview", "OH"), ("Georgetown", "TX"), ("Salem", "OR")]

    static func make(_ count: Int, practice: String) -> [Scenario.Department] {
        (0..<count).map { number in
            let place = places[number % places.count]
            let kind = kinds[number / places.count % kinds.count]
            let round = number / (places.count * kinds.count) + 1
            let city = cities[number % cities.count]
            let name = "\(place) \(kind) \(round)"
            return Scenario.Department(
                isHidden: number % 50 == 49,
                row: [
                    ("departmentid", .text(String(number + 1))), ("name", .text(name.uppercased())),
                    ("patientdepartmentname", .text("\(name) of Practice \(practice)")),
                    ("address", .text("\(number + 100) Main Street")), ("city", .text(city.0)),
                    ("state", .text(city.1)), ("zip", .text("62701")), ("timezonename", .text("America/Chicago")),
                    ("providergroupname", .text("\(place) Group")), ("ishospitaldepartment", .boolean(false)),
                ])
        }
    }
}
