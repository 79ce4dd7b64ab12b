internal import Findings

/// What one observation comes to on the records of one group.
struct Decision {
    var code: String
    var verdict: Verdict
    var rule: Int?
    /// The number of the compared field's cell.
    var cell: Int32?
    /// The number of the list that it was compared with.
    var list: Int32?
    var isMissing = false
    var isDisputed = false

    /// How many ways there are to decide one observation.
    static let ways = 4

    /// Which of them this is.
    func way(_ observation: Observation) -> Int {
        switch verdict {
        case .likely: 0
        case .confirmed: 1
        default: code == observation.code ? 2 : 3
        }
    }

    /// Looks at the compared values, and at what a configuration allows.
    static func of(
        _ observation: Observation, _ group: Group, _ row: [Int32], _ census: inout Census
    ) -> Decision {
        var decision = Decision(code: observation.code, verdict: observation.verdict, rule: observation.rule)
        guard let field = observation.field else { return flag(decision, group, &census) }
        let slot = census.knowledge.slots.number(of: .evidence(field)) ?? -1
        guard let cell = row.first(where: { census.worths[Int($0)].slot == slot }) else {
            decision.verdict = .undetermined
            decision.isMissing = true
            return decision
        }
        decision.cell = cell
        if census.worths[Int(cell)].evidence.note != nil {
            decision.verdict = .undetermined
            return decision
        }
        guard let rule = observation.rule else { return decision }
        switch census.outcome(rule: rule, business: Int(group.business), cell: cell) {
        case .unknown: break
        case .open: decision.verdict = .undetermined
        case .disputed: decision.isDisputed = true
        case .blocked:
            // A record that only its wording places may be another integration's (design.md D12).
            decision.verdict = observation.ground == .wording ? .likely : .confirmed
            decision.list = census.list(of: rule, business: Int(group.business))
        case .allowed:
            decision.verdict = .undetermined
            decision.code = Codes.contradiction
            decision.list = census.list(of: rule, business: Int(group.business))
        }
        return decision
    }

    /// A reason without a field: only a property that the playbook names can decide it (design.md D15).
    private static func flag(_ decision: Decision, _ group: Group, _ census: inout Census) -> Decision {
        var decision = decision
        guard let rule = decision.rule, let isOn = census.isOn(rule: rule, business: Int(group.business)) else {
            return decision
        }
        decision.list = census.list(of: rule, business: Int(group.business))
        decision.verdict = isOn ? .confirmed : .undetermined
        if !isOn { decision.code = Codes.contradiction }
        return decision
    }
}
