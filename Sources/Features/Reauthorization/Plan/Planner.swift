public import Model
internal import Services
internal import Support

/// Makes a plan: what was read, each credential tried once, and what is to become of each business.
public struct Planner: Sendable {
    /// athenahealth and Allscripts, by the numbers that the platform gives them (company support articles).
    public enum Source: Int, Sendable { case athenahealth = 27, allscripts = 32 }

    private let context: ReauthorizeContext
    private let access: CredentialAccess
    private let reading: PlanReading
    private let proving: CredentialProver
    private let practice: String?
    private let source: Source?
    private let new: NewCredentials?
    /// The file of the new credentials.
    private let credentialsFile: String?
    private let neighbors: @Sendable (String, [Practice]) -> [NearMiss]

    /// - Parameters:
    ///   - enterprise: Where the group hangs, if the user said so.
    ///   - practice: `--practice`: where no mapping says it.
    ///   - neighbors: Practices of our list that a wrong id may stand for, likeliest first.
    public init(
        _ context: ReauthorizeContext, enterprise: String?, practice: String?, source: Source?,
        new: NewCredentials?, credentialsFile: String?, retriesLogins: Bool,
        neighbors: @escaping @Sendable (String, [Practice]) -> [NearMiss]
    ) throws(CommandError) {
        self.context = context
        access = try CredentialAccess(context)
        reading = PlanReading(context: context, enterprise: enterprise, sourceID: source?.rawValue)
        proving = CredentialProver(context: context, retriesLogins: retriesLogins)
        self.practice = practice
        self.source = source
        self.new = new
        self.credentialsFile = credentialsFile
        self.neighbors = neighbors
    }

    /// What a business depends on, or why that is not known.
    private enum CredentialRequirement {
        case practice(String)
        case account(AllscriptsAccount, number: String)
        case open(String)
    }

    private struct Row {
        var business: PlanReading.Business
        var before = PlannedBusiness.State.unknown
        var decision: PlannedBusiness.Decision?
        var detail = ""
        var need: CredentialRequirement?
        var key: String?
    }

    /// Reads, proves and decides.
    public func plan(_ numbers: [String]) async throws(CommandError) -> Plan {
        let (businesses, proofs, updates) = try await decisions(on: numbers)
        if access.hasClient, proofs.contains(where: { $0.kind == .practice }) { context.count.login() }
        let now = Timestamp.now
        return Plan(
            id: try PlanFile.newID(), made: now, proved: now, expires: now + Plan.lifetime, tool: ToolVersion.current,
            playbooks: context.versions, profile: context.network.profile.name, services: context.services,
            canAuthorize: context.canAuthorize, readsMappings: context.canAuthorize ? nil : context.canRead,
            needsDashboard: !updates.isEmpty && context.service.requests.updateProperties == nil,
            credentialsFile: credentialsFile.map(PlanFile.absolute), proofs: proofs, updates: updates,
            businesses: businesses, reads: context.count.reads, logins: context.count.logins)
    }

    /// The parts of a plan that calls bring.
    private func decisions(
        on numbers: [String]
    ) async throws(CommandError) -> (businesses: [PlannedBusiness], proofs: [PlannedProof], updates: [PlannedUpdate]) {
        var rows = await reading.read(numbers).map { Row(business: $0) }
        for index in rows.indices {
            look(&rows[index])
            if rows[index].decision == nil {
                rows[index].need = need(of: rows[index].business)
                rows[index].key = rows[index].need.flatMap { key($0) }
            }
        }
        var proofs: [String: PlannedProof] = [:]
        for row in rows {
            guard let key = row.key, proofs[key] == nil, let need = row.need else { continue }
            proofs[key] = try await prove(need, key)
        }
        await nameNeighbours(&proofs)
        for index in rows.indices where rows[index].decision == nil { decide(&rows[index], proofs) }
        let businesses = rows.map { row in
            PlannedBusiness(
                number: row.business.number, before: row.before, decision: row.decision ?? .unknown, proof: row.key,
                group: group(of: row.business), detail: row.detail)
        }
        return (businesses, proofs.values.sorted { $0.key < $1.key }, updates(rows))
    }

    private func group(of business: PlanReading.Business) -> String? {
        (try? business.mapping?.get())?.group ?? (try? business.group?.get())?.id
    }

    private func look(_ row: inout Row) {
        guard let mapping = row.business.mapping else { return }
        let state = MappingState(mapping)
        row.before = state.before
        if let (decision, why) = state.decision(context.playbooks) { (row.decision, row.detail) = (decision, why) }
    }

    /// What the business's credential is.
    private func need(of business: PlanReading.Business) -> CredentialRequirement {
        let mapping = try? business.mapping?.get()
        let practice = mapping?.properties["practiceid"] ?? practice
        let group = try? business.group?.get()
        var source = group?.sourceID.flatMap(Source.init) ?? source
        if source == nil, practice != nil { source = .athenahealth }
        if source == nil, new != nil { source = .allscripts }
        switch source {
        case .athenahealth:
            guard let practice else {
                return .open("Its athenahealth practice is not in the mapping, and --practice does not give it.")
            }
            return .practice(practice)
        case .allscripts:
            if group == nil, new == nil { return .open(groupWords(business)) }
            guard let unity = access.unity else { return .open("Unity is not set up in the profile.") }
            do throws(AllscriptsAccount.Missing) {
                let account = try AllscriptsAccount(
                    group: group, new: new, keys: AllscriptsAccount.Keys(context.playbooks), user: unity.user,
                    prefix: unity.service.usernamePrefix)
                return .account(account, number: business.groupNumber ?? business.number)
            } catch {
                return .open(error.rawValue)
            }
        case nil: return .open(groupWords(business))
        }
    }

