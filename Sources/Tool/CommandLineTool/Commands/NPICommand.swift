internal import Arguments
internal import Lookup
internal import Model
internal import Reporting

/// `npi`: shape and check digit of provider numbers, offline.
enum NPICommand {
    private static let definition = Command(
        "npi", summary: "Check the shape and check digit of NPIs, offline.",
        description: """
            Ten digits, the first 1 or 2, the last a check digit. A right check digit catches typos. It does not show \
            that the number was issued, or to whom.
            """,
        operands: [Operand("NUMBER", .oneOrMore, help: "National Provider Identifiers.")],
        hidden: NetworkOptions.all + [GlobalOptions.playbooks, GlobalOptions.reveal],
        examples: [Example("be-diagnose npi 1234567893", "Is this number typed correctly?")],
        exitNotes: ExitMeanings.of(0, 1, 64, 73, 78, own: [0: "all of them can be NPIs", 1: "at least one cannot"]))

    static let command = ToolCommand(definition) { (parsed, context) async throws(CommandError) -> Int32 in
        let playbooks = try context.playbooks()
        let (rows, notes) = NPICheck.check(parsed.operands, playbooks)
        let result = rows.map { row in
            ([
                "asked": .text(row.asked), "npi": row.npi.map { .text($0.text) } ?? .null,
                "valid": .bool(row.npi != nil), "why": .text(row.why),
            ] as PlainValue)
        }
        let table = PlainTable(
            ["NUMBER", "VALID", "WHY"], rows: rows.map { [$0.asked, $0.npi == nil ? "no" : "well-formed", $0.why] })
        return try context.answer(
            Report(
                command: "npi", headline: headline(rows), result: ["npis": .list(result)],
                view: (rows.count == 1 ? [] : [.table(table)])
                    + FindingParts.blocks(notes.findings) { $0.evidence.first?.value }, viewTellsFindings: true,
                findings: notes.findings))
    }

    private static func headline(_ rows: [NPIRow]) -> String {
        let bad = rows.count { $0.npi == nil }
        if let row = rows.first, rows.count == 1 {
            return row.npi == nil
                ? "\(row.asked) is not an NPI. \(row.why)" : "\(row.asked) is well-formed: \(row.why)."
        }
        return bad == 0
            ? "All \(rows.count) NPIs are well-formed; not looked up in the NPI registry."
            : "\(bad) of \(rows.count) NPIs cannot be right."
    }
}
