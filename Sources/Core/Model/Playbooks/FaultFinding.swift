extension PlaybookSet {
    /// What the playbooks tell about a fault of the sources.
    public func entry(forFault name: String) -> FaultEntry? {
        playbooks.lazy.flatMap(\.faults).first { $0.fault == name }
    }

    /// The sentence about a fault, its values filled in; `doing` says what failed, such as `asking for a token`.
    public func text(ofFault name: String, facts: [String: String], doing: String? = nil) -> String {
        let template = entry(forFault: name)?.text ?? "The fault ‘\(name)’, about which no playbook says anything."
        let text = facts.reduce(template) { text, fact in Self.replacing("{\(fact.key)}", in: text, with: fact.value) }
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
        let code = entry(forFault: name)?.code ?? FaultCodes.untold
        let entry = entry(forCode: code)
        return Finding(
            id: [code, subject, name].joined(separator: "-"), code: code, title: entry?.title ?? code,
            severity: entry?.severity ?? .error, verdict: verdict, subject: Subject(integration: integration),
            detail: text(ofFault: name, facts: facts, doing: doing), source: entry?.source,
            remedies: entry?.remedies ?? [])
    }

    private static func replacing(_ name: String, in text: String, with value: String) -> String {
        var result = ""
        var rest = text[...]
        while let brace = rest.firstIndex(of: "{") {
            result += rest[..<brace]
            rest = rest[brace...]
            if rest.hasPrefix(name) {
                result += value
                rest = rest.dropFirst(name.count)
            } else {
                result += "{"
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }
}