    private func groupWords(_ business: PlanReading.Business) -> String {
        switch business.group {
        case .failure(let error):
            let number = business.groupNumber ?? business.number
            return context.playbooks.sentence(error, doing: "Reading the group of \(number)")
                + " If the group hangs on the enterprise, name it with --enterprise."
        case .success, nil: return "Its integration is not known; name it with --integration."
        }
    }

    private func key(_ need: CredentialRequirement) -> String? {
        switch need {
        case .practice(let id): "practice:\(id)"
        case .account(let account, _): access.unity.map { "login:\($0.login.fingerprint(account).prefix(16))" }
        case .open: nil
        }
    }

    private func prove(_ need: CredentialRequirement, _ key: String) async throws(CommandError) -> PlannedProof? {
        switch need {
        case .practice(let id):
            guard let athenahealth = access.athenahealth else { return nil }
            let result = await proving.practice(id, athenahealth)
            return PlannedProof(
                key: key, kind: .practice, subject: id, fingerprint: access.clientFingerprint, outcome: result.outcome,
                detail: result.detail)
        case .account(let account, let number):
            guard let unity = access.unity else { return nil }
            let result = try await proving.login(account, unity.login)
            return PlannedProof(
                key: key, kind: .login, subject: number, fingerprint: unity.login.fingerprint(account),
                outcome: result.outcome, detail: result.detail)
        case .open: return nil
        }
    }

    private func nameNeighbours(_ proofs: inout [String: PlannedProof]) async {
        guard let athenahealth = access.athenahealth else { return }
        let wrong = proofs.values.filter { $0.outcome == .wrongPractice }
        if wrong.isEmpty { return }
        context.count.read()
        guard let practices = try? await athenahealth.client.practices().rows else { return }
        for proof in wrong { proofs[proof.key]?.near = neighbors(proof.subject, practices) }
    }

    private func decide(_ row: inout Row, _ proofs: [String: PlannedProof]) {
        guard let proof = row.key.flatMap({ proofs[$0] }) else {
            row.decision = .unknown
            row.detail = "The profile names no athenahealth, so its practice could not be tried."
            if case .open(let why)? = row.need { row.detail = why }
            return
        }
        row.detail = row.business.mapping == nil ? "Its state was not read. \(proof.detail)" : proof.detail
        row.decision = PlannedBusiness.Decision(proof.outcome)
    }

    private func updates(_ rows: [Row]) -> [PlannedUpdate] {
        guard new != nil else { return [] }
        var updates: [PlannedUpdate] = []
        for row in rows where row.decision == .willAuthorize {
            guard let group = group(of: row.business), let key = row.key, key.hasPrefix("login:"),
                !updates.contains(where: { $0.group == group })
            else { continue }
            updates.append(
                PlannedUpdate(group: group, business: row.business.groupNumber ?? row.business.number, proof: key))
        }
        return updates
    }
}

extension PlannedBusiness.Decision {
    /// What a proof means for the business that depends on it.
    init(_ outcome: ProofOutcome) {
        switch outcome.settlement {
        case nil: self = .willAuthorize
        case .credentialsFail?: self = .credentialsFail
        case .notGranted?: self = .notGranted
        case .wrongPractice?: self = .wrongPractice
        default: self = .unknown
        }
    }
}

/// `plan --refresh`: the states anew, the proofs as they were.
public enum PlanRefresh {
    /// The plan with the states as they are now; throws where its proofs no longer hold.
    public static func refreshed(
        _ old: Plan, _ context: ReauthorizeContext, _ access: CredentialAccess, newID: String
    ) async throws(PlanRefusal) -> Plan {
        try PlanEnvironment(context).check(old, age: false)
        if Timestamp.now - old.proved >= Plan.proofLifetime {
            throw PlanRefusal.expired(by: Timestamp.now - old.proved - Plan.proofLifetime)
        }
        try await CredentialVerifier(context: context, access: access, plan: old).check()
        var plan = old
        plan.id = newID
        plan.businesses = await withTaskGroup(of: (Int, PlannedBusiness).self) { group in
            for (index, business) in old.businesses.enumerated() {
                group.addTask { (index, await anew(business, old, context)) }
            }
            var businesses = old.businesses
            for await (index, business) in group { businesses[index] = business }
            return businesses
        }
        plan.made = Timestamp.now
        plan.expires = plan.made + Plan.lifetime
        plan.reads = context.count.reads
        plan.logins = context.count.logins
        return plan
    }

    private static func anew(
        _ business: PlannedBusiness, _ plan: Plan, _ context: ReauthorizeContext
    ) async -> PlannedBusiness {
        guard context.canRead else { return business }
        let state = MappingState(await context.mapping(of: business.number))
        return anew(business, plan.proofs.first { $0.key == business.proof }, state, context.playbooks)
    }

    /// A business of a plan whose state was read again.
    static func anew(
        _ business: PlannedBusiness, _ proof: PlannedProof?, _ state: MappingState, _ playbooks: PlaybookSet
    ) -> PlannedBusiness {
        var business = business
        business.before = state.before
        if let (decision, why) = state.decision(playbooks) {
            (business.decision, business.detail) = (decision, why)
        } else if let proof, state.observed(business, proof) == .unauthorized {
            (business.decision, business.detail) = (PlannedBusiness.Decision(proof.outcome), proof.detail)
        } else if business.decision == .alreadyAuthorized || proof != nil {
            business.decision = .unknown
            business.detail = "Its credential was not tried for this plan; make a new one."
        }
        return business
    }
}

extension PlanEnvironment {
    /// What holds for the profile in force.
    public init(_ context: ReauthorizeContext) {
        self.init(
            now: Timestamp.now, tool: ToolVersion.current, playbooks: context.versions,
            profile: context.network.profile.name, services: context.services)
    }
}
