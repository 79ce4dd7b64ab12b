public import Model

/// A report that has passed the gate; writers take nothing else, so that none can go round it.
public struct SafeReport: Sendable, Equatable {
    /// The report with every text made safe to show.
    let report: Report

    fileprivate init(_ report: Report) {
        self.report = report
    }
}

/// A single record that has passed the gate.
public struct SafeRecord: Sendable, Equatable {
    /// What was found of it, with every text made safe to show.
    let record: RecordExplanation

    fileprivate init(_ record: RecordExplanation) {
        self.record = record
    }
}

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

    private func safe(_ block: ViewBlock) -> ViewBlock {
        switch block {
        case .prose(let text): .prose(line(text))
        case .value(let label, let value): .value(label: line(label), line(value))
        case .table(let table):
            .table(PlainTable(table.headings.map(line), rows: table.rows.map { $0.map(line) }))
        }
    }

    private func safe(_ value: PlainValue) -> PlainValue { changed(value) ?? value }

    /// A value made safe; nothing where it was safe, so that a result of thousands is not held twice.
    private func changed(_ value: PlainValue) -> PlainValue? {
        switch value {
        case .null, .bool, .integer: return nil
        case .text(let text): return changed(text).map { .text($0) }
        case .list(let values):
            let changes = values.map(changed)
            return changes.allSatisfy { $0 == nil } ? nil : .list(zip(values, changes).map { $1 ?? $0 })
        case .object(let members):
            let changes = members.map { (key: changed($0.key), value: changed($0.value)) }
            if changes.allSatisfy({ $0.key == nil && $0.value == nil }) { return nil }
            return .object(zip(members, changes).map { PlainMember($1.key ?? $0.key, $1.value ?? $0.value) })
        }
    }

    private func changed(_ text: String) -> String? {
        let safe = line(text)
        // Not by `==`, to which a letter with a mark is the same as one letter and one mark.
        return safe.utf8.elementsEqual(text.utf8) ? nil : safe
    }
}
