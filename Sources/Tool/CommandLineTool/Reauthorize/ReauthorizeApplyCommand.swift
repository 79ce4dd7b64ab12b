internal import Arguments
internal import Model
internal import Reauthorization
internal import Services

/// `reauthorize apply`: proves, writes one business and reads it back, then the rest.
enum ReauthorizeApplyCommand {
    private static let definition = Command(
        "apply", summary: "Carry out a plan: one business first, then the rest.",
        description: """
            Refuses a plan that expired, was edited, belongs to another version, or whose credentials have changed. Checks \
            each credential once, asks, writes one business and reads it back, then continues in batches that stop at the \
            first unexpected answer. Each write is in the journal before it is sent. Ctrl-C finishes the write in \
            progress; `resume` continues. If the profile has no request for it, a checklist for the dashboard is printed.
            """,
        operands: [Operand("PLAN", help: "A plan that plan --to saved.", completion: .files)],
        options: [
            ReauthorizeOptions.yes, ReauthorizeOptions.concurrency, ReauthorizeOptions.dryRun,
            ReauthorizeOptions.dashboardDone, ReauthorizeOptions.retryLogin,
        ],
        examples: [
            Example("be-diagnose reauthorize apply plan.json --dry-run", "Everything but the writes, which are shown."),
            Example("be-diagnose reauthorize apply plan.json", "Asks before it writes."),
            Example(
                "be-diagnose reauthorize apply plan.json --yes 12 --format markdown --output receipt.md",
                "In a script; the receipt for the ticket."),
        ], exitNotes: ReauthorizeCommand.exitNotes([0, 1, 2, 64, 65, 73, 77, 78, 130]))

    static let command = ToolCommand(definition) { (parsed, context) async throws(CommandError) -> Int32 in
        let playbooks = try context.playbooks()
        let path = parsed.operands.first ?? ""
        let file = path == "-" ? nil : path
        let bytes = try CommandError.reading(path)
        let network = try context.services(parsed)
        let again = ReauthorizeOptions.repeated(parsed, network)
        let work = try ReauthorizeContext(network, playbooks, context.console)
        let plan: Plan
        let journal: Journal
        do throws(JournalError) { journal = try Journal(work.folder, writes: true) } catch {
            return try context.answer(RefusalReport.report(error, playbooks))
        }
        do throws(PlanRefusal) {
            plan = try PlanFile.read(bytes, work.digest)
            try PlanEnvironment(work).check(plan)
        } catch {
            return try context.answer(RefusalReport.report(error, playbooks, file: file, again: again))
        }
        let earlier: Int?
        do throws(JournalError) { earlier = try journal.run(using: plan) } catch {
            return try context.answer(RefusalReport.report(error, playbooks))
        }
        if let earlier {
            return try context.answer(RefusalReport.report(.used(run: earlier), playbooks, again: again))
        }
        let access = try CredentialAccess(work)
        do throws(PlanRefusal) {
            try await CredentialVerifier(context: work, access: access, plan: plan).check()
        } catch {
            return try context.answer(RefusalReport.report(error, playbooks))
        }
        let count = plan.willAuthorize.count
        if count == 0 {
            return try context.answer(
                PlanReport(
                    plan: plan, playbooks: playbooks, coverage: Coverage(), path: file, again: again,
                    listsAll: context.listsAll
                ).report)
        }
        try work.tryTemplates(of: plan)
        let session = RunSession(context: work, access: access, journal: journal)
        let concurrency = parsed[ReauthorizeOptions.concurrency] ?? 4
        let retries = parsed.isSet(ReauthorizeOptions.retryLogin)
        if parsed.isSet(ReauthorizeOptions.dryRun), work.canAuthorize {
            let record = await session.rehearse(plan, concurrency: concurrency, retriesLogins: retries)
            return try context.answer(
                RunReport(
                    record: record, playbooks: playbooks, wayBack: [], isDryRun: true, again: again, file: file,
                    listsAll: context.listsAll
                ).report)
        }
        if parsed.isSet(ReauthorizeOptions.dryRun) {
            // Without the profile's requests nothing would be sent.
            return try context.answer(
                PlanReport(
                    plan: plan, playbooks: playbooks, coverage: Coverage(), path: file, again: again,
                    listsAll: context.listsAll
                ).report)
        }
        var refused: String?
        if plan.needsDashboard, work.canAuthorize {
            refused = Consent.dashboardRefusal(isSaid: parsed.isSet(ReauthorizeOptions.dashboardDone))
        }
        // A checklist changes nothing, so that no consent is needed.
        let yes = parsed[ReauthorizeOptions.yes]
        if refused == nil, work.canAuthorize || yes != nil {
            refused = Consent.refusal(
                count, yes: yes,
                question: Consent.question(
                    plan, host: work.service.url.origin.host, environment: network.environment))
        }
        if let refused {
            // A person runs the same line again; a script needs the number.
            let number = Consent.isSomebodyThere ? [] : ["--yes", String(count)]
            let command = file.map { again.command(["apply", $0] + number) }
            return try context.answer(
                RefusalReport.report(ReauthorizeCodes.notAgreed, refused, playbooks, command: command))
        }
        let run: Int
        do throws(JournalError) {
            run = try await session.begin(plan, concurrency: concurrency, retriesLogins: retries)
        } catch {
            return try context.answer(RefusalReport.report(error, playbooks))
        }
        return try ReauthorizeCommand.receipt(run, session, context, again)
    }
}
