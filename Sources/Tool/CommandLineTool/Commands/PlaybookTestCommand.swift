internal import Arguments
internal import LogAnalysis
internal import Model
internal import Reporting

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
        for name in given {
            guard let playbook = set.playbook(named: name) else {
                throw CommandError(
                    ExitCode.usage, "\(name): no such playbook",
                    remedy: "one of \(set.playbooks.map(\.name).joined(separator: ", "))")
            }
            names.insert(playbook.name)
        }
        return given.isEmpty ? nil : names
    }
}

extension CommandContext {
    /// Writes what a check of playbooks came to, and returns its exit code (design.md D23).
    func answer(faults: [PlaybookFault], _ counts: [(name: String, count: Int)]) throws(CommandError) -> Int32 {
        if reportFormat.isForPersons, !faults.isEmpty {
            for fault in faults { console.complain(fault.description) }
            return 1
        }
        let text = counts.map { "\($0.count) \($0.count == 1 ? String($0.name.dropLast()) : $0.name)" }
        let listed = faults.map { fault in
            PlainValue.object([
                PlainMember("file", .text(fault.file)), PlainMember("line", .integer(fault.line)),
                PlainMember("column", .integer(fault.column)), PlainMember("text", .text(fault.text)),
            ])
        }
        return try answer(
            "playbook", text: text.joined(separator: ", ") + ": nothing wrong\n",
            result: .object(
                counts.map { PlainMember($0.name, .integer($0.count)) } + [PlainMember("faults", .list(listed))]),
            isProblem: !faults.isEmpty)
    }
}
