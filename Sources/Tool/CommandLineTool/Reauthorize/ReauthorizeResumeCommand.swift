internal import Arguments
internal import Model
internal import Reauthorization

/// `reauthorize resume`: goes on where a run stopped, was interrupted or was killed.
enum ReauthorizeResumeCommand {
    static let definition = Command(
        "resume", summary: "Go on with a run that stopped, was interrupted or was killed.",
        description: """
            Asks nothing: the consent to `apply` holds. It relies on the proofs in the journal, reads each state before it \
            writes, and never logs in to Allscripts a second time.
            """,
        operands: [Operand("RUN", .optional, help: "The run's number; without it the newest open one.")],
        options: [ReauthorizeOptions.concurrency] + NetworkOptions.all,
        examples: [Example("be-diagnose reauthorize resume", "The newest open run.")],
        exitNotes: ReauthorizeCommand.exitNotes)

    static let run: Commands.Runner = { (parsed, everywhere) throws(CommandFault) -> Int32 in
        let asked = try ReauthorizeCommand.number(parsed)
        let playbooks = try Shelf(folders: everywhere.playbookFolders).checked()
        let network = try Network(parsed, everywhere)
        let desk = try RepairDesk(network, playbooks, everywhere.console)
        let journal: Journal
        let lock: RunLock
        do throws(JournalFault) {
            lock = try RunLock(desk.folder)
            journal = try Journal(desk.folder)
        } catch {
            return try RefusalReport.write(error, playbooks, everywhere)
        }
        defer { withExtendedLifetime(lock) {} }
        guard let record = try ReauthorizeCommand.choose(asked, journal, openOnly: true) else {
            throw CommandFault(
                ExitCode.usage, "no run is open", remedy: "be-diagnose reauthorize status shows the newest")
        }
        if record.isByHand {
            throw CommandFault(
                ExitCode.usage, "run \(record.run) is done by hand",
                remedy: "be-diagnose reauthorize confirm --run \(record.run) BUSINESS…")
        }
        let access = try CredentialAccess(desk)
        let session = RunSession(desk: desk, access: access, playbooks: playbooks, journal: journal)
        if !record.isOpen { return try ReauthorizeCommand.receipt(record.run, session, everywhere) }
        do throws(PlanRefusal) {
            let surroundings = PlanSurroundings(desk)
            try surroundings.check(record.plan, age: false)
            try CredentialLooker(desk: desk, access: access, plan: record.plan).check()
        } catch {
            return try RefusalReport.write(error, playbooks, everywhere)
        }
        try TemplateTrial(desk: desk, plan: record.plan).check()
        do throws(JournalFault) {
            let who = PlainValue.object([PlainMember("who", .text(RunSession.who))])
            try journal.append(run: record.run, kind: "resumed", body: who.json)
            try session.carryOn(
                record.run, record, concurrency: parsed[ReauthorizeOptions.concurrency] ?? 4, retriesLogins: false)
        } catch {
            return try RefusalReport.write(error, playbooks, everywhere)
        }
        return try ReauthorizeCommand.receipt(record.run, session, everywhere)
    }
}
