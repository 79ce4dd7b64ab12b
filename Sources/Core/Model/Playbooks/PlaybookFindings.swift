extension PlaybookSet {
    /// The one way to make a finding: title, severity, source and remedies are those of the code's entry.
    ///
    /// - Parameters:
    ///   - key: What follows the code in the id, so that findings of one code are told apart; nil parts are left out.
    ///   - severity: For a code that no playbook lists.
    ///   - decidable: The verdicts at which the detail ends with what would decide it.
    public func finding(
        _ code: String, _ verdict: Verdict, key: [String?], about subject: Subject = Subject(),
        unlisted severity: Severity = .warning, decidable: Set<Verdict> = [], detail: String
    ) -> Finding {
        let entry = entry(forCode: code)
        var detail = detail
        if decidable.contains(verdict), let decider = entry?.decidedBy, !decider.isEmpty {
            detail += " Decided by: \(decider)"
        }
        let remedies = (entry?.remedies ?? []).compactMap { $0.told(about: subject.integration) }
        return Finding(
            id: ([code] + key).compactMap(\.self).joined(separator: "-"), code: code, title: entry?.title ?? code,
            brief: entry?.brief, severity: entry?.severity ?? severity, verdict: verdict, subject: subject,
            detail: detail,
            source: entry?.source, remedies: remedies)
    }
}

extension PlaybookSet {
    /// What the playbooks tell about a fault of the sources.
    public func entry(forFault name: String) -> FaultEntry? {
        playbooks.lazy.flatMap(\.faults).first { $0.fault == name }
    }

    /// The sentence about a fault, its values filled in; `doing` says what failed, such as `asking for a token`.
    public func text(ofFault name: String, facts: [String: String], doing: String? = nil) -> String {
        let template = entry(forFault: name)?.text ?? "The error ‘\(name)’, which no playbook describes."
        let text = facts.reduce(template) { text, fact in text.replacing("{\(fact.key)}", with: fact.value) }
        return doing.map { "\($0): \(text)" } ?? text
    }

    /// A finding about a fault: its code's words, and the sentence as detail.
    ///
    /// - Parameters:
    ///   - facts: What the table's text may name.
    ///   - doing: What failed, such as `asking athenahealth for a token`; stands before the sentence.
    ///   - subject: Tells findings of one code apart in their ids, such as the service's name.
    public func finding(
        ofFault name: String, facts: [String: String], doing: String?, verdict: Verdict, subject: String,
        integration: String? = nil
    ) -> Finding {
        finding(
            entry(forFault: name)?.code ?? FaultCodes.untold, verdict, key: [subject, name],
            about: Subject(integration: integration), unlisted: .error,
            detail: text(ofFault: name, facts: facts, doing: doing))
    }
}

/// What the user is told where a call or a credential fails: the fault's name in the sources, and the code with a
/// sentence for it.
public struct FaultEntry: Sendable, Equatable {
    /// As the sources name it, such as `refused`; unique.
    public var fault: String
    /// The code whose entry explains it.
    public var code: String
    /// One or two sentences; `{host}` and the like stand for what the fault knows.
    public var text: String
}

/// The one code of a fault that stands in the sources; all others stand in the playbooks' table.
enum FaultCodes {
    /// For a fault that the table leaves out, which the shipped one does not.
    static let untold = "BE9105"
}

extension Remedy {
    /// The step as it is told in a finding about an integration: nothing where it is another one's, since that would send
    /// somebody to the wrong desk. Where none is known the step names its own, and has no words for the client.
    fileprivate func told(about subject: String?) -> Remedy? {
        guard let integration, integration != subject else { return self }
        guard subject == nil else { return nil }
        var step = self
        step.text = "\(integration): \(text)"
        step.tellClient = nil
        return step
    }
}
