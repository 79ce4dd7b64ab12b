internal import Configuration
internal import LogReading
internal import Model
internal import Support

/// What would become of one log's contacts under a planned configuration (`--with`), by numbers.
///
/// The log shows what each rule does today; only rules whose list the plan changes are asked again. A contact on which the
/// log and today's configuration disagree is counted apart: what either list does to it is not known.
struct PlannedCounts: ~Copyable {
    private enum Side { case letThrough, heldBack, undecided }

    /// A rule and the values of one field that put a contact on the other side.
    // Not private for the reason given at `GroupJudge.CountedCell`.
    struct Cause: Hashable, BitwiseCopyable {
        var rule: Int32
        var cell: Int32
    }

    private struct Row: Hashable {
        var business: Int32
        var cause: Cause
        var isFreed: Bool
    }

    private var counts = PlannedTotals()
    private var rows: [Row: Int] = [:]
    /// Of the group at hand: what would free it, and what would stop it.
    private var freed = UniqueList<Cause>()
    private var stopped = UniqueList<Cause>()
    /// Whether the plan changes a list that it is compared with.
    private var isConcerned = false

    /// Counts a group of records.
    mutating func add(_ group: Group, _ count: Int, _ recordGroups: inout RecordGroups) {
        let shape = Int(group.shape)
        guard recordGroups.judgedShapes[shape].isContact else { return }
        if isContradicted(group, &recordGroups) {
            counts.contradicted += count
            return
        }
        let isHeldBack = recordGroups.judgedShapes[shape].judgement.isRestricted
        let side = side(of: group, isHeldBack: isHeldBack, &recordGroups)
        switch side {
        case .letThrough: counts.letThrough += count
        case .heldBack: counts.heldBack += count
        case .undecided: counts.undecided += count
        }
        if isConcerned { counts.concerned += count }
        if isHeldBack, side == .letThrough {
            counts.newlyLetThrough += count
            note(freed.all, isFreed: true, group, count)
        } else if !isHeldBack, side == .heldBack {
            counts.newlyHeldBack += count
            note(stopped.all, isFreed: false, group, count)
        }
    }

    private mutating func note(
        _ causes: UnsafeMutableBufferPointer<Cause>, isFreed: Bool, _ group: Group, _ count: Int
    ) {
        for (place, cause) in causes.enumerated() where !causes[..<place].contains(where: { $0.cell == cause.cell }) {
            rows[Row(business: group.business, cause: cause, isFreed: isFreed), default: 0] += count
        }
    }

    /// Whether the log and today's configuration disagree on these records (`BE1102`, `BE1103`).
    private func isContradicted(_ group: Group, _ recordGroups: inout RecordGroups) -> Bool {
        let shape = Int(group.shape)
        if recordGroups.judgedShapes[shape].isLetThrough {
            return recordGroups.objections(to: group).contains { $0.found.code == .refused }
        }
        for place in recordGroups.judgedShapes[shape].indexedHits.indices {
            let indexed = recordGroups.judgedShapes[shape].indexedHits[place]
            if indexed.isReason, Decision.of(indexed, group, &recordGroups).way == .contradiction { return true }
        }
        return false
    }

