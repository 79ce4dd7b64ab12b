internal import Arguments
internal import Model
internal import Reauthorization
internal import Services
internal import Support

/// `reauthorize status`: the receipt of a run again, after a check of the full journal.
enum ReauthorizeStatusCommand {
    private static let definition = Command(
        "status", summary: "Show a run's receipt again, and check the journal.",
        description: """
            Makes no network calls. Checks every entry of the journal; --head also compares it with a receipt, so that a \
            missing end is noticed.
            """,
        operands: [Operand("RUN", .optional, help: "The run's number; without it the newest.")],
        options: [ReauthorizeOptions.head],
        examples: [
            Example("be-diagnose reauthorize status", "The newest run."),
            Example("be-diagnose reauthorize status 3 --format markdown", "Run 3, for a ticket."),
        ], exitNotes: ReauthorizeCommand.exitNotes([0, 1, 2, 64, 73, 78]))

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
            return try ReauthorizeCommand.nothing(
                "There is no run yet. be-diagnose reauthorize apply PLAN starts one.", context)
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
