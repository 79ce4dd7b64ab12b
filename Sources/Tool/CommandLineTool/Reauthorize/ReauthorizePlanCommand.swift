internal import Arguments
internal import Glibc
internal import Lookup
internal import Model
internal import Reauthorization
internal import Reporting
internal import Services
internal import Support

/// `reauthorize plan`: reads only; what would be authorized, and what has to happen first.
enum ReauthorizePlanCommand {
    private static let definition = Command(
        "plan", summary: "Read states, check each credential once, say what would be done.",
        description: """
            Reads each business's mapping and group, checks each credential once, and sorts the businesses: ready, \
            already authorized, credentials refused, client must act, wrong practice ID, unknown, or not found. Nothing is \
            changed. --to saves the plan, which is valid for an hour.
            """,
        operands: [Operand("BUSINESS", .any, help: "Business numbers.")],
        options: [
            ReauthorizeOptions.from, ReauthorizeOptions.fromLogs, ReauthorizeOptions.enterprise,
            ReauthorizeOptions.integration, ReauthorizeOptions.practice, ReauthorizeOptions.credentials,
            ReauthorizeOptions.to, ReauthorizeOptions.refresh, ReauthorizeOptions.retryLogin,
        ],
        examples: [
            Example(
                "be-diagnose reauthorize plan --from-logs export.ndjson --to plan.json",
                "All businesses that show a 401."),
            Example(
                "be-diagnose reauthorize plan --from clinics.csv --enterprise 169990000000001 --to plan.json",
                "From a list, where the enterprise owns the group."),
            Example(
                "be-diagnose reauthorize plan 169990000000101 --credentials new.json --to plan.json",
                "With new Allscripts credentials."),
            Example("be-diagnose reauthorize plan --refresh plan.json", "The states again, without another login."),
        ], exitNotes: ExitMeanings.of(0, 1, 2, 64, 65, 73, 77, 78, 130))

    static let command = ToolCommand(definition) { (parsed, context) async throws(CommandError) -> Int32 in
        let playbooks = try context.playbooks()
        if let old = parsed[ReauthorizeOptions.refresh] {
            return try await refresh(old, parsed, playbooks, context)
        }
        var list = BusinessList()
        for operand in parsed.operands { try list.add(operand, at: "") }
        context.announceInput(parsed.all(ReauthorizeOptions.from), "the business numbers")
        context.announceInput(parsed.all(ReauthorizeOptions.fromLogs), "the log")
        for file in parsed.all(ReauthorizeOptions.from) { try list.add(file: file) }
        try list.add(logs: parsed.all(ReauthorizeOptions.fromLogs), playbooks)
        if !context.isQuiet { for remark in list.remarks { context.console.note(remark) } }
        let isFromLogs = !parsed.all(ReauthorizeOptions.fromLogs).isEmpty
        guard !list.numbers.isEmpty || isFromLogs else {
            throw .usage(
                "no business given", remedy: "use numbers, --from FILE or --from-logs FILE")
        }
        let network = try context.services(parsed)
        let new = try parsed[ReauthorizeOptions.credentials].map { (path) throws(CommandError) -> NewCredentials in
            let new = try NewCredentials.read(path)
            context.console.learn(new.secrets)
            return new
        }
        let work = try ReauthorizeContext(network, playbooks, context.console)
        let source: Planner.Source? =
            switch parsed[ReauthorizeOptions.integration] {
            case "AthenaHealth": .athenahealth
            case "Allscripts": .allscripts
            default: nil
            }
        let planner = try Planner(
            work, enterprise: parsed[ReauthorizeOptions.enterprise], practice: parsed[ReauthorizeOptions.practice],
            source: source, new: new, credentialsFile: parsed[ReauthorizeOptions.credentials],
            retriesLogins: parsed.isSet(ReauthorizeOptions.retryLogin),
            neighbors: { PracticeNeighbours.near($0, in: $1, playbooks) })
        context.console.progress("Checking \(Numbers.counted(list.numbers.count, "business", "businesses"))")
        let plan = try await planner.plan(list.numbers)
        context.console.endProgress()
        let path = parsed[ReauthorizeOptions.to]
        if let path { try PlanFile.write(plan, to: path, work.digest) }
        return try context.answer(
            PlanReport(
                plan: plan, playbooks: playbooks, coverage: list.coverage, path: path,
                otherFailures: list.otherFailures, again: ReauthorizeOptions.planned(parsed, network),
                listsAll: context.listsAll
            ).report)
    }

    /// `plan --refresh`: the states again, the proofs as they were.
    private static func refresh(
        _ path: String, _ parsed: ParsedCommand, _ playbooks: PlaybookSet, _ context: CommandContext
    ) async throws(CommandError) -> Int32 {
        guard parsed.operands.isEmpty, parsed[ReauthorizeOptions.credentials] == nil else {
            throw .usage(
                "--refresh takes no businesses and no credentials: they are in the plan",
                remedy: "be-diagnose reauthorize plan --refresh \(path)")
        }
        let network = try context.services(parsed)
        let again = ReauthorizeOptions.repeated(parsed, network)
        let work = try ReauthorizeContext(network, playbooks, context.console)
        let access = try CredentialAccess(work)
        let bytes = try CommandError.reading(path)
        let plan: Plan
        let newID = try PlanFile.newID()
        do throws(PlanRefusal) {
            plan = try await PlanRefresh.refreshed(try PlanFile.read(bytes, work.digest), work, access, newID: newID)
        } catch {
            return try context.answer(RefusalReport.report(error, playbooks))
        }
        let target = parsed[ReauthorizeOptions.to] ?? path
        try PlanFile.write(plan, to: target, work.digest)
        return try context.answer(
            PlanReport(
                plan: plan, playbooks: playbooks, coverage: Coverage(), path: target, again: again,
                listsAll: context.listsAll
            ).report)
    }
}
