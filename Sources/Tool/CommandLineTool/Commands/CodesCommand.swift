internal import Arguments
internal import Model
internal import Reporting

/// `codes`: the list, or one code explained, offline.
enum CodesCommand {
    static let definition = Command(
        "codes", summary: "List the codes, or explain one.", operands: [Operand("CODE", .optional)],
        examples: [
            Example("be-diagnose codes", "All codes with their titles."),
            Example("be-diagnose codes BE3103", "What it means, what else it could be, what to do."),
        ])

    static let run: Commands.Runner = { (parsed, everywhere) throws(CommandFault) -> Int32 in
        let playbooks = try Shelf(folders: everywhere.playbookFolders).checked()
        let entries = playbooks.playbooks.flatMap(\.codes).sorted { $0.code < $1.code }
        guard let code = parsed.operands.first else {
            return try everywhere.write(
                KnowledgeText.list(entries), or: ("codes", .list(entries.map(KnowledgeValue.code))))
        }
        guard let entry = playbooks.entry(forCode: code.uppercased()) else {
            throw CommandFault(ExitCode.usage, "\(code): no such code", remedy: "be-diagnose codes lists them")
        }
        return try everywhere.write(KnowledgeText.code(entry), or: ("code", KnowledgeValue.code(entry)))
    }
}

extension Everywhere {
    /// Writes text for a person, or the same as a report's `result`.
    func write(_ text: String, or result: (key: String, value: PlainValue)) throws(CommandFault) -> Int32 {
        guard !reportFormat.isForPersons else {
            try write(text: console.gate.block(text))
            return 0
        }
        return try write(
            Report(
                command: result.key == "playbooks" || result.key == "playbook" ? "playbook" : "codes",
                result: .object([PlainMember(result.key, result.value)]), coverage: Coverage(), findings: []))
    }
}
