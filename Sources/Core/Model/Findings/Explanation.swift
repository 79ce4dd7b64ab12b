/// What `explain` found beside its findings; the report's `result`.
public struct Explanation: Sendable, Equatable {
    /// Records over time; nothing where none has a usable time, or all have the same.
    public var timeline: Histogram?
    /// What would let restricted contacts through, most contacts first; empty where no configuration was given.
    public var changes: [ChangeSet]
    /// What would become of the contacts under a planned configuration, where one was given.
    public var planned: PlannedOutcome?
    /// Campaign tags, where they were asked for.
    public var tags: [TagField]?
    /// Single records, where few were read or one contact was asked for.
    public var records: [RecordExplanation]?
    /// Locations that stopped or fell, day by day; empty where none did.
    public var days: [LocationDays]
    /// What the records are of, for the line below the headline.
    public var reach = Reach()

    /// What was read, in a line.
    public struct Reach: Sendable, Equatable {
        /// The times of the first and the last record, RFC 3339; nil where no record has a usable time.
        public var first: String?
        /// As `first`.
        public var last: String?
        /// Business numbers that were read, before filters.
        public var locations = 0
        /// The configuration's files as they were given, and `--set`; empty where nothing was compared.
        public var comparedWith: [String] = []

        /// Nothing is known of what was read.
        public init() {}
    }

    /// Makes an explanation; without arguments there is nothing beside the findings.
    public init(
        timeline: Histogram? = nil, changes: [ChangeSet] = [], planned: PlannedOutcome? = nil, tags: [TagField]? = nil,
        records: [RecordExplanation]? = nil, days: [LocationDays] = []
    ) {
        self.timeline = timeline
        self.changes = changes
        self.planned = planned
        self.tags = tags
        self.records = records
        self.days = days
    }
}

/// How many contacts a location had on each of the last days.
public struct LocationDays: Sendable, Equatable {
    /// 15 digits in every known case.
    public var businessNumber: String
    /// In order, without a hole.
    public var days: [Day]

    /// One calendar day, of `--timezone`, else UTC.
    public struct Day: Sendable, Equatable {
        /// `YYYY-MM-DD`
        public var day: String
        /// Contacts of that day, let through or held back.
        public var contacts: Int

        /// Makes one day's count.
        public init(day: String, contacts: Int) {
            self.day = day
            self.contacts = contacts
        }
    }

    /// Makes the row of a chart.
    public init(businessNumber: String, days: [Day]) {
        self.businessNumber = businessNumber
        self.days = days
    }
}

/// What was found of one record (rules.md D22).
public struct RecordExplanation: Sendable, Equatable {
    /// The input's name as it was given.
    public var input: String
    /// The line on which the record begins, from 1.
    public var line: Int
    /// `_id`, where the record has one.
    public var id: String?
    /// RFC 3339.
    public var time: String?
    /// The record's business; several are joined by commas.
    public var businessNumber: String?
    /// The playbook's name of the integration.
    public var integration: String?
    /// Whether it carries a reason.
    public var isRestricted: Bool
    /// In the order of their codes.
    public var findings: [RecordFinding]

    /// One finding of one record.
    public struct RecordFinding: Sendable, Equatable {
        /// `BE` and four digits.
        public var code: String
        /// How sure it is.
        public var verdict: Verdict
        /// Each counts once.
        public var evidence: [Evidence]

        /// Makes what one code says of a single record.
        public init(code: String, verdict: Verdict, evidence: [Evidence]) {
            self.code = code
            self.verdict = verdict
            self.evidence = evidence
        }
    }

    /// Makes what is told of a single record, for the report or a line of its own.
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

    /// Makes one answer to what would have to change so that restricted contacts come through.
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
    /// Those of them that are statuses of which nobody knows whether they are visits (rules.md D36).
    public var unknownVisits: [String]

    /// Makes one member of a change set: what to add to a list, or which flag to switch off.
    public init(
        code: String, integration: String, property: String, level: String, add: [String], unknownVisits: [String] = []
    ) {
        self.code = code
        self.integration = integration
        self.property = property
        self.level = level
        self.add = add
        self.unknownVisits = unknownVisits
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
        /// All records of that time.
        public var records: Int
        /// Those with a restriction reason.
        public var restricted: Int
        /// Those that show a failure.
        public var failures: Int

        /// Makes the counts of one bin; `records` holds the restricted and the failed ones too.
        public init(from: String, records: Int, restricted: Int, failures: Int) {
            self.from = from
            self.records = records
            self.restricted = restricted
            self.failures = failures
        }
    }

    /// Makes a timeline of bins that are `hours` long each; there must be one at least.
    public init(hours: Int, bins: [Bin]) {
        self.hours = hours
        self.bins = bins
    }
}

/// A step in the share of records that show a finding.
public struct ChangePoint: Sendable, Equatable {
    /// From this hour on, RFC 3339; nothing if the input begins with it.
    public var since: String?
    /// Up to this hour; nothing if it lasts to the end of the input.
    public var until: String?
    /// The share outside that time.
    public var outside: Share
    /// The share inside that time, which is at least twice as large.
    public var inside: Share

    /// A part of a number of records.
    public struct Share: Sendable, Equatable {
        /// Those that show the finding.
        public var records: Int
        /// All of the integration.
        public var of: Int

        /// Makes a share for one side of a change point: `records` out of `of`.
        public init(records: Int, of: Int) {
            self.records = records
            self.of = of
        }
    }

    /// Makes what a finding says of when it became more frequent, with both shares to compare.
    public init(since: String?, until: String?, outside: Share, inside: Share) {
        self.since = since
        self.until = until
        self.outside = outside
        self.inside = inside
    }
}
