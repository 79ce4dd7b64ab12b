internal import Arguments
internal import LogAnalysis
internal import Model
internal import Reporting
internal import Requests
internal import Support

/// `playbook list`, `show` and `lint`: the knowledge base. `test` has a file of its own.
enum PlaybookCommand {
    static let command = ToolCommand(
        Command(
            "playbook", summary: "Show and check playbooks, which hold all knowledge.", hidden: NetworkOptions.all,
            examples: [Example("be-diagnose playbook list", "Active playbooks, with their files.")],
            exitNotes: ExitMeanings.of(0, 1, 64, 73, 78)),
        [list, show, lint, PlaybookTestCommand.command])

    private static let list = ToolCommand(
        Command(
            "list", summary: "List active playbooks with version and date.", hidden: NetworkOptions.all,
            examples: [Example("be-diagnose playbook list --format json", "The same, for a script.")],
            exitNotes: ExitMeanings.of(0, 64, 73, 78, own: [0: "listed"]))
    ) { (parsed, context) async throws(CommandError) -> Int32 in
        let playbooks = try context.playbooks().playbooks
        return try context.answer(
            "playbook", headline: "\(playbooks.count) active playbooks.", view: KnowledgeView.list(playbooks),
            result: ["playbooks": .list(playbooks.map(KnowledgeValue.summary))])
    }

    private static let show = ToolCommand(
        Command(
            "show", summary: "Show what one playbook knows.",
            operands: [Operand("NAME", help: "The playbook's name.", completion: .names("playbooks"))],
            hidden: NetworkOptions.all,
            examples: [Example("be-diagnose playbook show Allscripts", "Fields, reasons, properties, triggers.")],
            exitNotes: ExitMeanings.of(0, 64, 73, 78, own: [0: "shown"]))
    ) { (parsed, context) async throws(CommandError) -> Int32 in
        let (playbooks, calls) = try context.playbookStore(withCalls: true).checkedCalls()
        let playbook = try playbooks.known(parsed.operands.first ?? "")
        return try context.answer(
            "playbook", headline: KnowledgeView.headline(playbook),
            view: KnowledgeView.playbook(playbook, calls, playbooks),
            result: ["playbook": KnowledgeValue.playbook(playbook, calls, playbooks)])
    }

    private static let lint = ToolCommand(
        Command(
            "lint", summary: "Check active playbooks, and yours with --playbooks.", hidden: NetworkOptions.all,
            examples: [Example("be-diagnose playbook lint --playbooks ./mine", "Check your own before using them.")],
            exitNotes: ExitMeanings.of(0, 1, 64, 73, 78, own: [0: "nothing wrong", 1: "something is wrong"]))
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
        "test", summary: "Run the playbooks' examples and check that each condition is needed.",
        description: """
            Each example must give exactly the codes that it names. Each code of a rule needs an example, and each \
            reason a near miss. If any one text, status or field name is taken away, some example must fail. Examples are \
            in examples/ next to the playbooks, in a file with the playbook's name; those of the built-in ones are built \
            in.
            """,
        operands: [Operand("NAME", .any, help: "Only these playbooks.", completion: .names("playbooks"))],
        hidden: NetworkOptions.all,
        examples: [
            Example("be-diagnose playbook test", "All active playbooks."),
            Example("be-diagnose playbook test --playbooks ./mine Allscripts", "One of them, with your own version."),
        ],
        exitNotes: ExitMeanings.of(
            0, 1, 64, 73, 78,
            own: [0: "all examples hold and none is missing", 1: "an example fails or is missing"]))

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
        let names = playbooks.map(\.name)
        if let only = NearestWord.completed(name, among: names), let playbook = playbook(named: only) {
            return playbook
        }
        throw .unknown(
            "no playbook '\(name)'", name, among: names, hints: ["known: \(names.joined(separator: ", "))"])
    }
}

extension CommandContext {
    /// Writes what a check of playbooks came to, and returns its exit code (rules.md D23).
    func answer(faults: [YAMLError], _ counts: [(name: String, count: Int)]) throws(CommandError) -> Int32 {
        if reportFormat.isForPersons, !faults.isEmpty {
            console.fail(faults.map(\.description))
            return 1
        }
        let text = counts.map { "\($0.count) \($0.count == 1 ? String($0.name.dropLast()) : $0.name)" }
        let listed = faults.map { fault -> PlainValue in
            [
                "file": .text(fault.file), "line": .integer(fault.mark.line),
                "column": .integer(fault.mark.column), "text": .text(fault.text),
            ]
        }
        let wrong = Numbers.counted(faults.count, "fault", "faults")
        return try answer(
            "playbook",
            headline: text.joined(separator: ", ") + ": " + (faults.isEmpty ? "nothing wrong" : wrong),
            view: faults.isEmpty ? [] : [.items(faults.map { "- \($0.description)" })],
            result: .object(
                counts.map { PlainMember($0.name, .integer($0.count)) } + [PlainMember("faults", .list(listed))]),
            isProblem: !faults.isEmpty)
    }
}

/// `codes`: the list, or one code explained, offline.
enum CodesCommand {
    private static let definition = Command(
        "codes", summary: "List the codes, or explain one.",
        operands: [
            Operand("CODE", .optional, help: "BE2101, or 2101. Without it: all codes.", completion: .names("codes"))
        ], hidden: NetworkOptions.all,
        examples: [
            Example("be-diagnose codes", "All codes with their titles."),
            Example("be-diagnose codes BE3103", "What it means, what else it could be, what to do."),
        ], exitNotes: ExitMeanings.of(0, 64, 73, 78, own: [0: "shown"]))

    static let command = ToolCommand(definition) { (parsed, context) async throws(CommandError) -> Int32 in
        let playbooks = try context.playbooks()
        let entries = playbooks.playbooks.flatMap(\.codes).sorted { $0.code < $1.code }
        guard let code = parsed.operands.first else {
            return try context.answer(
                "codes", headline: "\(entries.count) codes. To explain one: be-diagnose codes CODE",
                view: KnowledgeView.list(entries), result: ["codes": .list(entries.map(KnowledgeValue.code))])
        }
        let isNumber = !code.isEmpty && code.utf8.allSatisfy { (0x30...0x39).contains($0) }
        let name = (isNumber ? "BE" : "") + code.uppercased()
        guard let entry = playbooks.entry(forCode: name) else {
            throw .unknown(
                "no code '\(code)'", name, among: entries.map(\.code),
                hints: ["'be-diagnose codes' lists them; 'be-diagnose where WORD' searches"])
        }
        return try context.answer(
            "codes", headline: KnowledgeView.headline(entry),
            view: KnowledgeView.code(entry, fill: QueryTemplate.usual(for: entry.code, playbooks.playbooks).fill),
            result: ["code": KnowledgeValue.code(entry)])
    }
}
