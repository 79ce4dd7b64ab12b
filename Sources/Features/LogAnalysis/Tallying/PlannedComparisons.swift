internal import Configuration
internal import Model

/// What a planned configuration says of compared values, where it differs from today's.
///
/// Only a list that the plan changes is asked anything: of every other rule, the log itself has shown what the platform does.
struct PlannedComparisons {
    /// What a plan means for one rule and business.
    enum Change: Equatable {
        /// The list stays as it is, or there is none before and after.
        case none
        /// There would be another list, by its number.
        case list(Int32)
        /// It would name no value, or not be known: nothing shows what the platform makes of that.
        case open
    }

    private var comparisons: Comparisons
    private let rules: Int
    /// For each business, what changes for each rule: a list's number, or one of the marks below.
    private var changeOfBusiness: [Int32] = []

    private static let notLookedUp: Int32 = -3
    private static let isOpen: Int32 = -2
    private static let isSame: Int32 = -1

    init(_ knowledge: Knowledge, _ planned: ResolvedConfiguration) {
        comparisons = Comparisons(knowledge, planned)
        rules = knowledge.comparedRules.count
    }

    /// The lists that would hold.
    var lists: [Comparisons.List] { comparisons.lists }

    /// What changes for a rule and business; nil if that was not looked up yet.
    func change(_ rule: Int, _ business: Int) -> Change? {
        let place = business * rules + rule
        guard place < changeOfBusiness.count else { return nil }
        return switch changeOfBusiness[place] {
        case Self.notLookedUp: nil
        case Self.isOpen: .open
        case Self.isSame: Change.none
        case let list: .list(list)
        }
    }

    /// Looks up what changes. `number` is the business's in configurations, `today` the list of today: nil where there is
    /// none that is known.
    mutating func lookUp(_ rule: Int, _ business: Int, _ number: String?, today: Comparisons.List?) -> Change {
        let list = comparisons.list(rule, business) ?? comparisons.lookUp(rule, business, number)
        let change = change(today, list)
        let missing = (business + 1) * rules - changeOfBusiness.count
        if missing > 0 { changeOfBusiness.append(contentsOf: repeatElement(Self.notLookedUp, count: missing)) }
        changeOfBusiness[business * rules + rule] =
            switch change {
            case .none: Self.isSame
            case .open: Self.isOpen
            case .list(let number): number
            }
        return change
    }

    private func change(_ today: Comparisons.List?, _ list: Int32) -> Change {
        guard list >= 0 else { return today == nil ? .none : .open }
        let planned = comparisons.lists[Int(list)]
        if let today, today.allowed.allowsTheSame(as: planned.allowed) { return .none }
        return planned.allowsNothing ? .open : .list(list)
    }

    /// What a planned list says of one field's values; nil if they were not compared with it yet.
    func known(_ list: Int32, cell: Int32) -> Comparisons.Outcome? { comparisons.outcome(list, cell: cell) }

    /// Compares one field's values with a planned list.
    mutating func compare(_ list: Int32, cell: Int32, _ evidence: FieldEvidence) -> Comparisons.Outcome {
        comparisons.compare(list, cell: cell, evidence)
    }

    /// Whether a flag would be on; nil for a rule that is no flag.
    func isOn(rule: Int, list: Int32) -> Bool? { comparisons.isOn(rule: rule, list: list) }
}

extension RecordGroups {
    /// What the planned configuration changes for a rule and business; there must be one.
    mutating func plannedChange(rule: Int, business: Int) -> PlannedComparisons.Change {
        if let known = plan?.change(rule, business) { return known }
        let list = list(of: rule, business: business)
        let today = list.map { comparisons.lists[Int($0)] }
        let number = number(business)
        return plan?.lookUp(rule, business, number, today: today) ?? .none
    }

    /// What the planned list that a rule compares with says of the values in a cell.
    mutating func plannedOutcome(list: Int32, cell: Int32) -> Comparisons.Outcome {
        if let known = plan?.known(list, cell: cell) { return known }
        let evidence = assessedValues[Int(cell)].evidence
        return plan?.compare(list, cell: cell, evidence) ?? .unknown
    }

    /// Whether a changed list refuses the values in a cell, or leaves open what becomes of them.
    mutating func decidesByPlan(_ cell: Int32, rule: Int, business: Int) -> Bool {
        guard case .list(let list) = plannedChange(rule: rule, business: business) else { return false }
        return plannedOutcome(list: list, cell: cell) != .allowed
    }
}
