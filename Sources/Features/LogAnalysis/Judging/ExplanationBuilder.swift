internal import Model
internal import Support

/// Makes what a report says beside its findings.
struct ExplanationBuilder {
    let knowledge: Knowledge
    let totals: AnalysisTotals
    let options: AnalysisOptions

    func explanation() -> Explanation {
        Explanation(
            timeline: HistogramBuilder(timeline: totals.timeline).histogram(), changes: changes(), planned: planned(),
            tags: options.countsTags ? tags() : nil, records: records())
    }

    /// All that were kept of one contact; otherwise only where there are few records, and all of them were kept.
    private func records() -> [RecordExplanation]? {
        let areFew = totals.kept.count == totals.counters.records && totals.kept.count <= Recorder.few
        guard options.contact != nil || areFew && !totals.kept.isEmpty else { return nil }
        return totals.kept.sorted { left, right in
            if left.time != right.time { return left.time > right.time }
            return (left.record.input, left.record.line) < (right.record.input, right.record.line)
        }.map(\.record)
    }

    private func tags() -> [TagField] {
        totals.tags.map { place, values in
            TagField(
                integration: place.integration, field: place.field,
                values: values.map { TagField.Tag(value: $0.key, count: $0.value) }
                    .sorted { ($1.count, $0.value) < ($0.count, $1.value) })
        }.sorted { ($0.integration ?? "\u{10FFFF}", $0.field) < ($1.integration ?? "\u{10FFFF}", $1.field) }
    }

    /// Most contacts first; what no change of these configurations lets through is left to the findings.
    private func changes() -> [ChangeSet] {
        let numbers = totals.changes.businesses.indices.sorted {
            totals.changes.businesses[$0] < totals.changes.businesses[$1]
        }
        let names = numbers.map { totals.changes.businesses[$0] }
        var rank = Array(repeating: 0, count: names.count)
        for (place, number) in numbers.enumerated() { rank[number] = place }
        return totals.changes.waiting.filter { isProposed($0.key.changes) }.map { wanted, waiting in
            var businesses: [(rank: Int, count: Int)] = []
            waiting.counts.forEach { businesses.append((rank[$0], $1)) }
            businesses.sort { $0.count != $1.count ? $0.count > $1.count : $0.rank < $1.rank }
            let changes = wanted.changes.sorted(by: inOrder).map {
                ConfigurationChange(
                    code: $0.code, integration: $0.integration, property: $0.property, level: $0.level, add: $0.values,
                    unknownVisits: unknownVisits($0))
            }
            return ChangeSet(
                changes: changes, contacts: waiting.contacts,
                isOpen: wanted.isOpen,
                businesses: businesses.prefix(options.top ?? .max)
                    .map { BusinessCount(businessNumber: names[$0.rank], count: $0.count) },
                businessesTotal: businesses.count)
        }.sorted { left, right in
            if left.contacts != right.contacts { return left.contacts > right.contacts }
            if left.isOpen != right.isOpen { return right.isOpen }
            return left.order < right.order
        }
    }

    /// What would become of the contacts, where a configuration is planned.
    private func planned() -> PlannedOutcome? {
        guard let planned = totals.planned else { return nil }
        var outcome = PlannedOutcome()
        outcome.letThrough = planned.letThrough
        outcome.heldBack = planned.heldBack
        outcome.undecided = planned.undecided
        outcome.contradicted = planned.contradicted
        outcome.concerned = planned.concerned
        outcome.newlyLetThrough = planned.newlyLetThrough
        outcome.newlyHeldBack = planned.newlyHeldBack
        if planned.contradicted > 0 {
            let codes = Set(totals.findings.keys.map(\.code))
            outcome.contradictedBy = [Codes.contradiction, Codes.refusedLetThrough].filter(codes.contains)
        }
        outcome.rows = planned.rows.map { row, contacts in
            let field = field(row.field, row.integration)
            return PlannedOutcome.Row(
                businessNumber: row.businesses.isEmpty ? nil : row.businesses.joined(separator: ","),
                integration: row.integration, field: row.field, value: row.value,
                isStatus: field?.isStatus == true, visit: field?.isStatus == true ? field?.visit(of: row.value) : nil,
                now: row.isFreed ? .heldBack : .letThrough, planned: row.isFreed ? .letThrough : .heldBack,
                contacts: contacts)
        }.sorted { left, right in
            left.contacts != right.contacts ? left.contacts > right.contacts : left.order < right.order
        }
        return outcome
    }

