internal import Arguments
internal import Glibc
internal import Model
internal import Reauthorization
internal import Services
internal import Support

/// `reauthorize plan`: reads only; what would be authorized, and what has to happen first.
enum ReauthorizePlanCommand {
    static let definition = Command(
        "plan", summary: "Read states, try each credential once, and say what would be authorized.",
        description: """
            Reads each business's mapping and group, tries each credential once, and decides for each business: will \
            authorize, already authorized, credentials fail, not granted, wrong practice, unknown or not found. Nothing is \
            written. --to saves the plan, which holds for an hour.
            """,
        operands: [Operand("BUSINESS", .any, help: "Business numbers.")],
        options: [
            ReauthorizeOptions.from, ReauthorizeOptions.fromLogs, ReauthorizeOptions.enterprise,
            ReauthorizeOptions.integration, ReauthorizeOptions.practice, ReauthorizeOptions.credentials,
            ReauthorizeOptions.to, ReauthorizeOptions.refresh, ReauthorizeOptions.retryLogin,
        ] + NetworkOptions.all,
        examples: [
            Example(
                "be-diagnose reauthorize plan --from-logs export.ndjson --to plan.json",
                "All businesses that show a 401."),
            Example(
                "be-diagnose reauthorize plan --from clinics.csv --enterprise 169990000000001 --to plan.json",
                "From a list, where the group hangs on the enterprise."),
            Example(
                "be-diagnose reauthorize plan 169990000000101 --credentials new.json --to plan.json",
                "With new Allscripts credentials."),
            Example("be-diagnose reauthorize plan --refresh plan.json", "The states anew, without another login."),
        ])

    static let run: Commands.Runner = { (parsed, everywhere) throws(CommandFault) -> Int32 in
        let playbooks = try Shelf(folders: everywhere.playbookFolders).checked()
        if let old = parsed[ReauthorizeOptions.refresh] {
            return try PlanRefresh.run(old, parsed, playbooks, everywhere)
        }
        var list = BusinessList()
        for operand in parsed.operands { try list.add(operand, at: "") }
        for file in parsed.all(ReauthorizeOptions.from) { try list.add(file: file) }
        try list.add(logs: parsed.all(ReauthorizeOptions.fromLogs), playbooks)
        if !everywhere.isQuiet { for remark in list.remarks { everywhere.console.note(remark) } }
        let isFromLogs = !parsed.all(ReauthorizeOptions.fromLogs).isEmpty
        guard !list.numbers.isEmpty || isFromLogs else {
            throw CommandFault(
                ExitCode.usage, "no business is named",
                remedy: "business numbers, --from FILE, or --from-logs FILE")
        }
        let network = try Network(parsed, everywhere)
        let new = try parsed[ReauthorizeOptions.credentials].map { (path) throws(CommandFault) -> NewCredentials in
            let new = try NewCredentials.read(path)
            everywhere.console.learn(new.secrets)
            return new
        }
        let desk = try RepairDesk(network, playbooks, everywhere.console)
        let access = try CredentialAccess(desk)
        let source: PlanMaker.Source? =
            switch parsed[ReauthorizeOptions.integration] {
            case "AthenaHealth": .athenahealth
            case "Allscripts": .allscripts
            default: nil
            }
        let maker = PlanMaker(
            desk: desk,
            reading: PlanReading(
                desk: desk, enterprise: parsed[ReauthorizeOptions.enterprise], sourceID: source?.rawValue),
            proving: ProofMaker(desk: desk, retriesLogins: parsed.isSet(ReauthorizeOptions.retryLogin)),
            practice: parsed[ReauthorizeOptions.practice], new: new, source: source)
        let numbers = list.numbers
        let made = try Blocking.run { () async -> Result<PlanMaker.Made, LedgerFault> in
            do throws(LedgerFault) { return .success(try await maker.make(numbers, access)) } catch {
                return .failure(error)
            }
        }.orFault()
        let usesToken = access.hasClient && made.proofs.contains { $0.kind == .practice }
        if usesToken { desk.count.login() }
        let now = Moment.now
        let plan = Plan(
            id: try PlanStore.newID(), made: now, proved: now, expires: now + Plan.lifetime, tool: Tool.version,
            playbooks: desk.versions, profile: network.profile.name, services: desk.services,
            canAuthorize: desk.canAuthorize,
            needsDashboard: !made.updates.isEmpty && desk.service.requests.updateProperties == nil,
            credentialsFile: parsed[ReauthorizeOptions.credentials].map(PlanStore.absolute), proofs: made.proofs,
            updates: made.updates, businesses: made.businesses, reads: desk.count.reads, logins: desk.count.logins)
        let path = parsed[ReauthorizeOptions.to]
        if let path { try PlanStore.write(plan, to: path, desk.digest) }
        return try everywhere.write(
            PlanReport(plan: plan, playbooks: playbooks, coverage: list.coverage, path: path).report)
    }
}

/// Plans as files.
enum PlanStore {
    static func write(_ plan: Plan, to path: String, _ digest: KeyedDigest) throws(CommandFault) {
        try OutputFile.write(secret: PlanFile.text(plan, digest), to: path)
    }

    static func newID() throws(CommandFault) -> String {
        do throws(KeyedDigestFault) {
            return Hexadecimal.text(Array(try KeyedDigest.newKey().prefix(8)))
        } catch {
            throw CommandFault(StateFault.digest(error))
        }
    }

    static func absolute(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}

extension Result where Failure == LedgerFault {
    /// The value, or the fault as a command's.
    func orFault() throws(CommandFault) -> Success {
        switch self {
        case .success(let value): return value
        case .failure(let fault): throw CommandFault(fault)
        }
    }
}
