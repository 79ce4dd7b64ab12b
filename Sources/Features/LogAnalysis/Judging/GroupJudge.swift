internal import LogReading
internal import Model

/// Judges what all threads have counted: each group once, by numbers; texts are only made of what the findings gathered.
struct GroupJudge: ~Copyable {
    private let knowledge: Knowledge
    private let origins: Origins
    private let codes: CodeNumbers
    private var findings: [FindingCounts] = []
    private var numberOfFinding: [FindingTotals.Key: Int] = [:]
    /// The finding that each way to decide an observation leads to, or -1.
    private var findingOfDecision: [Int32]
    private var changes = ChangeCounts()
    private var planned = PlannedCounts()
    private var shapes: [Occurrences]
    /// The findings of the group at hand, each once.
    private var touched = UniqueList<Int>()
    private var countedCells = UniqueList<CountedCell>()
    private var blockers = UniqueList<Int>()
    private var change = ChangeCounts.Wanted()

    // Not private: this compiler (6.3.1) cannot build a list of a private type that another file defines.
    struct CountedCell: Equatable, BitwiseCopyable {
        var finding: Int
        var cell: Int32
    }

    init(_ knowledge: Knowledge, _ recordGroups: borrowing RecordGroups) {
        self.knowledge = knowledge
        origins = Origins(recordGroups.judgedShapes)
        codes = CodeNumbers(recordGroups.judgedShapes, origins, knowledge)
        findingOfDecision = Array(
            repeating: -1, count: origins.number(Int32(recordGroups.judgedShapes.count), 0) * Decision.Way.count)
        shapes = Array(repeating: Occurrences(), count: recordGroups.judgedShapes.count)
    }

    mutating func judge(_ recordGroups: inout RecordGroups) {
        // The groups are read while comparisons may still be made, so they are taken out first.
        var groups = GroupTable()
        swap(&groups, &recordGroups.groups)
        let surplus = recordGroups.weights.surplus.groups
        groups.forEach { group, counted in
            let seen = surplus.isEmpty ? counted : counted.weighed(surplus[group] ?? 0)
            if seen.count == 0 { return }
            shapes[Int(group.shape)].add(seen)
            judge(group, seen, &recordGroups)
        }
        swap(&groups, &recordGroups.groups)
    }

    /// Adds what was found, in words.
    mutating func add(to totals: inout AnalysisTotals, _ recordGroups: borrowing RecordGroups) {
        for (shape, seen) in shapes.enumerated() where seen.count > 0 {
            totals.count(recordGroups.judgedShapes[shape].judgement, seen)
        }
        for (key, number) in numberOfFinding {
            totals.add(key, findings[number].gathered(recordGroups, own: key, codes: codes.names, origins))
        }
        totals.population = Population(recordGroups)
        totals.folded += recordGroups.folded
        totals.roundedBusinesses.formUnion(recordGroups.roundedBusinesses)
        if recordGroups.comparisons.areKnown {
            var names: [[Int]] = []
            for numbers in recordGroups.numbers { names.append(numbers.map { totals.changes.number(of: $0) }) }
            changes.add(to: &totals.changes, names: names, recordGroups, knowledge)
        }
        if recordGroups.plan != nil { totals.planned = planned.totals(recordGroups) }
        var integrations: [Int: String?] = [:]
        for (series, number) in recordGroups.series {
            var hours = recordGroups.timeline.hours(number)
            for (place, count) in recordGroups.weights.surplus.hours where place.series == number {
                hours[place.hour, default: 0] += count
            }
            totals.add(series, hours)
            integrations[number] = series.integration
        }
        for (key, count) in recordGroups.tags {
            let surplus = recordGroups.weights.surplus.tags[key] ?? 0
            for value in recordGroups.assessedValues[Int(key.cell)].evidence.values {
                totals.add(tag: value, of: integrations[key.series] ?? nil, count + surplus)
            }
        }
    }

