internal import Arguments
internal import Model
internal import Reauthorization
internal import Services
internal import Support

/// `reauthorize status`: the receipt of a run again, after a check of the whole journal.
enum ReauthorizeStatusCommand {
    private static let definition = Command(
        "status", summary: "Show a run's receipt again, and check the journal.",
        description: """
            Calls nobody. Checks every entry of the journal; --head also holds it against a receipt, so that an end that was \
            cut off is noticed.
            """,
        operands: [Operand("RUN", .optional, help: "The run's number; without it the newest.")],
        options: [ReauthorizeOptions.head] + NetworkOptions.all,
        examples: [
            Example("be-diagnose reauthorize status", "The newest run."),
            Example("be-diagnose reauthorize status 3 --format markdown", "Run 3, for a ticket."),
        ], exitNotes: ReauthorizeCommand.exitNotes)

    static let command = ToolCommand(definition) { (parsed, context) async throws(CommandError) -> Int32 in
        let asked = try ReauthorizeCommand.number(parsed)
        let playbooks = try context.playbooks()
        let journal: Journal
        do throws(JournalError) {
            let folder: StateFolder
            do throws(StateError) { folder = try StateFolder() } catch { throw .state(error) }
            journal = try Journal(folder)
            if let head = parsed[ReauthorizeOptions.head] { try journal.verify(holding: head) }
        } catch {
            return try context.answer(RefusalReport.report(error, playbooks))
        }
        guard let record = try ReauthorizeCommand.choose(asked, journal, openOnly: false) else {
            return try context.answer(
                RefusalReport.nothingToDo("There is no run yet. One begins with: be-diagnose reauthorize apply PLAN"))
        }
        // The way back needs the profile; a receipt does without where that is missing.
        var wayBack: [String] = []
        let network = try? context.services(parsed)
        let again = ReauthorizeOptions.repeated(parsed, network)
        if let network,
            let work = try? ReauthorizeContext(network, playbooks, context.console, callsNobody: true)
        {
            wayBack = RollbackRequests.requests(record, work)
        }
        return try context.answer(
            RunReport(
                record: record, playbooks: playbooks, wayBack: wayBack, again: again, listsAll: context.listsAll
            ).report)
    }
}
