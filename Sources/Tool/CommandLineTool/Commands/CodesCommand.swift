internal import Arguments
internal import Model
internal import Reporting

/// `codes`: the list, or one code explained, offline.
enum CodesCommand {
    private static let definition = Command(
        "codes", summary: "List the codes, or explain one.", operands: [Operand("CODE", .optional)],
        examples: [
            Example("be-diagnose codes", "All codes with their titles."),
            Example("be-diagnose codes BE3103", "What it means, what else it could be, what to do."),
        ])

    static let command = ToolCommand(definition) { (parsed, context) async throws(CommandError) -> Int32 in
        let playbooks = try context.playbooks()
        let entries = playbooks.playbooks.flatMap(\.codes).sorted { $0.code < $1.code }
        guard let code = parsed.operands.first else {
            return try context.answer(
                "codes", text: KnowledgeText.list(entries),
                result: .object([PlainMember("codes", .list(entries.map(KnowledgeValue.code)))]))
        }
        guard let entry = playbooks.entry(forCode: code.uppercased()) else {
            throw CommandError(ExitCode.usage, "\(code): no such code", remedy: "be-diagnose codes lists them")
        }
        return try context.answer(
            "codes", text: KnowledgeText.code(entry),
            result: .object([PlainMember("code", KnowledgeValue.code(entry))]))
    }
}
