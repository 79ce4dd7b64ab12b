internal import Arguments
internal import LogAnalysis
internal import Model
internal import Reporting
internal import Support

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
            result: ["playbooks": .list(playbooks.map(KnowledgeValue.summary))])
    }

    private static let show = ToolCommand(
        Command(
            "show", summary: "What one playbook knows.", operands: [Operand("NAME")],
            examples: [Example("be-diagnose playbook show Allscripts", "Fields, reasons, properties, triggers.")])
    ) { (parsed, context) async throws(CommandError) -> Int32 in
        let (playbooks, calls) = try context.playbookStore(withCalls: true).checkedCalls()
        let playbook = try playbooks.known(parsed.operands.first ?? "")
        return try context.answer(
            "playbook", text: KnowledgeText.playbook(playbook, calls, playbooks),
            result: ["playbook": KnowledgeValue.playbook(playbook, calls, playbooks)])
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

/// `playbook test`: every example through the engine.
enum PlaybookTestCommand {
    private static let definition = Command(
        "test", summary: "Run the examples of playbooks, and see whether each condition is needed.",
        description: """
            Each example must fire exactly the codes that it names. Each code of a rule needs an example, each reason \
            a near miss, and without any one text, status or field name some example must fail. Examples stand in \
            examples/ beside the playbooks, each file under its playbook's name; the shipped ones are built in.
            """,
        operands: [Operand("NAME", .any)],
        examples: [
            Example("be-diagnose playbook test", "All playbooks in force."),
            Example("be-diagnose playbook test --playbooks ./mine Allscripts", "One of them, with your own version."),
        ],
        exitNotes: [
            ExitNote(0, "all examples hold, and nothing is missing"), ExitNote(1, "an example fails, or is missing"),
            ExitNote(64, "no playbook of that name"),
        ])

    static let command = ToolCommand(definition) { (parsed, context) async throws(CommandError) -> Int32 in
        let store = try context.playbookStore()
        var outcome = TestOutcome()
        // What a faulty playbook's examples show says nothing, and its name may be among those that were given.
        outcome.faults = store.faults + PlaybookLint.faults(in: store.set)
        if outcome.faults.isEmpty {
            let names = try names(parsed.operands, in: store.set)
            outcome = PlaybookTest.outcome(of: store.set, try ExampleStore.files(store), names: names)
        }
        let counts = [
            ("playbooks", outcome.playbooks), ("examples", outcome.examples), ("conditions", outcome.conditions),
        ]
        return try context.answer(faults: outcome.faults, counts)
    }

    private static func names(_ given: [String], in set: PlaybookSet) throws(CommandError) -> Set<String>? {
        var names: Set<String> = []
        for name in given { names.insert(try set.known(name).name) }
        return given.isEmpty ? nil : names
    }
}

extension PlaybookSet {
    fileprivate func known(_ name: String) throws(CommandError) -> Playbook {
        if let playbook = playbook(named: name) { return playbook }
        throw .usage("\(name): no such playbook", remedy: "one of \(playbooks.map(\.name).joined(separator: ", "))")
    }
}

extension CommandContext {
    /// Writes what a check of playbooks came to, and returns its exit code (rules.md D23).
    func answer(faults: [YAMLError], _ counts: [(name: String, count: Int)]) throws(CommandError) -> Int32 {
        if reportFormat.isForPersons, !faults.isEmpty {
            for fault in faults { console.complain(fault.description) }
            return 1
        }
        let text = counts.map { "\($0.count) \($0.count == 1 ? String($0.name.dropLast()) : $0.name)" }
        let listed = faults.map { fault -> PlainValue in
            [
                "file": .text(fault.file), "line": .integer(fault.mark.line),
                "column": .integer(fault.mark.column), "text": .text(fault.text),
            ]
        }
        return try answer(
            "playbook", text: text.joined(separator: ", ") + ": nothing wrong\n",
            result: .object(
                counts.map { PlainMember($0.name, .integer($0.count)) } + [PlainMember("faults", .list(listed))]),
            isProblem: !faults.isEmpty)
    }
}

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
                "codes", text: KnowledgeText.list(entries), result: ["codes": .list(entries.map(KnowledgeValue.code))])
        }
        guard let entry = playbooks.entry(forCode: code.uppercased()) else {
            throw .usage("\(code): no such code", remedy: "be-diagnose codes lists them")
        }
        return try context.answer(
            "codes", text: KnowledgeText.code(entry), result: ["code": KnowledgeValue.code(entry)])
    }
}
