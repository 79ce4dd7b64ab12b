extension Scenario {
    /// What a stand-in for the platform knows: groups, and the businesses that are mapped to them.
    struct Platform: Sendable {
        /// In the order of the answers.
        var groups: [Group] = []
        /// Each business once.
        var mappings: [Mapping] = []
        /// Whether values of secure properties are shown as stars.
        var hidesSecure = true
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
