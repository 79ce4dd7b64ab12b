/// What `explain` found beside its findings; the report's `result`.
public struct Explanation: Sendable, Equatable {
    /// Records over time; nothing where none has a usable time, or all have the same.
    public var timeline: Histogram?
    /// What would let restricted contacts through, most contacts first; empty where no configuration was given.
    public var changes: [ChangeSet]
    /// Campaign tags, where they were asked for.
    public var tags: [TagField]?
    /// Single records, where few were read or one contact was asked for.
    public var records: [RecordExplanation]?

    /// Makes an explanation; without arguments there is nothing beside the findings.
    public init(
        timeline: Histogram? = nil, changes: [ChangeSet] = [], tags: [TagField]? = nil,
        records: [RecordExplanation]? = nil
    ) {
        self.timeline = timeline
        self.changes = changes
        self.tags = tags
        self.records = records
    }
}

/// Records counted over time, in bins of equal length that follow each other without a hole.
public struct Histogram: Sendable, Equatable {
    /// The length of a bin, in hours.
    public var hours: Int
    /// In order; never empty.
    public var bins: [Bin]

    /// One bin.
    public struct Bin: Sendable, Equatable {
        /// Its beginning, RFC 3339.
        public var from: String
        public var records: Int
        public var restricted: Int
        public var failures: Int

        /// All parts, one by one.
        public init(from: String, records: Int, restricted: Int, failures: Int) {
            self.from = from
            self.records = records
            self.restricted = restricted
            self.failures = failures
        }
    }

    /// All parts, one by one.
    public init(hours: Int, bins: [Bin]) {
        self.hours = hours
        self.bins = bins
    }
}

/// The smallest set of changes that lets some contacts through: each of them is needed, and no other.
public struct ChangeSet: Sendable, Equatable {
    /// In the order of their codes.
    public var changes: [ConfigurationChange]
    /// Contacts that the whole set lets through, and no part of it.
    public var contacts: Int
    /// Whether something else restricts these contacts besides, of which no configuration tells: then the set alone
    /// does not let them through.
    public var isOpen: Bool
    /// Most contacts first.
    public var businesses: [BusinessCount]
    /// How many businesses are concerned, those that the list leaves out included.
    public var businessesTotal: Int

    /// All parts, one by one.
    public init(
        changes: [ConfigurationChange], contacts: Int, isOpen: Bool, businesses: [BusinessCount], businessesTotal: Int
    ) {
        self.changes = changes
        self.contacts = contacts
        self.isOpen = isOpen
        self.businesses = businesses
        self.businessesTotal = businessesTotal
    }
}

/// One change of a configuration.
public struct ConfigurationChange: Sendable, Equatable {
    /// The rule's code that it answers.
    public var code: String
    /// The playbook's name of the integration.
    public var integration: String
    /// The property's key.
    public var property: String
    /// `group` or `mapping`.
    public var level: String
    /// Values to be added to the list; empty for a flag, which has to be switched off.
    public var add: [String]

    /// All parts, one by one.
    public init(code: String, integration: String, property: String, level: String, add: [String]) {
        self.code = code
        self.integration = integration
        self.property = property
        self.level = level
        self.add = add
    }
}

/// The values of one field that serves as a campaign tag.
public struct TagField: Sendable, Equatable {
    /// The playbook's name of the integration.
    public var integration: String
    /// The evidence field's name.
    public var field: String
    /// Most records first.
    public var values: [Tag]

    /// One value.
    public struct Tag: Sendable, Equatable {
        public var value: String
        /// Records that hold it, restricted or not.
        public var count: Int

        /// Both parts.
        public init(value: String, count: Int) {
            self.value = value
            self.count = count
        }
    }

    /// All parts, one by one.
    public init(integration: String, field: String, values: [Tag]) {
        self.integration = integration
        self.field = field
        self.values = values
    }
}

/// What was found of one record (design.md D22).
public struct RecordExplanation: Sendable, Equatable {
    /// The input's name as it was given.
    public var input: String
    /// The line on which the record begins, from 1.
    public var line: Int
    /// `_id`, where the record has one.
    public var id: String?
    /// RFC 3339.
    public var time: String?
    public var businessNumber: String?
    /// The playbook's name of the integration.
    public var integration: String?
    public var isRestricted: Bool
    public var findings: [RecordFinding]

    /// One finding of one record.
    public struct RecordFinding: Sendable, Equatable {
        public var code: String
        public var verdict: Verdict
        /// Each counts once.
        public var evidence: [Evidence]

        /// All parts, one by one.
        public init(code: String, verdict: Verdict, evidence: [Evidence]) {
            self.code = code
            self.verdict = verdict
            self.evidence = evidence
        }
    }

    /// All parts, one by one.
    public init(
        input: String, line: Int, id: String?, time: String?, businessNumber: String?, integration: String?,
        isRestricted: Bool, findings: [RecordFinding]
    ) {
        self.input = input
        self.line = line
        self.id = id
        self.time = time
        self.businessNumber = businessNumber
        self.integration = integration
        self.isRestricted = isRestricted
        self.findings = findings
    }
}
