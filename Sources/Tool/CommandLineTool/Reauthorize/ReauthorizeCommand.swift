internal import Arguments
internal import Model
internal import Reauthorization

/// `reauthorize`: businesses that were marked unauthorized after a 401.
enum ReauthorizeCommand {
    private static let definition = Command(
        "reauthorize", summary: "Reauthorize businesses after a 401: plan, then apply.",
        description: """
            A 401 while an integration runs marks the business unauthorized, and it does not run until it is \
            reauthorized. `plan` says what would be done, `apply` does it and leaves a receipt, `resume` continues after \
            a stop.
            """,
        examples: [
            Example(
                "be-diagnose reauthorize plan --from-logs export.ndjson --to plan.json", "What would be reauthorized?"),
            Example("be-diagnose reauthorize apply plan.json", "Do it."),
        ], exitNotes: exitNotes([0, 1, 2, 64, 65, 73, 77, 78, 130]))

    static let command = ToolCommand(
        definition,
        [
            ReauthorizePlanCommand.command, ReauthorizeApplyCommand.command, ReauthorizeResumeCommand.command,
            ReauthorizeStatusCommand.command, ReauthorizeConfirmCommand.command,
        ])

    /// What the codes of these commands mean.
    static func exitNotes(_ codes: Set<Int>) -> [ExitNote] {
        ExitMeanings.all.filter { codes.contains($0.code) }.map { ExitNote($0.code, own[$0.code] ?? $0.meaning) }
    }

    private static let own = [
        0: "all are authorized, or there is nothing to do", 1: "some cannot be; each finding says who has to act",
        2: "refused, not agreed to, open, or not decided", 73: "cannot write the output or the journal",
        130: "interrupted; the write in progress was finished, and `resume` continues",
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

    /// The run that is asked for, or the newest that fits; a number without a run is exit 64.
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
                throw .usage("no run \(asked)", remedy: existing(newest))
            }
            return record
        }
        for run in stride(from: newest, to: 0, by: -1) {
            guard let record = RunRecord(entries.filter { $0.run == run }) else { continue }
            if !openOnly || (record.isOpen && !record.isByHand) { return record }
        }
        return nil
    }

    /// What is said where there is no run to go on with or to show.
    static func nothing(_ text: String, _ context: CommandContext) throws(CommandError) -> Int32 {
        try context.answer(RefusalReport.nothingToDo(text))
    }

    /// The run's number as an operand.
    static func number(_ parsed: ParsedCommand) throws(CommandError) -> Int? {
        guard let text = parsed.operands.first else { return nil }
        guard let number = Int(text), number > 0 else {
            throw .usage("'\(text)' is not a run's number", remedy: "the receipt shows it; for example: 3")
        }
        return number
    }

    private static func existing(_ newest: Int) -> String {
        switch newest {
        case 0: "there is no run yet; 'be-diagnose reauthorize apply PLAN' starts one"
        case 1: "the only run is 1"
        default: "runs: 1 to \(newest)"
        }
    }
}
