internal import Arguments
internal import Lookup
internal import Model

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
            ["NUMBER", "VALID", "WHY"], rows: rows.map { [$0.asked, $0.npi == nil ? "no" : "can be", $0.why] })
        return try context.answer(
            Report(
                command: "npi", result: ["npis": .list(result)], view: [.table(table)],
                coverage: Coverage(), findings: notes.findings))
    }
}
