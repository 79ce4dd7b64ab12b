internal import Model

/// One check of a client: what it needs, what it comes after, and how it judges. Its words are in `playbooks/triage.yaml`.
struct TriageCheck: Sendable {
    /// As the playbook and the report's JSON have it.
    let name: String
    /// Checks whose problem leaves nothing to be judged here.
    let after: [String]
    /// Whether it is about such a client at all: one of the other vendor's has no departments.
    let applies: @Sendable (ClientEvidence) -> Bool
    /// What came of it.
    let judge: @Sendable (ClientEvidence, CheckEntry) -> CheckOutcome

    init(
        _ name: String, after: [String] = [], applies: @escaping @Sendable (ClientEvidence) -> Bool = { _ in true },
        judge: @escaping @Sendable (ClientEvidence, CheckEntry) -> CheckOutcome
    ) {
        self.name = name
        self.after = after
        self.applies = applies
        self.judge = judge
    }
}

/// What one check came to.
enum CheckOutcome: Sendable {
    /// It looked: what it found, and in a few words what is fine.
    case judged([Finding], fine: String)
    /// It could not look: why, and the options or profile keys that would enable it.
    case skipped(String, needs: [String])
}

extension CheckOutcome {
    /// The same, unless something else that was looked at shows what the check would have found: a log may hold the vendor's
    /// refusal though the vendor itself was not asked.
    fileprivate func telling(_ evidence: ClientEvidence, _ entry: CheckEntry) -> Self {
        guard case .skipped = self else { return self }
        let seen = evidence.found(entry.codes).filter(\.isWrong)
        return seen.isEmpty ? self : .judged(seen, fine: "")
    }
}

/// A check that was run, as the report has it.
struct CheckRow: Sendable, Equatable {
    /// How it ended (design.md §4).
    enum State: String, Sendable {
        case ok, problem, undetermined, skipped
    }

    var name: String
    /// What it looks at, in a few words.
    var title: String
    var state: State
    /// What is fine, or why it was skipped.
    var why: String
    /// Options or profile keys that would enable it.
    var needs: [String]
    /// What would enable it, as a person reads it.
    var enable: String?
    /// Whether nobody misses it where it was skipped.
    var isExtra = false
    /// Of its findings.
    var findings: [String]
}

/// Runs the checks in their order.
struct CheckRun {
    private(set) var rows: [CheckRow] = []
    private(set) var findings: [Finding] = []

    init(_ evidence: ClientEvidence, checks: [TriageCheck] = TriageChecks.all) {
        let entries = Dictionary(
            evidence.playbooks.playbooks.flatMap(\.checks).map { ($0.name, $0) }
        ) { first, _ in first }
        for check in checks where check.applies(evidence) {
            let entry =
                entries[check.name] ?? CheckEntry(name: check.name, title: check.name, codes: [], enable: nil)
            add(check, entry, evidence)
        }
    }

    private mutating func add(_ check: TriageCheck, _ entry: CheckEntry, _ evidence: ClientEvidence) {
        var row = CheckRow(
            name: check.name, title: entry.title, state: .skipped, why: "", needs: [], enable: entry.enable,
            isExtra: entry.isExtra, findings: [])
        let blocking = rows.first { check.after.contains($0.name) && $0.state == .problem }
        if let blocking {
            row.why = "not before this is right: \(blocking.title)"
        } else {
            switch check.judge(evidence, entry).telling(evidence, entry) {
            case .skipped(let why, let needs):
                row.why = why
                row.needs = needs
            case .judged(let found, let fine):
                row.findings = found.map(\.id)
                for finding in found where !findings.contains(where: { $0.id == finding.id }) {
                    findings.append(finding)
                }
                let wrong = found.filter(\.isWrong)
                row.state =
                    wrong.contains(where: \.isDecided) ? .problem : wrong.isEmpty ? .ok : .undetermined
                row.why = row.state == .ok ? fine : wrong.map(\.title).joined(separator: "; ")
            }
        }
        rows.append(row)
    }
}
