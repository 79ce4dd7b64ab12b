internal import Model

/// What one observation comes to on the records of one group.
struct Decision: BitwiseCopyable {
    /// How it can end; each observation has one finding for each.
    enum Way: Int {
        case likely
        case confirmed
        case undetermined
        /// The configuration allows what the record says it does not: another code's finding.
        case contradiction

        init(_ verdict: Verdict) {
            switch verdict {
            case .likely: self = .likely
            case .confirmed: self = .confirmed
            default: self = .undetermined
            }
        }

        /// How many there are.
        static let count = 4
    }

    var way: Way
    /// The number of the compared field's cell, or -1.
    var cell: Int32 = -1
    /// The number of the list that it was compared with, or -1.
    var list: Int32 = -1
    var isMissing = false
    var isDisputed = false

    /// Looks at the compared values, and at what a configuration allows.
    static func of(_ sketch: ObservationSketch, _ group: Group, _ census: inout Census) -> Decision {
        var decision = Decision(way: sketch.way)
        guard let slot = sketch.slot else { return flag(decision, sketch, group, &census) }
        decision.cell = census.cell(slot: slot, row: group.values)
        if decision.cell < 0 {
            decision.way = .undetermined
            decision.isMissing = true
            return decision
        }
        if census.worths[Int(decision.cell)].evidence.note != nil {
            decision.way = .undetermined
            return decision
        }
        guard let rule = sketch.rule else { return decision }
        let business = Int(group.business)
        switch census.outcome(rule: rule, business: business, cell: decision.cell) {
        case .unknown: return decision
        case .open: decision.way = .undetermined
        case .disputed: decision.isDisputed = true
        case .blocked:
            // A record that only its wording places may be another integration's (design.md D12).
            decision.way = sketch.isByWording ? .likely : .confirmed
            decision.list = census.list(of: rule, business: business) ?? -1
        case .allowed:
            decision.way = .contradiction
            decision.list = census.list(of: rule, business: business) ?? -1
        }
        return decision
    }

    /// A reason without a field: only a property that the playbook names can decide it (design.md D15).
    private static func flag(
        _ decision: Decision, _ sketch: ObservationSketch, _ group: Group, _ census: inout Census
    ) -> Decision {
        var decision = decision
        guard let rule = sketch.rule, let isOn = census.isOn(rule: rule, business: Int(group.business)) else {
            return decision
        }
        decision.list = census.list(of: rule, business: Int(group.business)) ?? -1
        decision.way = isOn ? .confirmed : .contradiction
        return decision
    }

    /// The code of the finding that `observation` leads to.
    func code(of observation: Observation) -> String { way == .contradiction ? Codes.contradiction : observation.code }

    /// The verdict of that finding.
    var verdict: Verdict {
        switch way {
        case .likely: .likely
        case .confirmed: .confirmed
        case .undetermined, .contradiction: .undetermined
        }
    }
}
