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

/// What a record's shape shows of one rule; the evidence is looked at value by value afterwards.
struct Observation {
    var code: String
    var integration: String?
    /// What holds where no evidence field has to be looked at.
    var verdict: Verdict
    /// What stands as evidence, where it is not a field's value.
    var shown: EvidenceValue?
    /// The evidence field that the rule compares.
    var field: String?
    /// The rule's place among those that a configuration can confirm.
    var rule: Int?
    /// The reason's text as the records spell it.
    var reason: String?
    /// What points to the integration (design.md D12).
    var ground = Placement.Ground.named
}

/// One value that is shown.
struct EvidenceValue: Hashable {
    var name: String
    var value: String?
}

/// What a record's shape comes to.
struct Judgement {
    var integration: String?
    var isExplained = false
    var isRestricted = false
    var isFailure = false
    /// Whether anything in it looks like a record of a check-in, its business aside.
    var looksLikeCheckIn = false
    /// A flag says restricted where no reason does (design.md D9).
    var flagWithoutReason = false
    /// The reason field holds an object (design.md D11).
    var reasonIsNoText = false
    /// Unknown paths at which a reason was found by its text.
    var foundPaths: [String] = []
    /// The paths that hold the reason.
    var reasonPaths: [String] = []
    var observations: [Observation] = []
}

/// What one field of a record is worth as evidence.
struct FieldEvidence {
    var verdict: Verdict
    /// Distinct values; each counts once a record.
    var values: [EvidenceValue]
    var note: Note?

    /// Why it decides nothing.
    enum Note: Hashable { case missing, redacted, folded }
}

/// An observation by numbers, as it is asked for once a group.
struct ObservationSketch: BitwiseCopyable {
    /// What holds where no evidence has to be looked at.
    var way: Decision.Way
    /// The slot of the field that the rule compares.
    var slot: Int?
    /// The rule's place among those that a configuration can confirm.
    var rule: Int?
    /// Whether only its wording tells the integration.
    var isByWording: Bool
    /// Whether it is a reason for which the record is restricted.
    var isReason: Bool

    init(_ observation: Observation, _ knowledge: Knowledge) {
        way = Decision.Way(observation.verdict)
        slot = observation.field.map { knowledge.slots.number(of: .evidence($0)) ?? -1 }
        rule = observation.rule
        isByWording = observation.ground == .wording
        isReason = observation.reason != nil
    }
}
