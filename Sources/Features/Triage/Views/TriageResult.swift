internal import LogAnalysis
internal import Model
internal import Support

/// The `result` of `check` in JSON (design.md §4).
struct TriageResult {
    let diagnosis: Diagnosis
    let headline: String
    let texts: AudienceTexts
    let audience: String?

    private var evidence: ClientEvidence { diagnosis.evidence }

    var value: PlainValue {
        let scope = evidence.scope
        let integrations = Set(scope.compactMap { evidence.integration(of: $0) })
        return [
            "businessNumber": .optional(scope.count == 1 ? scope.first : nil),
            "enterprise": .optional(
                evidence.question.enterprise ?? evidence.question.businesses.first { evidence.isEnterprise($0) }),
            "integration": .optional(integrations.count == 1 ? integrations.first : nil),
            "symptom": .optional(diagnosis.symptom?.name),
            "symptomFrom": diagnosis.symptom == nil ? .null : .text(diagnosis.isSymptomGiven ? "given" : "inferred"),
            "headline": .text(headline), "rootCause": .optional(diagnosis.roots.first?.id),
            "rootCauses": .texts(diagnosis.roots.map(\.id)), "checks": .list(diagnosis.checks.map(check)),
            "next": NextStep(diagnosis: diagnosis).remedy.map(remedy) ?? .null,
            "locations": .list(LocationRows(diagnosis: diagnosis).rows.sorted { $0.number < $1.number }.map(location)),
            "texts": .object(
                audience.map { [PlainMember($0, .text(texts.lines(for: $0).joined(separator: "\n")))] } ?? []),
            "planned": evidence.log.value?.report.explanation?.planned.map { PlannedValue(outcome: $0).value } ?? .null,
            "compared": .list(
                diagnosis.compared?.rows.map {
                    ["finding": .text($0.finding), "state": .text($0.state.rawValue)] as PlainValue
                } ?? []),
            "reads": .integer(evidence.reads), "writes": 0, "logins": .integer(evidence.logins),
        ]
    }

    private func check(_ row: CheckRow) -> PlainValue {
        [
            "name": .text(row.name), "state": .text(row.state.rawValue),
            "why": row.why.isEmpty ? .null : .text(row.why), "needs": .texts(row.needs),
            "findings": .texts(row.findings),
        ]
    }

    private func remedy(_ remedy: Remedy) -> PlainValue {
        [
            "text": .text(remedy.short), "owner": .text(remedy.owner.rawValue), "danger": .text(remedy.danger.rawValue),
            "reversible": .bool(remedy.reversible), "command": remedy.command.map { .texts($0) } ?? .null,
            "query": .optional(remedy.query), "verify": .texts(remedy.verify),
            "tellClient": .optional(remedy.tellClient), "answered": .bool(remedy.answered),
        ]
    }

    private func location(_ row: LocationRow) -> PlainValue {
        [
            "businessNumber": .text(row.number), "practice": .optional(row.practice),
            "department": .optional(row.department), "npi": .optional(row.npi), "state": .text(row.state),
            "rootCause": .optional(row.root?.id),
            "days": .list(row.days.map { ["day": .text($0.day), "contacts": .integer($0.contacts)] }),
        ]
    }
}
