internal import Configuration
internal import Model

/// What one finding gathers from the groups, by numbers.
struct FindingCounts {
    private var seen = Occurrences()
    private var cells = DenseCounts()
    private var businesses = DenseCounts()
    /// Records by the codes that restrict them as well.
    private var alsoBlocked = DenseCounts()
    /// Records by the observations that led here.
    private var observed = DenseCounts()
    private var grounds = DenseCounts()
    /// For each list, the cells that were compared with it and refused.
    private var refused: [DenseCounts] = []
    /// The list that each business was compared with, or one of the marks below.
    private var lists: [Int32] = []
    /// Whether a reason led here, and no failed run.
    var isOfReasons = false
    private var missing = 0
    private var disputed = 0

    private static let noList: Int32 = -2
    /// Two lists for one business: then no one of them is what was expected.
    private static let severalLists: Int32 = -1

    /// Adds a group by one of its observations, which is known by `origin`, or by its values alone; `isFirst`: nothing else
    /// of it led here before.
    mutating func add(_ more: Occurrences, _ group: Group, origin: Int?, _ decided: Decision, isFirst: Bool) {
        if let origin { observed.add(origin, more.count) }
        if isFirst {
            seen.add(more)
            businesses.add(Int(group.business), more.count)
            if let origin { grounds.add(origin, more.count) }
            if decided.isDisputed { disputed += more.count }
            if decided.isMissing { missing += more.count }
        }
        if decided.list < 0 { return }
        let list = decided.list
        let business = Int(group.business)
        if business >= lists.count {
            lists.append(contentsOf: repeatElement(Self.noList, count: max(business + 1 - lists.count, lists.count)))
        }
        let known = lists[business]
        lists[business] = known == Self.noList || known == list ? list : Self.severalLists
        guard decided.cell >= 0, decided.way == .confirmed else { return }
        while refused.count <= Int(list) { refused.append(DenseCounts()) }
        refused[Int(list)].add(Int(decided.cell), 1)
    }

    /// Adds the values of one field, which the caller counts once a group.
    mutating func add(cell: Int32, _ count: Int) { cells.add(Int(cell), count) }

    /// Adds what else restricts the group's records.
    mutating func add(blocker code: Int, _ count: Int) { alsoBlocked.add(code, count) }

    /// The same in words.
    func gathered(
        _ recordGroups: borrowing RecordGroups, own key: FindingTotals.Key, codes: [String], _ origins: Origins
    ) -> FindingTotals {
        var gathered = FindingTotals()
        gathered.seen = seen
        gathered.disputed = disputed
        alsoBlocked.forEach { other, count in if codes[other] != key.code { gathered.alsoBlocked[codes[other]] = count }
        }
        for (business, count) in businesses.counts.enumerated() where count > 0 {
            let list = business < lists.count ? lists[business] : Self.noList
            let expected = list >= 0 ? recordGroups.comparisons.lists[Int(list)].expected : nil
            let numbers = recordGroups.numbers[business]
            for number in numbers { gathered.businesses[number, default: 0] += count }
            if list == Self.noList { continue }
            for number in numbers.isEmpty ? [""] : numbers { gathered.expect(expected, of: number) }
        }
        for (cell, count) in cells.counts.enumerated() where count > 0 {
            let worth = recordGroups.assessedValues[cell]
            for value in worth.evidence.values where isShown(value, cell, key, recordGroups) {
                gathered.evidence[value, default: 0] += count
            }
            if let note = worth.evidence.note { gathered.notes[note, default: 0] += count }
        }
        for (origin, count) in observed.counts.enumerated() where count > 0 {
            let hit = origins.hit(origin, recordGroups)
            if let shown = hit.shown { gathered.evidence[shown, default: 0] += count }
            if let reason = hit.reason { gathered.reasons[reason, default: 0] += count }
            if gathered.field == nil { gathered.field = hit.field }
        }
        for (origin, count) in grounds.counts.enumerated() where count > 0 {
            gathered.grounds[origins.hit(origin, recordGroups).ground, default: 0] += count
        }
        if missing > 0, let field = gathered.field {
            gathered.evidence[EvidenceValue(name: field, value: nil), default: 0] += missing
            gathered.notes[.missing, default: 0] += missing
        }
        for (number, cells) in refused.enumerated() {
            let allowed = recordGroups.comparisons.lists[number].allowed
            for (cell, count) in cells.counts.enumerated() where count > 0 {
                for value in recordGroups.assessedValues[cell].evidence.values.compactMap(\.value)
                where !allowed.allowsWholeOrParts(value) {
                    if let miss = allowed.nearMiss(of: value) { gathered.nearMisses.insert(miss) }
                }
            }
        }
        return gathered
    }
}

extension FindingCounts {
    /// Whether a value is evidence: of contacts that were let through, only those that speak against it.
    private func isShown(
        _ value: EvidenceValue, _ cell: Int, _ key: FindingTotals.Key, _ recordGroups: borrowing RecordGroups
    ) -> Bool {
        switch key.code {
        case Codes.refusedLetThrough:
            return refused.indices.contains { list in
                guard refused[list].counts.indices.contains(cell), refused[list].counts[cell] > 0 else { return false }
                let rule = recordGroups.comparisons.lists[list].rule
                return recordGroups.speaks(value, .refused(list: Int32(list)), rule: rule)
            }
        case Codes.nonVisitLetThrough:
            let rules = recordGroups.knowledge.comparedRules
            return rules.indices.contains {
                rules[$0].integration == key.integration && rules[$0].field == value.name
                    && recordGroups.speaks(value, .nonVisit, rule: $0)
            }
        default: return true
        }
    }
}

/// Numbers the observations of all shapes.
struct Origins {
    private let stride: Int

    init(_ judgedShapes: [JudgedShape]) { stride = max(1, judgedShapes.map(\.judgement.hits.count).max() ?? 1) }

    func number(_ shape: Int32, _ place: Int) -> Int { Int(shape) * stride + place }

    func hit(_ origin: Int, _ recordGroups: borrowing RecordGroups) -> RuleHit {
        recordGroups.judgedShapes[origin / stride].judgement.hits[origin % stride]
    }
}

/// The codes that can restrict a record, by numbers.
struct CodeNumbers {
    private(set) var names: [String] = []
    private(set) var ofOrigin: [Int] = []
    private(set) var ofRule: [Int] = []

    init(_ judgedShapes: [JudgedShape], _ origins: Origins, _ knowledge: Knowledge) {
        ofOrigin = Array(repeating: -1, count: origins.number(Int32(judgedShapes.count), 0))
        for (shape, kind) in judgedShapes.enumerated() {
            for (place, hit) in kind.judgement.hits.enumerated() {
                ofOrigin[origins.number(Int32(shape), place)] = number(hit.code)
            }
        }
        for compared in knowledge.comparedRules { ofRule.append(number(compared.rule.code)) }
    }

    private mutating func number(_ code: String) -> Int {
        if let known = names.firstIndex(of: code) { return known }
        names.append(code)
        return names.count - 1
    }
}
