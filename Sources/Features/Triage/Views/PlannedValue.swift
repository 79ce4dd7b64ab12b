internal import Model
internal import Support

/// What a planned configuration would do to the contacts of the log, as `result.planned` and as a sentence.
struct PlannedValue {
    let outcome: PlannedOutcome

    var value: PlainValue {
        [
            "letThrough": .integer(outcome.letThrough), "heldBack": .integer(outcome.heldBack),
            "undecided": .integer(outcome.undecided), "contradicted": .integer(outcome.contradicted),
            "rows": .list(
                outcome.rows.map { row in
                    ([
                        "businessNumber": .optional(row.businessNumber), "integration": .text(row.integration),
                        "field": .text(row.field), "value": .text(row.value),
                        "visit": row.visit.map { .bool($0) } ?? .null, "now": .text(row.now.rawValue),
                        "planned": .text(row.planned.rawValue), "contacts": .integer(row.contacts),
                    ] as PlainValue)
                }),
        ]
    }

    var sentence: String {
        let through = Numbers.counted(outcome.newlyLetThrough, "contact", "contacts")
        let held = Numbers.counted(outcome.newlyHeldBack, "contact", "contacts")
        let nonVisits = outcome.rows.filter { $0.visit == false && $0.planned == .letThrough }.reduce(0) {
            $0 + $1.contacts
        }
        let warning =
            nonVisits == 0
            ? "" : " \(Numbers.counted(nonVisits, "of them was", "of them were")) not visits: do not do this."
        let open = outcome.undecided == 0 ? "" : " \(Numbers.grouped(outcome.undecided)) are undecided."
        return
            "lets \(through) through that \(outcome.newlyLetThrough == 1 ? "is" : "are") held back now, and holds back "
            + "\(held) that \(outcome.newlyHeldBack == 1 ? "is" : "are") let through.\(warning)\(open)"
    }
}
