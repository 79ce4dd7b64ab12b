internal import Checks
internal import Findings
internal import Playbooks

/// Which changes of configuration one thread's restricted records wait for, by numbers.
struct ChangeCounts {
    /// What has to be changed for a value to pass: a rule, the values compared, and the list that lacks them.
    struct Step: Hashable {
        var rule: Int
        /// -1 for a flag.
        var cell: Int32
        var list: Int32
    }

    /// What one group waits for.
    struct Wanted: Hashable {
        private(set) var steps: Set<Step> = []
        /// Whether something restricts it of which no configuration tells.
        private(set) var isOpen = false

        /// A reason of the record's own; `hidesValue` if one of the values compared was redacted.
        mutating func add(_ decided: Decision, of observation: Observation, hidesValue: Bool) {
            if observation.reason == nil { return }
            if decided.code == Codes.contradiction { return }
            guard decided.verdict == .confirmed, let rule = decided.rule else {
                isOpen = true
                return
            }
            if hidesValue { isOpen = true }
            add(rule: rule, cell: decided.cell, list: decided.list)
        }

        /// A rule that would restrict it as well.
        mutating func add(rule: Int, cell: Int32?, list: Int32?) {
            steps.insert(Step(rule: rule, cell: cell ?? -1, list: list ?? -1))
        }
    }

    private var businesses: [Wanted: [Int: Int]] = [:]

    mutating func add(_ wanted: Wanted, _ business: Int, _ count: Int) {
        businesses[wanted, default: [:]][business, default: 0] += count
    }

    /// Adds the same in words.
    func give(_ sums: inout ChangeSums, _ census: borrowing Census, _ knowledge: Knowledge) {
        for (wanted, counts) in businesses {
            let changes = wanted.steps.map { change($0, census, knowledge) }
            var named: [String: Int] = [:]
            for (business, count) in counts {
                for number in census.numbers[business] { named[number, default: 0] += count }
            }
            sums.add(Set(changes), isOpen: wanted.isOpen, contacts: counts.values.reduce(0, +), businesses: named)
        }
    }

    private func change(_ step: Step, _ census: borrowing Census, _ knowledge: Knowledge) -> Change {
        let compared = knowledge.comparedRules[step.rule]
        let list = census.comparisons.lists[Int(step.list)]
        var values: [String] = []
        if step.cell >= 0 {
            values = census.worths[Int(step.cell)].evidence.values.compactMap(\.value)
                .filter { !Blank.isRedacted($0) && !list.allowed.allowsWholeOrParts($0) }
        }
        return Change(
            integration: compared.integration, code: compared.rule.code, property: list.expected.property,
            level: list.expected.level, values: values.sorted())
    }
}
