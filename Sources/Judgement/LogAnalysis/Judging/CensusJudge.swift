internal import Findings
internal import LogReading
internal import Playbooks

/// Judges one thread's census: each group once, by numbers; texts are only made of what the findings gathered.
struct CensusJudge: ~Copyable {
    private let knowledge: Knowledge
    private var findings: [FindingCounts] = []
    private var numberOfFinding: [Accumulator.Key: Int] = [:]
    /// The finding that each way to decide an observation leads to, or -1.
    private var findingOfDecision: [Int32] = []
    private var origins = Origins([])
    private var changes = ChangeCounts()
    /// The findings of the group at hand, each once.
    private var touched: [Int] = []
    private var countedCells: [CountedCell] = []
    private var blockers: [String] = []
    private var change = ChangeCounts.Wanted()

    private struct CountedCell: Equatable {
        var finding: Int
        var cell: Int32
    }

    init(_ knowledge: Knowledge) { self.knowledge = knowledge }

    mutating func judge(_ census: inout Census, into sums: inout Sums) {
        census.groups.flush()
        origins = Origins(census.kinds)
        findingOfDecision = Array(
            repeating: -1, count: origins.number(Int32(census.kinds.count), 0) * Decision.ways)
        var shapes = Array(repeating: Seen(), count: census.kinds.count)
        var populations = PopulationCounts(census.kinds)
        // The groups are read while comparisons may still be made, so they are taken out first.
        var groups: [(Group, Seen)] = []
        groups.reserveCapacity(census.groups.count)
        census.groups.forEach { groups.append(($0, $1)) }
        for (group, seen) in groups {
            shapes[Int(group.shape)].add(seen)
            populations.add(group, seen)
            judge(group, seen, &census)
        }
        for (shape, seen) in shapes.enumerated() where seen.count > 0 {
            sums.count(census.kinds[shape].judgement, seen)
        }
        for (key, number) in numberOfFinding {
            sums.add(key, findings[number].gathered(census, own: key.code, origins))
        }
        populations.give(&sums.population, census.numbers)
        changes.give(&sums.changes, census, knowledge)
        var integrations: [Int: String?] = [:]
        census.forEachSeries { series, number in
            sums.add(series, census.timeline.hours(number))
            integrations[number] = series.integration
        }
        for (key, count) in census.tags.counts {
            for value in census.worths[Int(key.cell)].evidence.values {
                sums.add(tag: value, of: integrations[key.series] ?? nil, count)
            }
        }
    }

    private mutating func judge(_ group: Group, _ seen: Seen, _ census: inout Census) {
        let observations = census.kinds[Int(group.shape)].judgement.observations
        if observations.isEmpty { return }
        let row = group.values < 0 ? [] : census.rows[Int(group.values)]
        touched.removeAll(keepingCapacity: true)
        blockers.removeAll(keepingCapacity: true)
        countedCells.removeAll(keepingCapacity: true)
        change.removeAll()
        for (place, observation) in observations.enumerated() {
            let decided = Decision.of(observation, group, row, &census)
            let origin = origins.number(group.shape, place)
            let number = finding(observation, decided, origin)
            let isFirst = !touched.contains(number)
            if isFirst { touched.append(number) }
            findings[number].add(seen, group, origin: origin, decided, isFirst: isFirst)
            if let cell = decided.cell, !countedCells.contains(CountedCell(finding: number, cell: cell)) {
                countedCells.append(CountedCell(finding: number, cell: cell))
                findings[number].add(cell: cell, seen.count)
            }
            let hidesValue = decided.cell.map { census.worths[Int($0)].hidesValue } ?? false
            change.add(decided, of: observation, hidesValue: hidesValue)
            if observation.reason != nil && decided.code == observation.code && !blockers.contains(decided.code) {
                blockers.append(decided.code)
            }
        }
        mask(group, row, &census)
        if !blockers.isEmpty { for number in touched { findings[number].add(blockers: blockers, seen.count) } }
        if census.comparisons.areKnown && census.kinds[Int(group.shape)].judgement.isRestricted {
            changes.add(&change, Int(group.business), seen.count)
        }
    }

    /// Finds the rules that no reason names and that would restrict the same records.
    private mutating func mask(
        _ group: Group, _ row: [Int32], _ census: inout Census
    ) {
        for other in census.kinds[Int(group.shape)].others {
            let cell = other.slot.flatMap { slot in row.first { census.worths[Int($0)].slot == slot } }
            let business = Int(group.business)
            // What an empty list means is not known, so it adds nothing to what the record itself says.
            guard let list = census.list(of: other.rule, business: business),
                !census.comparisons.lists[Int(list)].allowsNothing
            else { continue }
            if let cell {
                guard census.outcome(rule: other.rule, business: business, cell: cell) == .blocked else { continue }
            } else if other.slot != nil || census.isOn(rule: other.rule, business: business) != true {
                continue
            }
            let code = knowledge.comparedRules[other.rule].rule.code
            if !blockers.contains(code) { blockers.append(code) }
            change.add(rule: other.rule, cell: cell, list: list)
        }
    }

    private mutating func finding(_ observation: Observation, _ decided: Decision, _ origin: Int) -> Int {
        let way = origin * Decision.ways + decided.way(observation)
        if findingOfDecision[way] >= 0 { return Int(findingOfDecision[way]) }
        let key = Accumulator.Key(integration: observation.integration, code: decided.code, verdict: decided.verdict)
        let number = numberOfFinding[key] ?? findings.count
        if number == findings.count { findings.append(FindingCounts()) }
        numberOfFinding[key] = number
        findingOfDecision[way] = Int32(number)
        return number
    }
}
