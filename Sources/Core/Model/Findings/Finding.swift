/// What or whom a finding is about.
public struct Subject: Sendable, Equatable {
    /// The playbook's name of the integration, such as `AthenaHealth`.
    public var integration: String?
    /// 15 digits, where the finding concerns one business only.
    public var businessNumber: String?

    /// Makes a subject; without arguments the finding is about the input as a whole.
    public init(integration: String? = nil, businessNumber: String? = nil) {
        self.integration = integration
        self.businessNumber = businessNumber
    }
}

/// The only thing that is reported: a code with its verdict, subject, evidence and remedies (design.md §4).
public struct Finding: Sendable, Equatable {
    /// The same for the same cause in the same subject, from run to run.
    public var id: String
    /// The id of the finding that causes this one.
    public var causedBy: String?
    /// `BE` and four digits, for ever the same cause; `be-diagnose codes` explains it.
    public var code: String
    /// The code's title in its playbook: one line, no full stop.
    public var title: String
    /// From the code's entry in its playbook; `info` never makes a problem.
    public var severity: Severity
    /// How sure it is, apart from how grave it is.
    public var verdict: Verdict
    /// Both parts nil: the input as a whole.
    public var subject: Subject
    /// Records concerned.
    public var count: Int
    /// RFC 3339, UTC, milliseconds, `Z`.
    public var firstSeen: String?
    /// The same form as `firstSeen`; both nil if no record has a usable time.
    public var lastSeen: String?
    /// Most records first; `--top` may have cut the list, never the counts.
    public var evidence: [Evidence]
    /// Most records first; `--top` may have cut the list.
    public var businesses: [BusinessCount]
    /// How many businesses are concerned, those that the list leaves out included.
    public var businessesTotal: Int
    /// Nil as long as no configuration was looked up, or if businesses differ in it.
    public var expected: Expected?
    /// Values that only their spelling keeps from being allowed.
    public var nearMisses: [NearMiss]
    /// What stays in the way when this finding is mended.
    public var alsoBlockedBy: [AlsoBlocked]
    /// Whom it concerns; nil where it concerns no business, or the input as a whole.
    public var width: Width?
    /// Since when its share of the records has been higher; nil where no step stands out.
    public var step: Step?
    /// What was seen and what would decide it, in a few sentences.
    public var detail: String
    /// Where the knowledge comes from.
    public var source: String?
    /// In the order in which to take them.
    public var remedies: [Remedy]

    /// Makes a finding; lists default to empty, unknown values to nil.
    public init(
        id: String, causedBy: String? = nil, code: String, title: String, severity: Severity, verdict: Verdict,
        subject: Subject = Subject(), count: Int = 0, firstSeen: String? = nil, lastSeen: String? = nil,
        evidence: [Evidence] = [], businesses: [BusinessCount] = [], businessesTotal: Int = 0,
        expected: Expected? = nil, nearMisses: [NearMiss] = [], alsoBlockedBy: [AlsoBlocked] = [],
        width: Width? = nil, step: Step? = nil, detail: String, source: String? = nil, remedies: [Remedy] = []
    ) {
        self.id = id
        self.causedBy = causedBy
        self.code = code
        self.title = title
        self.severity = severity
        self.verdict = verdict
        self.subject = subject
        self.count = count
        self.firstSeen = firstSeen
        self.lastSeen = lastSeen
        self.evidence = evidence
        self.businesses = businesses
        self.businessesTotal = businessesTotal
        self.expected = expected
        self.nearMisses = nearMisses
        self.alsoBlockedBy = alsoBlockedBy
        self.width = width
        self.step = step
        self.detail = detail
        self.source = source
        self.remedies = remedies
    }
}

extension Finding {
    /// The order of every report: severity, then count (most first), then code, then id.
    public static func inReportOrder(_ left: Finding, _ right: Finding) -> Bool {
        if left.severity != right.severity { return left.severity < right.severity }
        if left.count != right.count { return left.count > right.count }
        if left.code != right.code { return left.code < right.code }
        return left.id < right.id
    }
}
