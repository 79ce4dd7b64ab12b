internal import Model

/// Makes findings with the playbook's words.
struct FindingMaker {
    let playbooks: PlaybookSet
    /// The integration that the mail belongs to, as its playbook names it.
    let integration: String

    /// `key` tells findings of one code apart.
    func finding(_ code: String, _ verdict: Verdict, key: String, _ detail: String) -> Finding {
        let entry = playbooks.entry(forCode: code)
        let needsDeciding = verdict == .undetermined || verdict == .likely
        let decided = needsDeciding ? entry.map { " Decided by: \($0.decidedBy)" } ?? "" : ""
        return Finding(
            id: [code, verdict.rawValue, key].joined(separator: "-"), code: code, title: entry?.title ?? code,
            severity: entry?.severity ?? .warning, verdict: verdict, subject: Subject(integration: integration),
            detail: detail + decided, source: entry?.source, remedies: entry?.remedies ?? [])
    }
}
