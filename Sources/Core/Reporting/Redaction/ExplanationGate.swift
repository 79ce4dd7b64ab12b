internal import Model

/// Passes the texts of an explanation through the gate; values of records are masked as evidence is.
public struct ExplanationGate {
    let gate: Gate

    func explanation(_ explanation: Explanation) -> Explanation {
        Explanation(
            timeline: explanation.timeline, changes: explanation.changes.map(changeSet),
            tags: explanation.tags?.map(tagField), records: explanation.records?.map(record))
    }

    /// One record.
    func record(_ record: RecordExplanation) -> RecordExplanation {
        var safe = record
        safe.input = gate.line(record.input)
        safe.id = record.id.map(gate.documentID)
        safe.time = record.time.map(gate.line)
        safe.businessNumber = record.businessNumber.map(gate.line)
        safe.integration = record.integration.map(gate.line)
        safe.findings = record.findings.map { finding in
            RecordExplanation.RecordFinding(
                code: gate.line(finding.code), verdict: finding.verdict,
                evidence: finding.evidence.map { evidence in
                    Evidence(
                        name: gate.line(evidence.name), value: evidence.value.map(shown),
                        meaning: evidence.meaning.map(gate.line), count: evidence.count)
                })
        }
        return safe
    }

    private func changeSet(_ set: ChangeSet) -> ChangeSet {
        var safe = set
        safe.changes = set.changes.map { change in
            ConfigurationChange(
                code: gate.line(change.code), integration: gate.line(change.integration),
                property: gate.line(change.property), level: gate.line(change.level), add: change.add.map(shown))
        }
        safe.businesses = set.businesses.map { business in
            BusinessCount(businessNumber: gate.line(business.businessNumber), count: business.count)
        }
        return safe
    }

    private func tagField(_ field: TagField) -> TagField {
        TagField(
            integration: field.integration.map(gate.line), field: gate.line(field.field),
            values: field.values.map { TagField.Tag(value: shown($0.value), count: $0.count) })
    }

    private func shown(_ text: String) -> String { gate.line(gate.masked(text)) }
}
