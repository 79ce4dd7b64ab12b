public import Findings

extension Gate {
    /// Passes every text of a report through the gate, and free text from records through the identity mask.
    public func report(_ report: Report) -> SafeReport {
        let coverage = Coverage(
            inputs: report.coverage.inputs.map { input in
                InputSummary(
                    name: line(input.name), format: line(input.format), bytes: input.bytes, records: input.records)
            },
            counters: report.coverage.counters,
            gaps: report.coverage.gaps.map { Gap(code: line($0.code), detail: block($0.detail)) })
        return SafeReport(
            Report(
                command: line(report.command), result: safe(report.result),
                explanation: report.explanation.map(ExplanationGate(gate: self).explanation),
                view: report.view.map(safe), coverage: coverage,
                findings: report.findings.map(FindingGate(gate: self).finding),
                resultIsProblem: report.resultIsProblem))
    }

    /// Passes the texts of a single record through the gate, those from the record through the identity mask as well.
    public func record(_ record: RecordExplanation) -> SafeRecord {
        SafeRecord(ExplanationGate(gate: self).record(record))
    }

    /// Passes every key and text of a value tree through the gate; nothing in it is masked.
    public func value(_ value: PlainValue) -> SafeValue {
        SafeValue(safe(value))
    }

    private func safe(_ block: ViewBlock) -> ViewBlock {
        switch block {
        case .prose(let text): .prose(line(text))
        case .value(let label, let value): .value(label: line(label), line(value))
        case .table(let table):
            .table(PlainTable(table.headings.map(line), rows: table.rows.map { $0.map(line) }))
        }
    }

    private func safe(_ value: PlainValue) -> PlainValue {
        switch value {
        case .null, .bool, .integer: value
        case .text(let text): .text(line(text))
        case .list(let values): .list(values.map(safe))
        case .object(let members): .object(members.map { PlainMember(line($0.key), safe($0.value)) })
        }
    }
}
