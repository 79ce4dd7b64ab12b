internal import Model
internal import Support

/// Before go-live: every check as done or open, and what no check can see.
struct SetupChecklist {
    let diagnosis: Diagnosis

    /// Checks of records, which a client that is not live has none of.
    private static let ofRecords: Set = [
        "stops", "falls", "failures", "restrictions", "letThrough", "beta", "authorization", "evidence",
    ]

    var rows: [ViewRow] {
        let rows = diagnosis.checks.filter { !Self.ofRecords.contains($0.name) }.map { row in
            switch row.state {
            case .ok: ViewRow("done", ["\(row.title): \(row.why)"], mark: .good)
            case .problem: ViewRow("wrong", ["\(row.title): \(row.why)"], mark: .bad)
            case .undetermined: ViewRow("unclear", ["\(row.title): \(row.why)"], mark: .unknown)
            case .skipped: ViewRow("open", ["\(row.title): \(row.enable ?? row.why)"], mark: .remarkable)
            }
        }
        // No call shows it (company support articles).
        let asked: [ViewRow] =
            diagnosis.evidence.mayBe(diagnosis.evidence.athenahealth)
            ? [
                ViewRow(
                    "ask", ["consent: has the client confirmed the athenahealth authorization and consent form?"],
                    mark: .remarkable)
            ]
            : [
                ViewRow(
                    "ask", ["activation: is the client activated on the vendor's portal (Client Activations)?"],
                    mark: .remarkable)
            ]
        return asked + rows
    }
}
