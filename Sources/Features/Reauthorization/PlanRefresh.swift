internal import Model
internal import Services
internal import Support

/// `plan --refresh`: the states anew, the proofs as they were.
public enum PlanRefresh {
    /// The plan with the states as they are now; throws where its proofs no longer hold.
    public static func refreshed(
        _ old: Plan, _ desk: RepairDesk, _ access: CredentialAccess
    ) async throws(PlanRefusal) -> Plan {
        try PlanSurroundings(desk).check(old, age: false)
        if Moment.now - old.proved >= Plan.proofLifetime {
            throw PlanRefusal.expired(by: Moment.now - old.proved - Plan.proofLifetime)
        }
        try await CredentialLooker(desk: desk, access: access, plan: old).check()
        let reading = PlanReading(desk: desk, enterprise: nil, sourceID: nil)
        var plan = old
        plan.businesses = await withTaskGroup(of: (Int, PlannedBusiness).self) { group in
            for (index, business) in old.businesses.enumerated() {
                group.addTask { (index, await anew(business, old, reading, desk)) }
            }
            var businesses = old.businesses
            for await (index, business) in group { businesses[index] = business }
            return businesses
        }
        plan.made = Moment.now
        plan.expires = plan.made + Plan.lifetime
        plan.reads = desk.count.reads
        plan.logins = desk.count.logins
        return plan
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
    public init(_ desk: RepairDesk) {
        self.init(
            now: Moment.now, tool: ToolVersion.current, playbooks: desk.versions, profile: desk.network.profile.name,
            services: desk.services)
    }
}