    private mutating func side(of group: Group, isHeldBack: Bool, _ recordGroups: inout RecordGroups) -> Side {
        freed.removeAll()
        stopped.removeAll()
        isConcerned = false
        let shape = Int(group.shape)
        let hits = recordGroups.judgedShapes[shape].indexedHits
        // What no list decides stays as the log shows it.
        var isBlocked = hits.contains { $0.isReason && $0.rule == nil }
        // A flag says restricted, and no reason was read: which side it is on now is not known.
        var isOpen = !isHeldBack && !recordGroups.judgedShapes[shape].isLetThrough
        let integration = recordGroups.judgedShapes[shape].judgement.integration
        for rule in recordGroups.knowledge.comparedRules.indices {
            guard integration == nil || recordGroups.knowledge.comparedRules[rule].integration == integration else {
                continue
            }
            let change = recordGroups.plannedChange(rule: rule, business: Int(group.business))
            if change != .none { isConcerned = true }
            let isNamed = hits.contains { $0.isReason && $0.rule == rule }
            if change == .none {
                isBlocked = isBlocked || isNamed || isHeldBack && recordGroups.restriction(of: group, by: rule) != nil
            } else if integration == nil {
                isOpen = true
            } else if case .list(let list) = change {
                switch outcome(list, rule, group, isNamed: isNamed, &recordGroups) {
                case .blocked: isBlocked = true
                case .allowed: break
                default: isOpen = true
                }
            } else {
                isOpen = true
            }
        }
        return isBlocked ? .heldBack : isOpen ? .undecided : .letThrough
    }

    /// What a changed list makes of these records; notes the values that the change is about.
    private mutating func outcome(
        _ list: Int32, _ rule: Int, _ group: Group, isNamed: Bool, _ recordGroups: inout RecordGroups
    ) -> Comparisons.Outcome {
        guard let slot = recordGroups.knowledge.comparedRules[rule].slot else {
            let isOn = recordGroups.plan?.isOn(rule: rule, list: list) ?? nil
            return isOn == nil ? .open : isOn == true ? .blocked : .allowed
        }
        let cell = recordGroups.cell(slot: slot, row: group.values)
        // Of a field that the records have, only what decides something was kept.
        if cell < 0 { return recordGroups.judgedShapes[Int(group.shape)].looksAt(rule) ? .allowed : .open }
        let outcome = recordGroups.plannedOutcome(list: list, cell: cell)
        let cause = Cause(rule: Int32(rule), cell: cell)
        if outcome == .blocked { stopped.append(cause) }
        if outcome == .allowed, isNamed || recordGroups.restriction(of: group, by: rule) != nil { freed.append(cause) }
        return outcome
    }
}

extension PlannedCounts {
    /// The same in words.
    func totals(_ recordGroups: borrowing RecordGroups) -> PlannedTotals {
        var totals = counts
        for (row, count) in rows {
            let rule = Int(row.cause.rule)
            let compared = recordGroups.knowledge.comparedRules[rule]
            let business = Int(row.business)
            let refusing: AllowedList? =
                if row.isFreed {
                    recordGroups.comparisons.list(rule, business).flatMap {
                        $0 < 0 ? nil : recordGroups.comparisons.lists[Int($0)].allowed
                    }
                } else if case .list(let list) = recordGroups.plan?.change(rule, business) {
                    recordGroups.plan?.lists[Int(list)].allowed
                } else {
                    nil
                }
            for value in recordGroups.assessedValues[Int(row.cause.cell)].evidence.values {
                // Without a list of today's, the log's own reason refuses all of them.
                guard let text = value.value, !MaskedText.isMasked(text), refusing?.allowsWholeOrParts(text) != true
                else {
                    continue
                }
                let key = PlannedTotals.Row(
                    businesses: recordGroups.numbers[business], integration: compared.integration, field: value.name,
                    value: text, isFreed: row.isFreed)
                totals.rows[key, default: 0] += count
            }
        }
        return totals
    }
}

/// What would become of all contacts under a planned configuration.
struct PlannedTotals {
    var letThrough = 0
    var heldBack = 0
    var undecided = 0
    var contradicted = 0
    /// Of these but the last, the ones for which the plan changes a list.
    var concerned = 0
    /// Of those let through, the ones that are held back today.
    var newlyLetThrough = 0
    /// Of those held back, the ones that are let through today.
    var newlyHeldBack = 0
    /// Contacts that change sides.
    var rows: [Row: Int] = [:]

    /// A value whose allowance changes, with the contacts that it puts on the other side.
    struct Row: Hashable {
        var businesses: [String]
        var integration: String
        var field: String
        var value: String
        var isFreed: Bool
    }
}
