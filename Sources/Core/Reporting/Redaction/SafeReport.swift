public import Model

/// A report that has passed the gate; writers take nothing else, so that none can go round it.
public struct SafeReport: Sendable, Equatable {
    /// The report with every text made safe to show.
    let report: Report

    fileprivate init(_ report: Report) { self.report = report }
}

/// A single record that has passed the gate.
public struct SafeRecord: Sendable, Equatable {
    /// What was found of it, with every text made safe to show.
    let record: RecordExplanation

    fileprivate init(_ record: RecordExplanation) { self.record = record }
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

/// Passes the texts of one finding through the gate, each in its way.
struct FindingGate {
    /// The finding whose texts repeat a reason that nobody knows, and so anything that a record can hold.
    private static let unknownReason = "BE1100"

    /// Evidence that names a practice, a department or a provider, without which nobody on call can work; ten digits
    /// would otherwise look like a telephone number.
    private static let ids: Set = ["practiceid", "departmentid", "NPI"]

    let gate: Gate

    func finding(_ finding: Finding) -> Finding {
        let prose = finding.code == Self.unknownReason ? maskedBlock : gate.block
        var safe = finding
        safe.id = gate.line(finding.id)
        safe.causedBy = finding.causedBy.map(gate.line)
        safe.code = gate.line(finding.code)
        safe.title = finding.code == Self.unknownReason ? shown(finding.title) : gate.line(finding.title)
        safe.subject.integration = finding.subject.integration.map(gate.line)
        safe.subject.businessNumber = finding.subject.businessNumber.map(gate.line)
        safe.firstSeen = finding.firstSeen.map(gate.line)
        safe.lastSeen = finding.lastSeen.map(gate.line)
        safe.evidence = finding.evidence.map(evidence)
        safe.businesses = finding.businesses.map { business in
            BusinessCount(
                businessNumber: gate.line(business.businessNumber), count: business.count,
                expected: business.expected.map(expected))
        }
        safe.expected = finding.expected.map(expected)
        safe.nearMisses = finding.nearMisses.map { miss in
            NearMiss(value: shown(miss.value), candidate: shown(miss.candidate), why: shown(miss.why))
        }
        safe.alsoBlockedBy = finding.alsoBlockedBy.map { AlsoBlocked(code: gate.line($0.code), count: $0.count) }
        safe.width?.text = finding.width.map { gate.line($0.text) } ?? ""
        safe.detail = prose(finding.detail)
        safe.source = finding.source.map(gate.block)
        safe.remedies = finding.remedies.map { remedy($0, prose: prose) }
        return safe
    }

    private func evidence(_ evidence: Evidence) -> Evidence {
        let isID =
            Self.ids.contains(evidence.name) && evidence.value?.utf8.allSatisfy { (0x30...0x39).contains($0) } == true
        return Evidence(
            name: gate.line(evidence.name), value: evidence.value.map(isID ? gate.line : shown),
            meaning: evidence.meaning.map(gate.line),
            count: evidence.count)
    }

    private func expected(_ expected: Expected) -> Expected {
        Expected(
            property: gate.line(expected.property), level: gate.line(expected.level),
            values: expected.values.map(gate.line))
    }

    private func remedy(_ remedy: Remedy, prose: (String) -> String) -> Remedy {
        var safe = remedy
        safe.text = prose(remedy.text)
        safe.command = remedy.command?.map(gate.line)
        safe.query = remedy.query.map(prose)
        safe.verify = remedy.verify.map(prose)
        safe.tellClient = remedy.tellClient.map(prose)
        return safe
    }

    private func shown(_ text: String) -> String { gate.line(gate.masked(text)) }

    private func maskedBlock(_ text: String) -> String { gate.block(gate.masked(text)) }
}

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

extension Gate {
    /// A document's `_id` as it may be shown, or a mark in its place.
    ///
    /// An index makes ids of letters, digits, `-` and `_`; whoever writes the documents can as well take a person's name,
    /// mail address or number, so anything that could be one is hidden unless `reveal`.
    public func documentID(_ id: String) -> String {
        if reveal || Self.isMade(id) { return line(id) }
        return "(hidden)"
    }

    /// Digits in a row that make a short id a phone or record number; a long one is a hash or an UUID.
    private static let longestRun = 6
    private static let long = 16

    private static func isMade(_ id: String) -> Bool {
        var run = 0
        var longest = 0
        var hasLetter = false
        var hasSign = false
        for byte in id.utf8 {
            let isDigit = byte >= 0x30 && byte <= 0x39
            run = isDigit ? run + 1 : 0
            longest = max(longest, run)
            let isLetter = byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
            if !isDigit && !isLetter && byte != 0x2D && byte != 0x5F { return false }
            hasLetter = hasLetter || isLetter
            hasSign = hasSign || !isDigit && !isLetter
        }
        if id.utf8.count >= long { return true }
        // Digits and signs alone are a date or a social security number.
        return longest <= longestRun && (hasLetter || !hasSign)
    }
}
