public import Model

/// Makes findings with the playbook's words.
public struct FindingMaker {
    private let playbooks: PlaybookSet
    private let integration: String?

    init(_ playbooks: PlaybookSet) {
        self.playbooks = playbooks
        integration = playbooks.playbook(named: "AthenaHealth")?.name
    }

    /// A finding on `subject`, which tells findings of one code apart: an id, or nothing where there is one a run.
    func finding(
        _ code: String, _ verdict: Verdict, on subject: String? = nil, causedBy: String? = nil,
        evidence: [Evidence] = [], nearMisses: [NearMiss] = [], detail: String
    ) -> Finding {
        let entry = playbooks.entry(forCode: code)
        var sentences = detail
        if verdict == .undetermined, let decider = entry?.decidedBy, !decider.isEmpty {
            sentences += " Decided by: \(decider)"
        }
        return Finding(
            id: Self.id(code, verdict, subject), causedBy: causedBy, code: code, title: entry?.title ?? code,
            severity: entry?.severity ?? .warning, verdict: verdict, subject: Subject(integration: integration),
            evidence: evidence, nearMisses: nearMisses, detail: sentences, source: entry?.source,
            remedies: (entry?.remedies ?? []).map(withoutOpenQuery))
    }

    /// The id that a finding has.
    static func id(_ code: String, _ verdict: Verdict, _ subject: String? = nil) -> String {
        [code, verdict.rawValue, subject].compactMap(\.self).joined(separator: "-")
    }

    /// A query that asks for businesses or reasons has nothing to be filled with here.
    private func withoutOpenQuery(_ remedy: Remedy) -> Remedy {
        var remedy = remedy
        if remedy.query?.contains("{") == true { remedy.query = nil }
        return remedy
    }
}

/// What a check found: findings for the report, and gaps in what was looked at.
public struct LookupNotes: Sendable, Equatable {
    /// Each id once.
    public private(set) var findings: [Finding] = []
    /// In the order in which they were met.
    public private(set) var gaps: [Gap] = []

    /// Nothing was found yet.
    init() {}

    mutating func add(_ finding: Finding) {
        if !findings.contains(where: { $0.id == finding.id }) { findings.append(finding) }
    }

    /// Adds what another check found.
    public mutating func add(_ other: LookupNotes) {
        other.findings.forEach { add($0) }
        other.gaps.forEach { add($0) }
    }

    /// Adds something that could not be looked at.
    public mutating func add(_ gap: Gap) {
        if !gaps.contains(gap) { gaps.append(gap) }
    }
}
