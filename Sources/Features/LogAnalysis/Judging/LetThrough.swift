internal import Model

/// What speaks against a contact that was let through (rules.md D32).
enum LetThrough {
    /// The configuration does not allow a value of it.
    case refused(list: Int32)
    /// No list is known, and a value is a status without a visit.
    case nonVisit

    /// The code of the finding.
    enum Code {
        case refused
        case nonVisit

        var text: String { self == .refused ? Codes.refusedLetThrough : Codes.nonVisitLetThrough }

        /// The configuration may have changed since; a status without a visit says so itself.
        var verdict: Verdict { self == .refused ? .undetermined : .likely }
    }

    var code: Code {
        switch self {
        case .refused: .refused
        case .nonVisit: .nonVisit
        }
    }
}

extension RecordGroups {
    /// A value of contacts that were let through, with what it says against them.
    struct Objection {
        var rule: Int
        var cell: Int32
        var found: LetThrough
    }

    /// What speaks against the contacts of a group that were let through; empty for any other group.
    mutating func objections(to group: Group) -> [Objection] {
        let shape = Int(group.shape)
        guard judgedShapes[shape].isLetThrough, group.values >= 0 else { return [] }
        var objections: [Objection] = []
        for place in judgedShapes[shape].others.indices {
            let other = judgedShapes[shape].others[place]
            guard let slot = other.slot else { continue }
            let cell = cell(slot: slot, row: group.values)
            if cell >= 0, let found = letThrough(rule: other.rule, business: Int(group.business), cell: cell) {
                objections.append(Objection(rule: other.rule, cell: cell, found: found))
            }
        }
        return objections
    }

    /// The list of today by which a rule that no reason names restricts a group's records, and the cell that it refuses; -1
    /// for a flag. Nothing where it does not restrict them, or names no value: what an empty list means is not known.
    mutating func restriction(of group: Group, by rule: Int) -> (list: Int32, cell: Int32)? {
        let business = Int(group.business)
        guard let list = list(of: rule, business: business), !comparisons.lists[Int(list)].allowsNothing else {
            return nil
        }
        guard let slot = knowledge.comparedRules[rule].slot else {
            return isOn(rule: rule, business: business) == true ? (list, -1) : nil
        }
        let cell = cell(slot: slot, row: group.values)
        return cell >= 0 && outcome(rule: rule, business: business, cell: cell) == .blocked ? (list, cell) : nil
    }
}
