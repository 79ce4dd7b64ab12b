internal import Arguments
internal import Model
internal import Reauthorization

/// `reauthorize`: businesses that were marked unauthorized after a 401.
enum ReauthorizeCommand {
    private static let definition = Command(
        "reauthorize", summary: "Authorize businesses again after a 401: plan, prove, apply, receipt.",
        description: """
            A 401 while an integration runs marks the business unauthorized, and it does not run until it is authorized \
            again. `plan` says what would be done, `apply` does it and leaves a receipt, `resume` goes on after a stop.
            """,
        examples: [
            Example(
                "be-diagnose reauthorize plan --from-logs export.ndjson --to plan.json", "What would be authorized?"),
            Example("be-diagnose reauthorize apply plan.json", "Do it."),
        ])

    static let command = ToolCommand(
        definition,
        [
            ReauthorizePlanCommand.command, ReauthorizeApplyCommand.command, ReauthorizeResumeCommand.command,
            ReauthorizeStatusCommand.command, ReauthorizeConfirmCommand.command,
        ])

    static let exitNotes = [
        ExitNote(130, "interrupted; the write in flight was finished, and `resume` goes on"),
        ExitNote(0, "all are authorized"), ExitNote(1, "some cannot be; each finding says who has to act"),
        ExitNote(2, "refused, not agreed to, open, or not decided"), ExitNote(65, "the file cannot be read"),
        ExitNote(73, "the journal cannot be written"),
    ]

    /// The receipt of a run, from the journal alone.
    static func receipt(
        _ run: Int, _ session: RunSession, _ context: CommandContext, _ again: RepeatedOptions,
        isResumedInVain: Bool = false
    ) throws(CommandError) -> Int32 {
        let record: RunRecord?
        do throws(JournalError) { record = RunRecord(try session.journal.entries(ofRun: run)) } catch {
            return try context.answer(RefusalReport.report(error, session.context.playbooks))
        }
        guard let record else { return try unreadable(run, session.context.playbooks, context) }
        let code = try context.answer(
            RunReport(
                record: record, playbooks: session.context.playbooks,
                wayBack: RollbackRequests.requests(record, session.context), again: again,
                isResumedInVain: isResumedInVain, listsAll: context.listsAll
            )
            .report)
        return Interruption.isWanted ? 130 : code
    }

    /// A run whose entries hold no plan.
    static func unreadable(
        _ run: Int, _ playbooks: PlaybookSet, _ context: CommandContext
    ) throws(CommandError) -> Int32 {
        try context.answer(
            RefusalReport.report(
                ReauthorizeCodes.damaged, "The entries of run \(run) are not those of a run.", playbooks))
    }

    /// The run that is asked for, or the newest that fits; a number that is no run is exit 64.
    static func choose(_ asked: Int?, _ journal: Journal, openOnly: Bool) throws(CommandError) -> RunRecord? {
        let newest: Int
        let entries: [JournalEntry]
        do throws(JournalError) {
            newest = try journal.newestRun()
            entries = try journal.entries()
        } catch {
            throw CommandError(ExitCode.cannotWrite, "the journal cannot be read", remedy: "check the disk")
        }
        if let asked {
            guard let record = RunRecord(entries.filter { $0.run == asked }) else {
                throw .usage("\(asked): no such run", remedy: newest == 0 ? "there is none yet" : "1 to \(newest)")
            }
            return record
        }
        for run in stride(from: newest, to: 0, by: -1) {
            guard let record = RunRecord(entries.filter { $0.run == run }) else { continue }
            if !openOnly || (record.isOpen && !record.isByHand) { return record }
        }
        return nil
    }

    /// The run's number as an operand.
    static func number(_ parsed: ParsedCommand) throws(CommandError) -> Int? {
        guard let text = parsed.operands.first else { return nil }
        guard let number = Int(text), number > 0 else {
            throw .usage("\(text): is no run", remedy: "a run's number, as the receipt shows it")
        }
        return number
    }
}
