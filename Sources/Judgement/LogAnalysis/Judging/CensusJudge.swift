internal import Checks
internal import Findings
internal import LogReading
internal import Playbooks

/// Judges one thread's census: each group once, by numbers; texts are only made of what the findings gathered.
struct CensusJudge {
    private let knowledge: Knowledge
    private var findings: [FindingCounts] = []
    private var numberOfFinding: [Accumulator.Key: Int] = [:]
    private var changes = ChangeCounts()
    /// The findings of the group at hand, each once.
    private var touched: [Int] = []
    private var countedCells: [CountedCell] = []
    private var blockers: [String] = []

    private struct CountedCell: Equatable {
        var finding: Int
        var cell: Int32
    }

    init(_ knowledge: Knowledge) { self.knowledge = knowledge }

    mutating func judge(_ census: inout Census, into sums: inout Sums) {
        census.groups.flush()
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
        for (key, number) in numberOfFinding { sums.add(key, findings[number].gathered(census, own: key.code)) }
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
        var change = ChangeCounts.Wanted()
        for (place, observation) in observations.enumerated() {
            let decided = Decision.of(observation, group, row, &census)
            let key = Accumulator.Key(
                integration: observation.integration, code: decided.code, verdict: decided.verdict)
            let number = finding(key)
            let isFirst = !touched.contains(number)
            if isFirst { touched.append(number) }
            findings[number].add(seen, group, observation: place, decided, isFirst: isFirst)
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
        mask(group, row, &change, &census)
        if !blockers.isEmpty { for number in touched { findings[number].add(blockers: blockers, seen.count) } }
        if census.comparisons.areKnown && census.kinds[Int(group.shape)].judgement.isRestricted {
            changes.add(change, Int(group.business), seen.count)
        }
    }

    /// Finds the rules that no reason names and that would restrict the same records.
    private mutating func mask(
        _ group: Group, _ row: [Int32], _ change: inout ChangeCounts.Wanted, _ census: inout Census
    ) {
        for other in census.kinds[Int(group.shape)].others {
            let cell = other.slot.flatMap { slot in row.first { census.worths[Int($0)].slot == slot } }
            let business = Int(group.business)
            // What an empty list means is not known, so it adds nothing to what the record itself says.
            guard let list = census.list(of: other.rule, business: business),
                !census.comparisons.lists[Int(list)].allowed.allowsNothing
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

    private mutating func finding(_ key: Accumulator.Key) -> Int {
        if let known = numberOfFinding[key] { return known }
        findings.append(FindingCounts())
        numberOfFinding[key] = findings.count - 1
        return findings.count - 1
    }
}
