internal import Arguments
internal import Model
internal import Reauthorization
internal import Services

/// `reauthorize apply`: proves, writes one business and reads it back, then the rest.
enum ReauthorizeApplyCommand {
    static let definition = Command(
        "apply", summary: "Carry a plan out: one business first, then the rest.",
        description: """
            Refuses a plan that expired, was edited, belongs to another version, or whose credentials have changed. Proves \
            each credential once, asks, writes one business and reads it back, then batches that stop at the first \
            unexpected answer. Each write is in the journal before it is sent. Ctrl-C finishes the write in flight; \
            `resume` goes on. Where the profile has no request for it, a checklist for the dashboard is printed.
            """,
        operands: [Operand("PLAN", completion: .files)],
        options: [
            ReauthorizeOptions.yes, ReauthorizeOptions.concurrency, ReauthorizeOptions.dryRun,
            ReauthorizeOptions.dashboardDone, ReauthorizeOptions.retryLogin,
        ] + NetworkOptions.all,
        examples: [
            Example("be-diagnose reauthorize apply plan.json --dry-run", "Everything but the writes, which are shown."),
            Example("be-diagnose reauthorize apply plan.json", "Asks before it writes."),
            Example(
                "be-diagnose reauthorize apply plan.json --yes 12 --format markdown --output receipt.md",
                "In a script; the receipt for the ticket."),
        ], exitNotes: ReauthorizeCommand.exitNotes)

    static let run: Commands.Runner = { (parsed, everywhere) throws(CommandFault) -> Int32 in
        let playbooks = try Shelf(folders: everywhere.playbookFolders).checked()
        let bytes = try WholeFile.read(parsed.operands.first ?? "")
        let network = try Network(parsed, everywhere)
        let desk = try RepairDesk(network, playbooks, everywhere.console)
        let plan: Plan
        let journal: Journal
        let lock: RunLock
        let access: CredentialAccess
        do throws(JournalFault) {
            lock = try RunLock(desk.folder)
            journal = try Journal(desk.folder)
        } catch {
            return try RefusalReport.write(error, playbooks, everywhere)
        }
        defer { withExtendedLifetime(lock) {} }
        do throws(PlanRefusal) {
            plan = try PlanFile.read(bytes, desk.digest)
            try PlanSurroundings(desk).check(plan)
            if let run = try used(plan, journal) { throw PlanRefusal.used(run: run) }
        } catch {
            return try RefusalReport.write(error, playbooks, everywhere)
        }
        access = try CredentialAccess(desk)
        do throws(PlanRefusal) {
            try CredentialLooker(desk: desk, access: access, plan: plan).check()
        } catch {
            return try RefusalReport.write(error, playbooks, everywhere)
        }
        let count = plan.willAuthorize.count
        if count == 0 {
            return try everywhere.write(
                PlanReport(plan: plan, playbooks: playbooks, coverage: Coverage(), path: nil).report)
        }
        try TemplateTrial(desk: desk, plan: plan).check()
        let session = RunSession(desk: desk, access: access, playbooks: playbooks, journal: journal)
        let concurrency = parsed[ReauthorizeOptions.concurrency] ?? 4
        let retries = parsed.isSet(ReauthorizeOptions.retryLogin)
        if parsed.isSet(ReauthorizeOptions.dryRun), desk.canAuthorize {
            guard let record = session.rehearse(plan, concurrency: concurrency, retriesLogins: retries) else {
                throw CommandFault(ExitCode.internal, "the rehearsal left no record")
            }
            return try everywhere.write(
                RunReport(record: record, playbooks: playbooks, wayBack: [], isDryRun: true).report)
        }
        if parsed.isSet(ReauthorizeOptions.dryRun) {
            // Without the profile's requests nothing would be sent.
            return try everywhere.write(
                PlanReport(plan: plan, playbooks: playbooks, coverage: Coverage(), path: nil).report)
        }
        if plan.needsDashboard, desk.canAuthorize,
            case .failure(let refused) = Consent.dashboardDone(
                parsed.isSet(ReauthorizeOptions.dashboardDone), everywhere.console)
        {
            return try RefusalReport.write(ReauthorizeCodes.notAgreed, refused.text, playbooks, everywhere)
        }
        // A checklist changes nothing, so that nobody need agree to it.
        let yes = parsed[ReauthorizeOptions.yes]
        if desk.canAuthorize || yes != nil,
            case .failure(let refused) = Consent.given(count, yes: yes, everywhere.console)
        {
            return try RefusalReport.write(ReauthorizeCodes.notAgreed, refused.text, playbooks, everywhere)
        }
        let run: Int
        do throws(JournalFault) {
            run = try session.begin(plan, byHand: !desk.canAuthorize)
            guard let record = RunRecord(try journal.entries(ofRun: run)) else {
                throw JournalFault.damaged(sequence: 1)
            }
            if desk.canAuthorize {
                try session.carryOn(run, record, concurrency: concurrency, retriesLogins: retries)
            } else {
                try ByHand(session: session, run: run, record: record, retriesLogins: retries).prove()
            }
        } catch {
            return try RefusalReport.write(error, playbooks, everywhere)
        }
        return try ReauthorizeCommand.receipt(run, session, everywhere)
    }

    /// The run that has used a plan.
    private static func used(_ plan: Plan, _ journal: Journal) throws(PlanRefusal) -> Int? {
        guard let entries = try? journal.entries() else { return nil }
        return entries.first { $0.kind == "started" && $0.body.contains("\"id\":\"\(plan.id)\"") }?.run
    }
}

/// Makes every request that a plan needs, without sending it: a template that cannot be filled ends the command before
/// anything is written.
struct TemplateTrial {
    let desk: RepairDesk
    let plan: Plan

    func check() throws(CommandFault) {
        do throws(PlatformError) {
            if desk.canAuthorize {
                for business in plan.willAuthorize {
                    _ = try desk.platform.marking(business.number, group: business.group)
                }
            }
            if !plan.needsDashboard {
                for update in plan.updates {
                    _ = try desk.platform.updating(group: update.group, business: update.business, [])
                }
            }
        } catch {
            throw CommandFault(
                ExitCode.configuration, desk.playbooks.sentence(error, doing: "Making the request"),
                remedy: "mend the request in the profile")
        }
    }
}
