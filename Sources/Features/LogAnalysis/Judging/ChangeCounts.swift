internal import Model
internal import Support

/// Which changes of configuration restricted records wait for, by numbers.
struct ChangeCounts: ~Copyable {
    /// What has to be changed for a value to pass: a rule, the values compared, and the list that lacks them.
    struct Step: Equatable, BitwiseCopyable {
        var rule: Int32
        /// -1 for a flag.
        var cell: Int32
        var list: Int32

        fileprivate static func inOrder(_ left: Step, _ right: Step) -> Bool {
            (left.rule, left.cell, left.list) < (right.rule, right.cell, right.list)
        }
    }

    /// What one group waits for.
    struct Wanted: ~Copyable {
        fileprivate var steps = UniqueList<Step>()
        /// Whether something restricts it of which no configuration tells.
        private(set) var isOpen = false

        mutating func removeAll() {
            steps.removeAll()
            isOpen = false
        }

        /// A reason of the record's own; `hidesValue` if one of the values compared was redacted.
        mutating func add(_ decided: Decision, of indexed: IndexedRuleHit, hidesValue: Bool) {
            if !indexed.isReason || decided.way == .contradiction { return }
            guard decided.way == .confirmed, let rule = indexed.rule else {
                isOpen = true
                return
            }
            if hidesValue { isOpen = true }
            add(rule: rule, cell: decided.cell, list: decided.list)
        }

        /// A rule that would restrict it as well.
        mutating func add(rule: Int, cell: Int32, list: Int32) {
            steps.insert(Step(rule: Int32(rule), cell: cell, list: list))
        }

        /// The same for the same steps in any order.
        fileprivate mutating func fingerprint() -> Fingerprint {
            var all = steps.all
            all.sort(by: Step.inOrder)
            var print = Fingerprint.start
            for step in all {
                print.add(
                    UInt64(UInt32(bitPattern: step.cell)) << 32 | UInt64(UInt32(step.rule)),
                    UInt64(UInt32(bitPattern: step.list)))
            }
            print.add(isOpen ? 1 : 0, UInt64(all.count))
            return print
        }
    }

    private struct Waiting {
        var steps: [Step]
        var isOpen: Bool
        var businesses = DenseCounts()
    }

    private var numbers = FingerprintTable()
    private var waiting: [Waiting] = []

    mutating func add(_ wanted: inout Wanted, _ business: Int, _ count: Int) {
        let print = wanted.fingerprint()
        let number = numbers.number(print) ?? numbers.add(print)
        if number == waiting.count { waiting.append(Waiting(steps: Array(wanted.steps.all), isOpen: wanted.isOpen)) }
        waiting[number].businesses.add(business, count)
    }

    /// Adds the same in words; `names`: what `sums` calls the business numbers of each cell.
    func add(
        to totals: inout ChangeTotals, names: [[Int]], _ recordGroups: borrowing RecordGroups, _ knowledge: Knowledge
    ) {
        for group in waiting {
            var changes: Set<Change> = []
            for step in group.steps { changes.insert(change(step, recordGroups, knowledge)) }
            totals.add(changes, isOpen: group.isOpen, group.businesses, names)
        }
    }

    private func change(_ step: Step, _ recordGroups: borrowing RecordGroups, _ knowledge: Knowledge) -> Change {
        let compared = knowledge.comparedRules[Int(step.rule)]
        let list = recordGroups.comparisons.lists[Int(step.list)]
        var values: [String] = []
        if step.cell >= 0 {
            let worth = recordGroups.assessedValues[Int(step.cell)]
            values = worth.evidence.values.compactMap(\.value)
                .filter { !(worth.hidesValue && MaskedText.isMasked($0)) && !list.allowed.allowsWholeOrParts($0) }
        }
        return Change(
            integration: compared.integration, code: compared.rule.code, property: list.expected.property,
            level: list.expected.level, values: values.sorted())
    }
}

/// One change of a configuration.
struct Change: Hashable {
    var integration: String
    var code: String
    var property: String
    var level: String
    /// Values to be added to the list; empty for a flag that has to be switched off.
    var values: [String]
}

/// The smallest sets of changes that let restricted contacts through, and how many each lets through.
///
/// A contact is let through when nothing restricts it any more, so the smallest set for it is all that restricts it:
/// contacts with the same set are counted together.
struct ChangeTotals {
    /// Contacts that wait for the same changes.
    struct Waiting {
        var contacts = 0
        /// By the numbers of `businesses`.
        var counts = DenseCounts()
    }

    /// What contacts wait for; `isOpen` if something of which no configuration tells restricts them besides.
    struct Wanted: Hashable {
        var changes: Set<Change>
        var isOpen: Bool
    }

    private(set) var waiting: [Wanted: Waiting] = [:]
    /// The business numbers, each once.
    private(set) var businesses: [String] = []
    private var numberOfBusiness: [String: Int] = [:]

    /// The number by which `add` knows a business.
    mutating func number(of business: String) -> Int {
        if let known = numberOfBusiness[business] { return known }
        numberOfBusiness[business] = businesses.count
        businesses.append(business)
        return businesses.count - 1
    }

    /// Adds contacts counted by their record's cell of businesses; `names`: the numbers of the businesses in a cell.
    mutating func add(_ changes: Set<Change>, isOpen: Bool, _ cells: DenseCounts, _ names: [[Int]]) {
        waiting[Wanted(changes: changes, isOpen: isOpen), default: Waiting()].add(cells, names)
    }
}

extension ChangeTotals.Waiting {
    fileprivate mutating func add(_ cells: DenseCounts, _ names: [[Int]]) {
        cells.forEach { cell, count in
            contacts += count
            for number in names[cell] { counts.add(number, count) }
        }
    }
}
