internal import Arguments
internal import Model
internal import Reauthorization
internal import Services
internal import Support

/// `plan --refresh`: the states anew, the proofs as they were.
enum PlanRefresh {
    static func run(
        _ path: String, _ parsed: ParsedCommand, _ playbooks: PlaybookSet, _ everywhere: Everywhere
    ) throws(CommandFault) -> Int32 {
        guard parsed.operands.isEmpty, parsed[ReauthorizeOptions.credentials] == nil else {
            throw CommandFault(
                ExitCode.usage, "--refresh takes no businesses and no credentials: they are in the plan",
                remedy: "be-diagnose reauthorize plan --refresh \(path)")
        }
        let network = try Network(parsed, everywhere)
        let desk = try RepairDesk(network, playbooks, everywhere.console)
        let access = try CredentialAccess(desk)
        let bytes = try WholeFile.read(path)
        let old: Plan
        do throws(PlanRefusal) {
            old = try PlanFile.read(bytes, desk.digest)
            try PlanSurroundings(desk).check(old, age: false)
            if Moment.now - old.proved >= Plan.proofLifetime {
                throw PlanRefusal.expired(by: Moment.now - old.proved - Plan.proofLifetime)
            }
            try CredentialLooker(desk: desk, access: access, plan: old).check()
        } catch {
            return try RefusalReport.write(error, playbooks, everywhere)
        }
        let reading = PlanReading(desk: desk, enterprise: nil, sourceID: nil)
        let businesses = Blocking.run {
            await withTaskGroup(of: (Int, PlannedBusiness).self) { group in
                for (index, business) in old.businesses.enumerated() {
                    group.addTask { (index, await anew(business, old, reading, desk)) }
                }
                var businesses = old.businesses
                for await (index, business) in group { businesses[index] = business }
                return businesses
            }
        }
        var plan = old
        plan.id = try PlanStore.newID()
        plan.made = Moment.now
        plan.expires = plan.made + Plan.lifetime
        plan.businesses = businesses
        plan.reads = desk.count.reads
        plan.logins = desk.count.logins
        let target = parsed[ReauthorizeOptions.to] ?? path
        try PlanStore.write(plan, to: target, desk.digest)
        return try everywhere.write(
            PlanReport(plan: plan, playbooks: playbooks, coverage: Coverage(), path: target).report)
    }

    private static func anew(
        _ business: PlannedBusiness, _ plan: Plan, _ reading: PlanReading, _ desk: RepairDesk
    ) async -> PlannedBusiness {
        var business = business
        guard desk.canRead else { return business }
        switch await reading.mapping(business.number) {
        case .success(let mapping):
            switch mapping.isAuthorized {
            case true:
                (business.before, business.decision) = (.authorized, .alreadyAuthorized)
                business.detail = "The platform says that it is authorized."
            case false:
                business.before = .unauthorized
                let proof = plan.proofs.first { $0.key == business.proof }
                if let proof, RunCalls.isSame(mapping, business, proof) {
                    business.decision = PlannedBusiness.Decision(proof.outcome)
                    business.detail = proof.detail
                } else if business.decision == .alreadyAuthorized || proof != nil {
                    business.decision = .unknown
                    business.detail = "Its credential was not tried for this plan; make a new one."
                }
            case nil:
                (business.before, business.decision) = (.unknown, .unknown)
                business.detail = "The mapping's answer holds none of the states that the profile lists."
            }
        case .failure(.notFound):
            (business.before, business.decision) = (.unknown, .notFound)
            business.detail = "The platform has no mapping of it (404)."
        case .failure(let error):
            (business.before, business.decision) = (.unknown, .unknown)
            business.detail = desk.playbooks.sentence(error, doing: "Reading its mapping")
        }
        return business
    }
}

extension PlanSurroundings {
    /// What holds for the profile in force.
    init(_ desk: RepairDesk) {
        self.init(
            now: Moment.now, tool: Tool.version, playbooks: desk.versions, profile: desk.network.profile.name,
            services: desk.services)
    }
}
