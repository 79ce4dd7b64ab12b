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
    static func of(_ indexed: IndexedRuleHit, _ group: Group, _ recordGroups: inout RecordGroups) -> Decision {
        var decision = Decision(way: indexed.way)
        guard let slot = indexed.slot else { return flag(decision, indexed, group, &recordGroups) }
        decision.cell = recordGroups.cell(slot: slot, row: group.values)
        if decision.cell < 0 {
            decision.way = .undetermined
            decision.isMissing = true
            return decision
        }
        if recordGroups.assessedValues[Int(decision.cell)].evidence.note != nil {
            decision.way = .undetermined
            return decision
        }
        guard let rule = indexed.rule else { return decision }
        let business = Int(group.business)
        switch recordGroups.outcome(rule: rule, business: business, cell: decision.cell) {
        case .unknown: return decision
        case .open: decision.way = .undetermined
        case .disputed: decision.isDisputed = true
        case .blocked:
            // A record that only its wording places may be another integration's (rules.md D12).
            decision.way = indexed.isByWording ? .likely : .confirmed
            decision.list = recordGroups.list(of: rule, business: business) ?? -1
        case .allowed:
            decision.way = .contradiction
            decision.list = recordGroups.list(of: rule, business: business) ?? -1
        }
        return decision
    }

    /// A reason without a field: only a property that the playbook names can decide it (rules.md D15).
    private static func flag(
        _ decision: Decision, _ indexed: IndexedRuleHit, _ group: Group, _ recordGroups: inout RecordGroups
    ) -> Decision {
        var decision = decision
        guard let rule = indexed.rule, let isOn = recordGroups.isOn(rule: rule, business: Int(group.business)) else {
            return decision
        }
        decision.list = recordGroups.list(of: rule, business: Int(group.business)) ?? -1
        decision.way = isOn ? .confirmed : .contradiction
        return decision
    }

    /// The code of the finding that `observation` leads to.
    func code(of hit: RuleHit) -> String { way == .contradiction ? Codes.contradiction : hit.code }

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
struct RuleHit {
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
    /// What points to the integration (rules.md D12).
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
    var standing = Standing.open
    /// A flag says restricted where no reason does (rules.md D9).
    var flagWithoutReason = false
    /// The reason field holds an object (rules.md D11).
    var reasonIsNoText = false
    /// Unknown paths at which a reason was found by its text.
    var foundPaths: [String] = []
    var reasonPaths: [String] = []
    var hits: [RuleHit] = []
}

/// What a shape says of whether its documents are records (rules.md D5).
enum Standing: BitwiseCopyable {
    /// They name a reason or an evidence field, or show a failure.
    case record
    /// They are where they name a business, since they have something of a contact.
    case ofContact
    /// They are where they name a business and have a mark.
    case open

    func isRecord(hasBusiness: Bool, hasMark: Bool) -> Bool {
        self == .record || hasBusiness && (self == .ofContact || hasMark)
    }
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
struct IndexedRuleHit: BitwiseCopyable {
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

    init(_ hit: RuleHit, _ knowledge: Knowledge) {
        way = Decision.Way(hit.verdict)
        slot = hit.field.map { knowledge.slots.number(of: .evidence($0)) ?? -1 }
        rule = hit.rule
        isByWording = hit.ground == .wording
        isReason = hit.reason != nil
    }
}