    /// A change that would let through what is no visit is never proposed (rules.md D36).
    private func isProposed(_ changes: Set<Change>) -> Bool {
        !changes.isEmpty && changes.allSatisfy { change in !change.values.contains { isVisit($0, change) == false } }
    }

    /// The statuses of a change of which nobody knows whether they are visits.
    private func unknownVisits(_ change: Change) -> [String] {
        guard field(of: change)?.isStatus == true else { return [] }
        return change.values.filter { isVisit($0, change) == nil }
    }

    private func isVisit(_ value: String, _ change: Change) -> Bool? { field(of: change)?.visit(of: value) }

    /// The field whose values a change concerns.
    private func field(of change: Change) -> EvidenceField? {
        let compared = knowledge.comparedRules.first {
            $0.integration == change.integration && $0.rule.code == change.code
        }
        return compared?.field.flatMap { field($0, change.integration) }
    }

    private func field(_ name: String, _ integration: String) -> EvidenceField? {
        knowledge.playbooks.playbook(named: integration)?.evidenceFields.first { $0.name == name }
    }

    private func inOrder(_ left: Change, _ right: Change) -> Bool {
        (left.integration, left.code, left.level, left.values.joined(separator: "\u{0}"))
            < (right.integration, right.code, right.level, right.values.joined(separator: "\u{0}"))
    }
}

extension PlannedOutcome.Row {
    /// Tells rows with the same number of contacts apart.
    fileprivate var order: String {
        [businessNumber ?? "", integration, field, value, now.rawValue].joined(separator: "\u{0}")
    }
}

extension ChangeSet {
    /// Tells sets with the same number of contacts apart.
    fileprivate var order: String {
        changes.map { "\($0.integration) \($0.code) \($0.level) \($0.add)" }.joined(separator: "\u{0}")
    }
}

/// Makes a small histogram out of hours.
struct HistogramBuilder {
    let timeline: [Series: [Int: Int]]

    /// The lengths that a bin can have, in hours.
    private static let lengths = [1, 3, 6, 12, 24, 72, 168, 720, 8760]
    private static let mostBins = 14

    /// Nothing where all records fall into one hour, or none has a time.
    func histogram() -> Histogram? {
        let hours = timeline.values.flatMap(\.keys)
        guard let first = hours.min(), let last = hours.max(), first < last else { return nil }
        let length = Self.lengths.first { floor(last, $0) - floor(first, $0) < Self.mostBins * $0 } ?? 87_600
        let start = floor(first, length)
        let count = (floor(last, length) - start) / length + 1
        // A few stray times must not make a histogram of centuries.
        guard count <= 10 * Self.mostBins else { return nil }
        var bins = (0..<count).map { bin in
            let from = Timestamp.text(milliseconds: (start + bin * length) * Timeline.hour)
            return Histogram.Bin(from: from, records: 0, restricted: 0, failures: 0)
        }
        for (series, counts) in timeline {
            for (hour, count) in counts {
                let place = (floor(hour, length) - start) / length
                bins[place].records += count
                if series.isRestricted { bins[place].restricted += count }
                if series.isFailure { bins[place].failures += count }
            }
        }
        return Histogram(hours: length, bins: bins)
    }

    private func floor(_ hour: Int, _ length: Int) -> Int {
        (hour >= 0 ? hour / length : (hour - length + 1) / length) * length
    }
}
