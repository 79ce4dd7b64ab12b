internal import Arguments
internal import Lookup
internal import Model
internal import Reporting
internal import Services

/// `practice`: is a practice id valid for us, and if not, which one was meant.
enum PracticeCommand {
    private static let name = Option(
        "name", placeholder: "TEXT", help: "What the client calls the practice.",
        details:
            "Without ID: practices with this name. With ID: suggests practices with a similar name, and reports a valid "
            + "ID with another name.")

    private static let definition = Command(
        "practice", summary: "Is an athenahealth practice ID valid, and if not, which is?",
        description: """
            Asks athenahealth for the practices that our key can see, and whether an ID that is not among them exists. \
            It distinguishes a mistyped ID, a practice that has not granted us access, the wrong environment and refused \
            credentials. Without ID, it lists all practices that our key can see.
            """,
        operands: [Operand("ID", .any, help: "Practice IDs. Without: all practices.")],
        options: [name],
        examples: [
            Example("be-diagnose practice", "All practices that our key can see."),
            Example("be-diagnose practice --name riverbend", "Those with this name."),
            Example("be-diagnose practice 10021", "Is it valid, and whose is it?"),
            Example("be-diagnose practice 10012 --name 'Riverbend Family Health'", "Which one was meant?"),
            Example("be-diagnose practice --profile sandbox 10021 99999", "Against be-sandbox on this machine."),
        ], exitNotes: ExitMeanings.ofCalling)

    static let command = ToolCommand(definition) { (parsed, context) async throws(CommandError) -> Int32 in
        let playbooks = try context.playbooks()
        let network = try context.services(parsed)
        let waiting = WaitingNote("Asking athenahealth", context.console)
        defer { waiting.end() }
        let words = network.words(playbooks)
        if parsed.operands.isEmpty { return try await list(parsed, network, playbooks, context) }
        var facts = parsed.operands.map { PracticeFacts(asked: $0) }
        var around = PracticeSurroundings(
            listing: .read([], isComplete: true), environment: network.environment, name: parsed[name])
        var missing: [String] = []
        // An id that cannot be one needs no call, and so no credential.
        if facts.contains(where: { (try? $0.id.get()) != nil }) {
            let lookup = PracticeLookup(
                access: try AthenahealthAccess(network, network.profile),
                counterpart: AthenahealthAccess.counterpart(network), words: words, name: parsed[name])
            (facts, around, missing) = await lookup.gather(facts)
        }
        let (rows, notes) = PracticeJudge(around, playbooks).judge(facts, missing: missing)
        let answer = PracticeAnswer(rows, notes, profile: network.profile.name, environment: around.environment)
        return try context.answer(
            Report(
                command: "practice", headline: answer.headline,
                result: PracticeView.result(rows, environment: around.environment),
                view: answer.blocks, viewTellsFindings: true, coverage: Coverage(gaps: notes.gaps),
                findings: notes.findings))
    }

    private static func list(
        _ parsed: ParsedCommand, _ network: Network, _ playbooks: PlaybookSet, _ context: CommandContext
    ) async throws(CommandError) -> Int32 {
        let lookup = PracticeLookup(
            access: try AthenahealthAccess(network, network.profile), counterpart: nil, words: network.words(playbooks),
            name: parsed[name])
        let (_, around, missing) = await lookup.gather([])
        let (rows, notes) = PracticeJudge(around, playbooks).list(missing: missing)
        return try context.answer(
            Report(
                command: "practice",
                headline: PracticeView.headline(ofList: rows, name: parsed[name], notes),
                result: PracticeView.result(rows, environment: around.environment),
                view: PracticeView.list(rows) + FindingParts.blocks(notes.findings), viewTellsFindings: true,
                coverage: Coverage(gaps: notes.gaps),
                findings: notes.findings))
    }
}
