extension Scenario {
    /// What a stand-in for the platform knows: groups, and the businesses that are mapped to them.
    public struct Platform: Sendable {
        /// In the order of the answers.
        public var groups: [Group] = []
        /// Each business once.
        public var mappings: [Mapping] = []
        /// Whether values of secure properties are shown as stars.
        public var hidesSecure = true
    }

    /// An integration group.
    public struct Group: Sendable {
        /// Digits.
        public var id: String
        /// The enterprise's number, or that of the only business.
        public var businessNumber: String
        /// 27 or 32.
        public var source: Int
        /// In the order of the answers.
        public var properties: [(key: String, value: String)]
        /// Keys of properties that are secure, in lower case.
        public var secure: Set<String>
    }

    /// A business that is mapped to a group.
    public struct Mapping: Sendable {
        /// Digits.
        public var businessNumber: String
        /// The id of its group.
        public var group: String
        /// `AUTHORIZED`, `UNAUTHORIZED`, or whatever the scenario says.
        public var state: String
        /// In the order of the answers.
        public var properties: [(key: String, value: String)]
    }

    /// What a stand-in for Allscripts' Unity knows.
    public struct Unity: Sendable {
        /// Service users with their passwords; empty lets any in.
        public var serviceUsers: [(key: String, value: String)] = []
        /// PM users with their passwords.
        public var users: [(key: String, value: String)] = []
        /// Actions that are not licensed.
        public var unlicensed: Set<String> = []
        /// Wrong passwords after which an account is locked.
        public var lockAfter = 3
    }
}
