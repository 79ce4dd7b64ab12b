internal import Arguments
internal import Model
internal import Reauthorization

/// `reauthorize resume`: goes on where a run stopped, was interrupted or was killed.
enum ReauthorizeResumeCommand {
    private static let definition = Command(
        "resume", summary: "Continue a run that stopped, was interrupted or was killed.",
        description: """
            Asks nothing: your consent to `apply` holds. It relies on the credential checks in the journal, reads each \
            state before it writes, and never logs in to Allscripts a second time.
            """,
        operands: [Operand("RUN", .optional, help: "The run's number; without it the newest open one.")],
        options: [ReauthorizeOptions.concurrency],
        examples: [Example("be-diagnose reauthorize resume", "The newest open run.")],
        exitNotes: ReauthorizeCommand.exitNotes([0, 1, 2, 64, 73, 77, 78, 130]))

    static let command = ToolCommand(definition) { (parsed, context) async throws(CommandError) -> Int32 in
        let asked = try ReauthorizeCommand.number(parsed)
        let playbooks = try context.playbooks()
        let network = try context.services(parsed)
        let again = ReauthorizeOptions.repeated(parsed, network)
        let work = try ReauthorizeContext(network, playbooks, context.console)
        let journal: Journal
        do throws(JournalError) { journal = try Journal(work.folder, writes: true) } catch {
            return try context.answer(RefusalReport.report(error, playbooks))
        }
        guard let record = try ReauthorizeCommand.choose(asked, journal, openOnly: true) else {
            return try ReauthorizeCommand.nothing("No run is open; nothing to resume.", context)
        }
        if record.isByHand {
            throw .usage(
                "run \(record.run) is done by hand on the dashboard",
                remedy: again.command(
                    ["confirm", "--run", String(record.run), "BUSINESS…"], profile: record.plan.profile
                )
                .joined(separator: " "))
        }
        let access = try CredentialAccess(work)
        let session = RunSession(context: work, access: access, journal: journal)
        if !record.isOpen {
            return try ReauthorizeCommand.receipt(record.run, session, context, again, isResumedInVain: true)
        }
        do throws(PlanRefusal) {
            let surroundings = PlanEnvironment(work)
            try surroundings.check(record.plan, age: false)
            try await CredentialVerifier(context: work, access: access, plan: record.plan).check()
        } catch {
            return try context.answer(RefusalReport.report(error, playbooks))
        }
        try work.tryTemplates(of: record.plan)
        do throws(JournalError) {
            try await session.resume(record, concurrency: parsed[ReauthorizeOptions.concurrency] ?? 4)
        } catch {
            return try context.answer(RefusalReport.report(error, playbooks))
        }
        return try ReauthorizeCommand.receipt(record.run, session, context, again)
    }
}
