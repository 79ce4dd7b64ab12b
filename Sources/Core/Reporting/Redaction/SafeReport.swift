public import Model
internal import Support

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
        var safe = Report(
            command: line(report.command), headline: report.headline.map(line), result: self.safe(report.result),
            explanation: report.explanation.map { self.safe($0) }, view: report.view.map { self.safe($0) },
            viewTellsFindings: report.viewTellsFindings, verdict: report.verdict.map(line), coverage: coverage,
            findings: report.findings.map { self.safe($0) }, resultIsProblem: report.resultIsProblem)
        safe.isText = report.isText
        safe.page = report.page.map { self.safe($0) }
        safe.next = report.next.map { self.safe($0, prose: block) }
        return SafeReport(safe)
    }

    /// Passes the texts of a single record through the gate, those from the record through the identity mask as well.
    public func record(_ record: RecordExplanation) -> SafeRecord {
        SafeRecord(safe(record))
    }

    private func safe(_ part: ViewBlock) -> ViewBlock {
        switch part {
        case .prose(let text): .prose(line(text))
        case .note(let text): .note(line(text))
        case .heading(let text): .heading(line(text))
        case .part(let label, let text): .part(label: line(label), line(text))
        case .value(let label, let value): .value(label: line(label), line(value))
        case .items(let texts): .items(texts.map(line))
        case .lines(let lines): .lines(lines.map(line))
        case .code(let text): .code(block(text))
        case .days(let locations):
            .days(locations.map { LocationDays(businessNumber: line($0.businessNumber), days: $0.days) })
        case .group(let blocks): .group(blocks.map(safe))
        case .rows(let rows):
            .rows(
                rows.map {
                    ViewRow(line($0.label), $0.texts.map(line), mark: $0.mark, isVerbatim: $0.isVerbatim)
                })
        case .steps(let steps):
            .steps(
                steps.map {
                    ViewStep($0.owner, line($0.text), quote: $0.quote.map(line), lines: $0.lines.map(line))
                })
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

/// The texts of one finding, each in its way.
extension Gate {
    /// The finding whose texts repeat a reason that nobody knows, and so anything that a record can hold.
    private static let unknownReason = "BE1100"

    /// Evidence that names a practice, a department or a provider, without which nobody on call can work; ten digits
    /// would otherwise look like a telephone number.
    private static let ids: Set = ["practiceid", "departmentid", "NPI"]

    /// Evidence that is a day of the log, and of no person.
    private static let days: Set = ["firstMissedDay"]

    private func safe(_ finding: Finding) -> Finding {
        let isUnknown = finding.code == Self.unknownReason
        let prose = isUnknown ? { block(quoting(finding.evidence, in: $0)) } : block
        var copy = finding
        copy.id = line(finding.id)
        copy.causedBy = finding.causedBy.map(line)
        copy.code = line(finding.code)
        copy.title = isUnknown ? line(quoting(finding.evidence, in: finding.title)) : line(finding.title)
        copy.brief = finding.brief.map(line)
        copy.subject.integration = finding.subject.integration.map(line)
        copy.subject.businessNumber = finding.subject.businessNumber.map(line)
        copy.firstSeen = finding.firstSeen.map(line)
        copy.lastSeen = finding.lastSeen.map(line)
        copy.evidence = finding.evidence.map { isUnknown ? quoted($0) : safe($0) }
        copy.businesses = finding.businesses.map { business in
            BusinessCount(
                businessNumber: line(business.businessNumber), count: business.count,
                expected: business.expected.map(safe))
        }
        copy.expected = finding.expected.map(safe)
        copy.nearMisses = finding.nearMisses.map { miss in
            NearMiss(value: shown(miss.value), candidate: shown(miss.candidate), why: shown(miss.why))
        }
        copy.alsoBlockedBy = finding.alsoBlockedBy.map { AlsoBlocked(code: line($0.code), count: $0.count) }
        copy.scope?.text = finding.scope.map { line($0.text) } ?? ""
        copy.headline = finding.headline.map(line)
        copy.detail = prose(finding.detail)
        copy.source = finding.source.map(block)
        copy.remedies = finding.remedies.map { safe($0, prose: prose) }
        return copy
    }

    private func safe(_ evidence: Evidence) -> Evidence {
        let isID =
            Self.ids.contains(evidence.name) && evidence.value?.utf8.allSatisfy { (0x30...0x39).contains($0) } == true
        let isDay = Self.days.contains(evidence.name) && evidence.value.flatMap(CivilDay.init) != nil
        if Self.holdsNames(evidence) { return quoted(evidence) }
        return Evidence(
            name: line(evidence.name),
            value: evidence.value.map(isID || isDay ? line : shown),
            meaning: evidence.meaning.map(line), count: evidence.count, isVisit: evidence.isVisit)
    }

    /// A text of ours that may repeat what a record holds.
    private func quoting(_ evidence: [Evidence], in text: String) -> String {
        if reveal { return text }
        let values = evidence.compactMap(\.value).filter { $0.utf8.count > 3 }
        return masked(values.reduce(text) { $0.replacing($1, with: quoted($1)) })
    }

    /// What holds names and values was no single value.
    private static func holdsNames(_ evidence: Evidence) -> Bool {
        evidence.value.map { $0.contains("=") && $0.contains(", ") || $0.contains("{") || $0.contains("\n") } ?? false
    }

    /// Evidence that repeats what a record holds, of which only harmless words are shown.
    private func quoted(_ evidence: Evidence) -> Evidence {
        Evidence(
            name: line(evidence.name), value: evidence.value.map { line(quoted($0)) },
            meaning: evidence.meaning.map(line), count: evidence.count)
    }

    private func safe(_ expected: Expected) -> Expected {
        Expected(
            property: line(expected.property), level: line(expected.level), values: expected.values.map(line))
    }

    private func safe(_ remedy: Remedy, prose: (String) -> String) -> Remedy {
        var copy = remedy
        copy.text = prose(remedy.text)
        copy.brief = remedy.brief.map(prose)
        copy.command = remedy.command?.map(line)
        copy.query = remedy.query.map(prose)
        copy.verify = remedy.verify.map(prose)
        copy.tellClient = remedy.tellClient.map(prose)
        return copy
    }

    private func shown(_ text: String) -> String { line(masked(text)) }
}

/// The texts of an explanation; values of records are masked as evidence is.
extension Gate {
    private func safe(_ explanation: Explanation) -> Explanation {
        var copy = Explanation(
            timeline: explanation.timeline, changes: explanation.changes.map(safe),
            planned: explanation.planned.map(safe), tags: explanation.tags?.map(safe),
            records: explanation.records?.map(safe),
            days: explanation.days.map { LocationDays(businessNumber: line($0.businessNumber), days: $0.days) })
        copy.reach = explanation.reach
        copy.reach.comparedWith = explanation.reach.comparedWith.map(line)
        return copy
    }

    private func safe(_ record: RecordExplanation) -> RecordExplanation {
        var copy = record
        copy.input = line(record.input)
        copy.id = record.id.map(documentID)
        copy.time = record.time.map(line)
        copy.businessNumber = record.businessNumber.map(line)
        copy.integration = record.integration.map(line)
        copy.findings = record.findings.map { finding in
            RecordExplanation.RecordFinding(
                code: line(finding.code), verdict: finding.verdict,
                evidence: finding.evidence.map { evidence in
                    if finding.code == Self.unknownReason || Self.holdsNames(evidence) { return quoted(evidence) }
                    return Evidence(
                        name: line(evidence.name), value: evidence.value.map(shown),
                        meaning: evidence.meaning.map(line), count: evidence.count)
                })
        }
        return copy
    }

    private func safe(_ set: ChangeSet) -> ChangeSet {
        var copy = set
        copy.changes = set.changes.map { change in
            ConfigurationChange(
                code: line(change.code), integration: line(change.integration),
                property: line(change.property), level: line(change.level), add: change.add.map(shown),
                unknownVisits: change.unknownVisits.map(shown))
        }
        copy.businesses = set.businesses.map { business in
            BusinessCount(businessNumber: line(business.businessNumber), count: business.count)
        }
        return copy
    }

    private func safe(_ planned: PlannedOutcome) -> PlannedOutcome {
        var copy = planned
        copy.contradictedBy = planned.contradictedBy.map(line)
        copy.rows = planned.rows.map { row in
            PlannedOutcome.Row(
                businessNumber: row.businessNumber.map(line), integration: line(row.integration),
                field: line(row.field),
                value: shown(row.value), isStatus: row.isStatus, visit: row.visit, now: row.now, planned: row.planned,
                contacts: row.contacts)
        }
        return copy
    }

    private func safe(_ field: TagField) -> TagField {
        TagField(
            integration: field.integration.map(line), field: line(field.field),
            values: field.values.map { TagField.Tag(value: shown($0.value), count: $0.count) })
    }
}

extension Gate {
    /// A document's `_id` as it may be shown, or a mark in its place.
    ///
    /// An index makes ids of letters, digits, `-` and `_`; whoever writes the documents can as well take a person's name,
    /// mail address or number, so anything that could be one is hidden unless `reveal`.
    public func documentID(_ id: String) -> String {
        reveal || Self.isMade(id) ? line(id) : "(hidden)"
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
