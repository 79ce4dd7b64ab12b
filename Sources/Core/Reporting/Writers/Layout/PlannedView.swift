internal import Model
internal import Support

/// What a planned configuration would do to the contacts, for a person; without one, how to count what a changed list would
/// do.
struct PlannedView {
    let explanation: Explanation

    static let title = "What the planned configuration would do"

    /// More rows than that are for a machine.
    private static let mostRows = 20

    /// The line for a report without a plan; nil where no change of a list lets anything through.
    var hint: String? {
        guard explanation.planned == nil, !explanation.changes.isEmpty else { return nil }
        return "To count whom a changed list would let through and hold back: `--with FILE`."
    }

    /// What is said about the plan; empty without one.
    var blocks: [ViewBlock] {
        guard let planned = explanation.planned else { return [] }
        var blocks: [ViewBlock] = []
        if planned.contradicted > 0 { blocks.append(.prose(said(contradicted: planned))) }
        blocks.append(.prose(said(planned)))
        if planned.rows.isEmpty { return blocks }
        blocks.append(.table(table(planned.rows.prefix(Self.mostRows))))
        let rest = planned.rows.count - Self.mostRows
        if rest > 0 { blocks.append(.prose("… and \(Numbers.counted(rest, "more row", "more rows"))")) }
        return blocks
    }

    /// Said first: of these contacts the log does not show what either list does.
    private func said(contradicted planned: PlannedOutcome) -> String {
        let codes = planned.contradictedBy.isEmpty ? "" : " (\(planned.contradictedBy.joined(separator: ", ")))"
        let contacts = Numbers.counted(planned.contradicted, "contact", "contacts")
        let are = planned.contradicted == 1 ? "It is" : "They are"
        return
            "First: the log and today's configuration disagree on \(contacts)\(codes). \(are) left out below. Settle that "
            + "before you rely on the plan, which is measured against today's configuration."
    }

    private func said(_ planned: PlannedOutcome) -> String {
        let all = planned.letThrough + planned.heldBack + planned.undecided
        if all == 0 { return "There is no other contact to count." }
        var sentences: [String] = []
        if planned.newlyLetThrough > 0 {
            let contacts = Numbers.counted(planned.newlyLetThrough, "contact that is", "contacts that are")
            let wrong = planned.rows.filter { $0.planned == .letThrough && $0.visit == false }.reduce(0) {
                $0 + $1.contacts
            }
            let of =
                wrong == 0 ? "" : ", \(Numbers.grouped(min(wrong, planned.newlyLetThrough))) of them without a visit"
            sentences.append("\(contacts) held back now would be let through\(of).")
        }
        if planned.newlyHeldBack > 0 {
            let contacts = Numbers.counted(planned.newlyHeldBack, "contact that is", "contacts that are")
            sentences.append("\(contacts) let through now would be held back.")
        }
        if sentences.isEmpty {
            sentences.append(
                planned.concerned == 0
                    ? "It changes no list that these contacts are compared with."
                    : "No contact would change sides.")
        }
        let open = planned.undecided > 0 ? ", \(Numbers.grouped(planned.undecided)) undecided" : ""
        let of = "\(Numbers.grouped(planned.letThrough)) of \(Numbers.counted(all, "contact", "contacts"))"
        sentences.append(
            "In all, \(of) would be let through, \(Numbers.grouped(planned.heldBack)) held back\(open).")
        return sentences.joined(separator: " ")
    }

    private func table(_ rows: ArraySlice<PlannedOutcome.Row>) -> PlainTable {
        let hasSeveral = Set(rows.map(\.integration)).count > 1
        return PlainTable(
            ["CONTACTS", "WOULD BE", "VISIT", "BUSINESS", "VALUE", "INTEGRATION"],
            rows: rows.map { row in
                let visit = row.visit.map { $0 ? "yes" : "no" } ?? (row.isStatus ? "unknown" : "")
                return [
                    Numbers.grouped(row.contacts), row.planned == .letThrough ? "let through" : "held back", visit,
                    row.businessNumber ?? "", "\(row.field) = \(ShownValue.text(row.value))",
                    hasSeveral ? row.integration : "",
                ]
            })
    }
}
