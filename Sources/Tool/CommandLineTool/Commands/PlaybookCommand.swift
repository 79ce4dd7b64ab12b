internal import Arguments
internal import Model

/// `playbook list`, `show` and `lint`: the knowledge base. `test` has a file of its own.
enum PlaybookCommand {
    static let definition = Command(
        "playbook", summary: "Look at the knowledge base and check it.",
        examples: [Example("be-diagnose playbook list", "What is in force, from which file.")],
        subcommands: [
            Command(
                "list", summary: "The playbooks in force, with version and date of verification.",
                examples: [Example("be-diagnose playbook list --format json", "The same, for a script.")]),
            Command(
                "show", summary: "What one playbook knows.", operands: [Operand("NAME")],
                examples: [Example("be-diagnose playbook show Allscripts", "Fields, reasons, properties, triggers.")]),
            Command(
                "lint", summary: "Check playbooks: those in force, or with --playbooks yours as well.",
                examples: [Example("be-diagnose playbook lint --playbooks ./mine", "Check your own before using them.")]
            ),
            PlaybookTestCommand.definition,
        ])

    static let list: Commands.Runner = { (parsed, everywhere) throws(CommandFault) -> Int32 in
        let playbooks = try Shelf(folders: everywhere.playbookFolders).checked().playbooks
        return try everywhere.write(
            KnowledgeText.list(playbooks), or: ("playbooks", .list(playbooks.map(KnowledgeValue.summary))))
    }

    static let show: Commands.Runner = { (parsed, everywhere) throws(CommandFault) -> Int32 in
        let (playbooks, calls) = try Shelf(folders: everywhere.playbookFolders, withCalls: true).checkedCalls()
        let name = parsed.operands.first ?? ""
        guard let playbook = playbooks.playbook(named: name) else {
            let names = playbooks.playbooks.map(\.name).joined(separator: ", ")
            throw CommandFault(ExitCode.usage, "\(name): no such playbook", remedy: "one of \(names)")
        }
        return try everywhere.write(
            KnowledgeText.playbook(playbook, calls), or: ("playbook", KnowledgeValue.playbook(playbook, calls)))
    }

    static let lint: Commands.Runner = { (parsed, everywhere) throws(CommandFault) -> Int32 in
        let shelf = try Shelf(folders: everywhere.playbookFolders, withCalls: true)
        let faults = shelf.faults + PlaybookLint.faults(in: shelf.set, calls: shelf.calls)
        let playbooks = shelf.set.playbooks
        return try everywhere.write(
            faults: faults, [("playbooks", playbooks.count), ("codes", playbooks.flatMap(\.codes).count)])
    }
}
