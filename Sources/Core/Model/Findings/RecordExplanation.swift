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