    private mutating func judge(_ group: Group, _ seen: Occurrences, _ recordGroups: inout RecordGroups) {
        let shape = Int(group.shape)
        if recordGroups.plan != nil { planned.add(group, seen.count, &recordGroups) }
        if recordGroups.judgedShapes[shape].isLetThrough { return judgeLetThrough(group, seen, &recordGroups) }
        if recordGroups.judgedShapes[shape].indexedHits.isEmpty { return }
        touched.removeAll()
        blockers.removeAll()
        countedCells.removeAll()
        change.removeAll()
        for place in recordGroups.judgedShapes[shape].indexedHits.indices {
            let indexed = recordGroups.judgedShapes[shape].indexedHits[place]
            let decided = Decision.of(indexed, group, &recordGroups)
            let origin = origins.number(group.shape, place)
            let number = finding(decided, origin, recordGroups)
            let isFirst = touched.insert(number)
            findings[number].add(seen, group, origin: origin, decided, isFirst: isFirst)
            if indexed.isReason { findings[number].isOfReasons = true }
            var hidesValue = false
            if decided.cell >= 0 {
                if countedCells.insert(CountedCell(finding: number, cell: decided.cell)) {
                    findings[number].add(cell: decided.cell, seen.count)
                }
                hidesValue = recordGroups.assessedValues[Int(decided.cell)].hidesValue
            }
            change.add(decided, of: indexed, hidesValue: hidesValue)
            if indexed.isReason && decided.way != .contradiction { blockers.insert(codes.ofOrigin[origin]) }
        }
        addTextValues(of: group, seen, recordGroups)
        mask(group, &recordGroups)
        for code in blockers.all { for number in touched.all { findings[number].add(blocker: code, seen.count) } }
        if recordGroups.comparisons.areKnown && recordGroups.judgedShapes[shape].judgement.isRestricted {
            changes.add(&change, Int(group.business), seen.count)
        }
    }

    /// Looks at the values of contacts that were let through (rules.md D32).
    private mutating func judgeLetThrough(_ group: Group, _ seen: Occurrences, _ recordGroups: inout RecordGroups) {
        touched.removeAll()
        countedCells.removeAll()
        for objection in recordGroups.objections(to: group) {
            var decided = Decision(way: .likely, cell: objection.cell)
            if case .refused(let list) = objection.found {
                decided = Decision(way: .confirmed, cell: objection.cell, list: list)
            }
            let number = finding(
                FindingTotals.Key(
                    integration: knowledge.comparedRules[objection.rule].integration, code: objection.found.code.text,
                    verdict: objection.found.code.verdict))
            findings[number].add(seen, group, origin: nil, decided, isFirst: touched.insert(number))
            if countedCells.insert(CountedCell(finding: number, cell: objection.cell)) {
                findings[number].add(cell: objection.cell, seen.count)
            }
        }
    }

    /// Adds what stands in the text of a failed run to the failure's finding.
    private mutating func addTextValues(of group: Group, _ seen: Occurrences, _ recordGroups: borrowing RecordGroups) {
        guard !recordGroups.judgedShapes[Int(group.shape)].textValues.isEmpty else { return }
        for place in recordGroups.rows.places(group.values) {
            let cell = recordGroups.rows[place]
            guard recordGroups.assessedValues[Int(cell)].slot == RecordGroups.AssessedValue.inText else { continue }
            for number in touched.all where !findings[number].isOfReasons {
                findings[number].add(cell: cell, seen.count)
            }
        }
    }

    /// Finds the rules that no reason names and that would restrict the same records.
    private mutating func mask(_ group: Group, _ recordGroups: inout RecordGroups) {
        for place in recordGroups.judgedShapes[Int(group.shape)].others.indices {
            let rule = recordGroups.judgedShapes[Int(group.shape)].others[place].rule
            guard let restriction = recordGroups.restriction(of: group, by: rule) else { continue }
            blockers.insert(codes.ofRule[rule])
            change.add(rule: rule, cell: restriction.cell, list: restriction.list)
        }
    }

    private mutating func finding(_ decided: Decision, _ origin: Int, _ recordGroups: borrowing RecordGroups) -> Int {
        let way = origin * Decision.Way.count + decided.way.rawValue
        if findingOfDecision[way] >= 0 { return Int(findingOfDecision[way]) }
        let hit = origins.hit(origin, recordGroups)
        let number = finding(
            FindingTotals.Key(integration: hit.integration, code: decided.code(of: hit), verdict: decided.verdict))
        findingOfDecision[way] = Int32(number)
        return number
    }

    private mutating func finding(_ key: FindingTotals.Key) -> Int {
        let number = numberOfFinding[key] ?? findings.count
        if number == findings.count { findings.append(FindingCounts()) }
        numberOfFinding[key] = number
        return number
    }
}

/// Counts by small numbers, which are mostly all in use: an array in place of a dictionary.
struct DenseCounts {
    private(set) var counts: [Int] = []

    mutating func add(_ number: Int, _ count: Int) {
        if number >= counts.count {
            counts.append(contentsOf: repeatElement(0, count: max(number + 1 - counts.count, counts.count)))
        }
        counts[number] += count
    }

    /// Calls `body` with every number that was counted.
    func forEach(_ body: (_ number: Int, _ count: Int) -> Void) {
        for (number, count) in counts.enumerated() where count > 0 { body(number, count) }
    }
}
