internal import Model

/// Makes what is said of one record out of its group.
enum RecordWriter {
    /// Everything but input, line, `_id` and time.
    static func record(_ group: Group, _ census: inout Census) -> RecordExplanation {
        let judgement = census.kinds[Int(group.shape)].judgement
        let numbers = census.numbers[Int(group.business)]
        var findings: [RecordExplanation.RecordFinding] = []
        for (observation, sketch) in zip(judgement.observations, census.kinds[Int(group.shape)].sketches) {
            let decided = Decision.of(sketch, group, &census)
            let code = decided.code(of: observation)
            let verdict = decided.verdict
            var values: [EvidenceValue] = []
            if let shown = observation.shown { values.append(shown) }
            if decided.cell >= 0 { values += census.worths[Int(decided.cell)].evidence.values }
            if decided.isMissing, let field = observation.field {
                values.append(EvidenceValue(name: field, value: nil))
            }
            let evidence = values.sorted { ($0.name, $0.value ?? "") < ($1.name, $1.value ?? "") }
                .map { Evidence(name: $0.name, value: $0.value, meaning: meaning($0, judgement, census), count: 1) }
            let known = findings.firstIndex { $0.code == code && $0.verdict == verdict }
            if let known {
                findings[known].evidence += evidence.filter { !findings[known].evidence.contains($0) }
            } else {
                findings.append(RecordExplanation.RecordFinding(code: code, verdict: verdict, evidence: evidence))
            }
        }
        findings.sort { ($0.code, $0.verdict.rawValue) < ($1.code, $1.verdict.rawValue) }
        return RecordExplanation(
            input: "", line: 0, id: nil, time: nil,
            businessNumber: numbers.isEmpty ? nil : numbers.joined(separator: ","),
            integration: judgement.integration, isRestricted: judgement.isRestricted, findings: findings)
    }

    private static func meaning(_ value: EvidenceValue, _ judgement: Judgement, _ census: borrowing Census) -> String? {
        let playbook = judgement.integration.flatMap { census.knowledge.playbooks.playbook(named: $0) }
        return playbook?.meaning(of: value.value, field: value.name)
    }
}

extension Playbook {
    /// What a value of an evidence field means, where that is known.
    func meaning(of value: String?, field: String) -> String? {
        let meanings = evidenceFields.first { $0.name == field }?.meanings ?? []
        return meanings.first { $0.value.lowercased() == value?.lowercased() }?.meaning
    }
}
