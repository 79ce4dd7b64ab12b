internal import Arguments
internal import Model
internal import Reporting

/// `playbook list`, `show` and `lint`: the knowledge base. `test` has a file of its own.
enum PlaybookCommand {
    static let command = ToolCommand(
        Command(
            "playbook", summary: "Look at the knowledge base and check it.",
            examples: [Example("be-diagnose playbook list", "What is in force, from which file.")]),
        [list, show, lint, PlaybookTestCommand.command])

    private static let list = ToolCommand(
        Command(
            "list", summary: "The playbooks in force, with version and date of verification.",
            examples: [Example("be-diagnose playbook list --format json", "The same, for a script.")])
    ) { (parsed, context) async throws(CommandError) -> Int32 in
        let playbooks = try context.playbooks().playbooks
        return try context.answer(
            "playbook", text: KnowledgeText.list(playbooks),
            result: .object([PlainMember("playbooks", .list(playbooks.map(KnowledgeValue.summary)))]))
    }

    private static let show = ToolCommand(
        Command(
            "show", summary: "What one playbook knows.", operands: [Operand("NAME")],
            examples: [Example("be-diagnose playbook show Allscripts", "Fields, reasons, properties, triggers.")])
    ) { (parsed, context) async throws(CommandError) -> Int32 in
        let (playbooks, calls) = try context.playbookStore(withCalls: true).checkedCalls()
        let name = parsed.operands.first ?? ""
        guard let playbook = playbooks.playbook(named: name) else {
            let names = playbooks.playbooks.map(\.name).joined(separator: ", ")
            throw CommandError(ExitCode.usage, "\(name): no such playbook", remedy: "one of \(names)")
        }
        return try context.answer(
            "playbook", text: KnowledgeText.playbook(playbook, calls),
            result: .object([PlainMember("playbook", KnowledgeValue.playbook(playbook, calls))]))
    }

    private static let lint = ToolCommand(
        Command(
            "lint", summary: "Check playbooks: those in force, or with --playbooks yours as well.",
            examples: [Example("be-diagnose playbook lint --playbooks ./mine", "Check your own before using them.")])
    ) { (parsed, context) async throws(CommandError) -> Int32 in
        let store = try context.playbookStore(withCalls: true)
        let faults = store.faults + PlaybookLint.faults(in: store.set, calls: store.calls)
        let playbooks = store.set.playbooks
        return try context.answer(
            faults: faults, [("playbooks", playbooks.count), ("codes", playbooks.flatMap(\.codes).count)])
    }
}
