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

    /// What is said of the plan; empty without one.
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
        return "The log and today's configuration disagree on \(contacts)\(codes). They are not in the numbers below: "
            + "settle that first, since the plan is measured against today's configuration."
    }

    private func said(_ planned: PlannedOutcome) -> String {
        var sentences: [String] = []
        if planned.newlyLetThrough > 0 {
            let (is_, would) = (planned.newlyLetThrough == 1 ? "contact that is" : "contacts that are", "would be let through")
            sentences.append("\(Numbers.counted(planned.newlyLetThrough, is_, is_)) held back now \(would).")
        }
        if planned.newlyHeldBack > 0 {
            let (is_, would) = (planned.newlyHeldBack == 1 ? "contact that is" : "contacts that are", "would be held back")
            sentences.append("\(Numbers.counted(planned.newlyHeldBack, is_, is_)) let through now \(would).")
        }
        if sentences.isEmpty {
            sentences.append(
                planned.concerned == 0 && planned.contradicted == 0
                    ? "It changes no list that these contacts are compared with."
                    : "No contact would change sides.")
        }
        let open = planned.undecided > 0 ? ", \(Numbers.grouped(planned.undecided)) undecided" : ""
        if planned.letThrough + planned.heldBack + planned.undecided == 0 { return "No other contact is left to count." }
        sentences.append(
            "In all: \(Numbers.grouped(planned.letThrough)) let through, \(Numbers.grouped(planned.heldBack)) held back\(open)."
        )
        return sentences.joined(separator: " ")
    }

    private func table(_ rows: ArraySlice<PlannedOutcome.Row>) -> PlainTable {
        let headings = ["CONTACTS", "WOULD BE", "VALUE", "A VISIT", "FIELD", "BUSINESS", "INTEGRATION"]
        // Of fields that are no statuses there is nothing to say about visits.
        return PlainTable(
            headings,
            rows: zip(rows, Numbers.column(rows.map(\.contacts))).map { row, contacts in
                [
                    contacts, row.planned == .letThrough ? "let through" : "held back", ShownValue.text(row.value),
                    row.visit.map { $0 ? "yes" : "no" } ?? "", row.field, row.businessNumber ?? "", row.integration,
                ]
            })
    }
}
