public import Model
public import Services

/// Makes a plan: what was read, each credential tried once, and what is to become of each business.
public struct PlanMaker: Sendable {
    /// athenahealth and Allscripts, by the numbers that the platform gives them (company support articles).
    public enum Source: Int, Sendable { case athenahealth = 27, allscripts = 32 }

    public let desk: RepairDesk
    public let reading: PlanReading
    public let proving: ProofMaker
    /// `--practice`: where no mapping says it.
    public let practice: String?
    public let new: NewCredentials?
    public let source: Source?
    /// Practices of our list that a wrong id may stand for, likeliest first.
    public let neighbors: @Sendable (String, [Practice]) -> [NearMiss]

    /// Takes all parts, one by one.
    public init(
        desk: RepairDesk, reading: PlanReading, proving: ProofMaker, practice: String?, new: NewCredentials?,
        source: Source?, neighbors: @escaping @Sendable (String, [Practice]) -> [NearMiss]
    ) {
        self.desk = desk
        self.reading = reading
        self.proving = proving
        self.practice = practice
        self.new = new
        self.source = source
        self.neighbors = neighbors
    }

    /// What a business depends on, or why that is not known.
    enum Need: Sendable {
        case practice(String)
        case account(ClientAccount, number: String)
        case open(String)
    }

    private struct Row {
        var business: PlanReading.Business
        var before = PlannedBusiness.State.unknown
        var decision: PlannedBusiness.Decision?
        var detail = ""
        var need: Need?
        var key: String?
    }

    /// The parts of a plan that calls bring.
    public struct Made: Sendable {
        public var businesses: [PlannedBusiness]
        public var proofs: [PlannedProof]
        public var updates: [PlannedUpdate]
    }

    /// Reads, proves and decides.
    public func make(_ numbers: [String], _ access: CredentialAccess) async throws(LedgerFault) -> Made {
        var rows = await reading.read(numbers).map { Row(business: $0) }
        for index in rows.indices {
            look(&rows[index])
            if rows[index].decision == nil {
                rows[index].need = need(of: rows[index].business, access)
                rows[index].key = rows[index].need.flatMap { key($0, access) }
            }
        }
        var proofs: [String: PlannedProof] = [:]
        for row in rows {
            guard let key = row.key, proofs[key] == nil, let need = row.need else { continue }
            proofs[key] = try await prove(need, key, access)
        }
        await nameNeighbours(&proofs, access)
        for index in rows.indices where rows[index].decision == nil { decide(&rows[index], proofs) }
        return Made(
            businesses: rows.map { row in
                PlannedBusiness(
                    number: row.business.number, before: row.before, decision: row.decision ?? .unknown,
                    proof: row.key, group: group(of: row.business), detail: row.detail)
            }, proofs: proofs.values.sorted { $0.key < $1.key }, updates: updates(rows))
    }

    private func group(of business: PlanReading.Business) -> String? {
        (try? business.mapping?.get())?.group ?? (try? business.group?.get())?.id
    }

    private func look(_ row: inout Row) {
        switch row.business.mapping {
        case .success(let mapping):
            switch mapping.isAuthorized {
            case true:
                (row.before, row.decision) = (.authorized, .alreadyAuthorized)
                row.detail = "The platform says that it is authorized."
            case false: row.before = .unauthorized
            case nil:
                row.decision = .unknown
                row.detail = "The mapping's answer holds none of the states that the profile lists."
            }
        case .failure(.notFound):
            row.decision = .notFound
            row.detail = "The platform has no mapping of it (404)."
        case .failure(let error):
            row.decision = .unknown
            row.detail = desk.playbooks.sentence(error, doing: "Reading its mapping")
        case nil: break
        }
    }

    /// What the business's credential is.
    private func need(of business: PlanReading.Business, _ access: CredentialAccess) -> Need {
        let mapping = try? business.mapping?.get()
        let practice = mapping?.properties["practiceid"] ?? practice
        let group = try? business.group?.get()
        var source = group?.sourceID.flatMap(Source.init) ?? source
        if source == nil, practice != nil { source = .athenahealth }
        if source == nil, new != nil { source = .allscripts }
        switch source {
        case .athenahealth:
            guard let practice else {
                return .open("Neither the mapping nor --practice gives its athenahealth practice.")
            }
            return .practice(practice)
        case .allscripts:
            if group == nil, new == nil { return .open(groupWords(business)) }
            guard let unity = access.unity else { return .open("Unity is not set up in the profile.") }
            do throws(ClientAccount.Missing) {
                let account = try ClientAccount(
                    group: group, new: new, keys: ClientAccount.Keys(desk.playbooks), user: unity.user,
                    prefix: UsernamePrefixChoice(unity.service.usernamePrefix))
                return .account(account, number: business.groupNumber ?? business.number)
            } catch {
                switch error {
                case .serviceUser:
                    return .open("The group does not show its ServiceUser, and --credentials gives none.")
                case .pmsUserName:
                    return .open("The group does not show its PMS user name, and --credentials gives none.")
                case .password:
                    return .open(
                        "The password can neither be read from the platform nor is it given with --credentials.")
                }
            }
        case nil: return .open(groupWords(business))
        }
    }

    private func groupWords(_ business: PlanReading.Business) -> String {
        switch business.group {
        case .failure(let error):
            let number = business.groupNumber ?? business.number
            return desk.playbooks.sentence(error, doing: "Reading the group of \(number)")
                + " If the group hangs on the enterprise, name it with --enterprise."
        case .success, nil: return "Its integration is not known; name it with --integration."
        }
    }

    private func key(_ need: Need, _ access: CredentialAccess) -> String? {
        switch need {
        case .practice(let id): "practice:\(id)"
        case .account(let account, _): access.unity.map { "login:\($0.login.fingerprint(account.account).prefix(16))" }
        case .open: nil
        }
    }

    private func prove(
        _ need: Need, _ key: String, _ access: CredentialAccess
    ) async throws(LedgerFault) -> PlannedProof? {
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
                key: key, kind: .login, subject: number, fingerprint: unity.login.fingerprint(account.account),
                outcome: result.outcome, detail: result.detail)
        case .open: return nil
        }
    }

    private func nameNeighbours(_ proofs: inout [String: PlannedProof], _ access: CredentialAccess) async {
        guard let athenahealth = access.athenahealth else { return }
        let wrong = proofs.values.filter { $0.outcome == .wrongPractice }
        if wrong.isEmpty { return }
        desk.count.read()
        guard let practices = try? await athenahealth.client.practices().rows else { return }
        for proof in wrong { proofs[proof.key]?.near = neighbors(proof.subject, practices) }
    }

    private func decide(_ row: inout Row, _ proofs: [String: PlannedProof]) {
        guard let proof = row.key.flatMap({ proofs[$0] }) else {
            row.decision = .unknown
            if case .open(let why)? = row.need {
                row.detail = why
            } else {
                row.detail = "The profile names no athenahealth, so its practice could not be tried."
            }
            return
        }
        row.detail = proof.detail
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
        switch outcome {
        case .works: self = .willAuthorize
        case .fails, .permissionMissing: self = .credentialsFail
        case .notGranted: self = .notGranted
        case .wrongPractice: self = .wrongPractice
        case .failedBefore, .unknown: self = .unknown
        }
    }
}
