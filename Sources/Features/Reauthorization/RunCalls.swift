internal import Reporting
internal import Services
internal import Synchronization

/// The calls that a run makes, as the engine asks for them.
final class RunCalls: Sendable {
    private let looker: CredentialLooker
    private let proving: ProofMaker
    private let plan: Plan
    private let byNumber: [String: PlannedBusiness]
    private let proofs: [String: PlannedProof]
    private let logins: [PlannedProof]
    private let isDryRun: Bool
    private let waiting: LateWrites
    private let details = Mutex<[String: String]>([:])
    private let ledgerFault = Mutex<LedgerFault?>(nil)
    private let hasToken = Mutex(false)

    private var desk: RepairDesk { looker.desk }

    /// `intents` says when each write of an earlier session was intended, in milliseconds since 1970.
    init(_ looker: CredentialLooker, retriesLogins: Bool, isDryRun: Bool, intents: [String: Int] = [:]) {
        self.looker = looker
        plan = looker.plan
        proving = ProofMaker(desk: looker.desk, retriesLogins: retriesLogins)
        byNumber = Dictionary(plan.businesses.map { ($0.number, $0) }) { first, _ in first }
        proofs = Dictionary(plan.proofs.map { ($0.key, $0) }) { first, _ in first }
        let used = Set(plan.willAuthorize.compactMap(\.proof))
        logins = plan.proofs.filter { $0.kind == .login && used.contains($0.key) }
        waiting = LateWrites(intents: intents, desk: looker.desk)
        self.isDryRun = isDryRun
    }

    /// How each proof of this session is known, by its key.
    var proofDetails: [String: String] { details.withLock { $0 } }
    /// Why no login could be made.
    var fault: LedgerFault? { ledgerFault.withLock { $0 } }

    func perform(_ action: Action) async -> Event {
        switch action {
        case .prove(let key): return .proof(key, await prove(key))
        case .checkCredentials: return .credentials(await look())
        case .readState(let number): return .state(number, await state(of: number))
        case .awaitState(let number):
            return .state(number, await waiting.outlast(number) { await self.state(of: number) })
        case .authorize(let number): return .answer(number, await authorize(number))
        case .update(let group): return .updated(group, await update(group))
        case .readGroup(let group): return .group(group, await readBack(group))
        }
    }

    private func prove(_ key: String) async -> ProofOutcome {
        guard let proof = proofs[key] else { return .unknown }
        let result: ProofMaker.Result
        switch proof.kind {
        case .practice:
            guard let athenahealth = looker.access.athenahealth else { return .unknown }
            if looker.access.hasClient,
                hasToken.withLock({ has in
                    defer { has = true }; return !has
                })
            {
                desk.count.login()
            }
            result = await proving.practice(proof.subject, athenahealth)
        case .login:
            guard let unity = looker.access.unity, case .account(let account, true) = await looker.look(at: proof)
            else {
                details.withLock { $0[key] = "The account could not be read, or has changed since the plan." }
                return .unknown
            }
            do throws(LedgerFault) {
                result = try await proving.login(account, unity.login)
            } catch {
                ledgerFault.withLock { $0 = error }
                return .unknown
            }
        }
        details.withLock { $0[key] = result.detail }
        return result.outcome
    }

    /// The logins' accounts once more; the profile's own credential cannot change while the command runs.
    private func look() async -> CredentialLook {
        var look = CredentialLook.unchanged
        for proof in logins {
            switch await looker.look(at: proof) {
            case .fixed(let isSame), .account(_, let isSame): if !isSame { return .changed }
            case .unknown: look = .unknown
            }
        }
        return look
    }

    private func state(of number: String) async -> ObservedState {
        desk.count.read()
        do throws(PlatformError) {
            let mapping = try await desk.platform.mapping(of: number)
            switch mapping.isAuthorized {
            case true: return .authorized
            case nil: return .unknown
            case false:
                guard let business = byNumber[number], let proof = proofs[business.proof ?? ""] else { return .unknown }
                return Self.isSame(mapping, business, proof) ? .unauthorized : .changed
            }
        } catch {
            return error == .notFound ? .notFound : .unknown
        }
    }

    /// Whether a mapping still depends on what the plan says.
    static func isSame(_ mapping: MappingReading, _ business: PlannedBusiness, _ proof: PlannedProof) -> Bool {
        if let now = mapping.group, let then = business.group, now != then { return false }
        guard proof.kind == .practice, let practice = mapping.properties["practiceid"] else { return true }
        return practice == proof.subject
    }

    private func authorize(_ number: String) async -> WriteOutcome {
        do throws(PlatformError) {
            return await send(try desk.platform.marking(number, group: byNumber[number]?.group))
        } catch {
            return .refused
        }
    }

    private func update(_ group: String) async -> WriteOutcome {
        guard let update = plan.updates.first(where: { $0.group == group }), let file = plan.credentialsFile,
            let new = try? NewCredentials.read(file)
        else { return .refused }
        do throws(PlatformError) {
            return await send(
                try desk.platform.updating(
                    group: group, business: update.business, ClientAccount.Keys(desk.playbooks).properties(new)))
        } catch {
            return .refused
        }
    }

    private func send(_ request: HTTPRequest) async -> WriteOutcome {
        if isDryRun {
            let body = request.body.map { " " + String(decoding: $0, as: UTF8.self) } ?? ""
            desk.console.note("would send \(request.method.rawValue) \(request.url)\(body)")
            return .withheld
        }
        desk.count.write()
        do throws(TransportError) {
            return try await desk.platform.send(request) ? .accepted : .refused
        } catch {
            // Even where nothing was sent: what the platform shows afterwards counts.
            return .lost
        }
    }

    private func readBack(_ group: String) async -> GroupLook {
        guard let update = plan.updates.first(where: { $0.group == group }), let file = plan.credentialsFile,
            let new = try? NewCredentials.read(file)
        else { return .unreadable }
        desk.count.read()
        let groups = try? await desk.platform.groups(of: update.business)
        guard let found = groups?.first(where: { $0.id == group }), !found.properties.isEmpty else {
            return .unreadable
        }
        for property in ClientAccount.Keys(desk.playbooks).properties(new) {
            guard let value = found.properties[property.key.lowercased()], !ClientAccount.isMasked(value) else {
                continue
            }
            if value != property.value { return .different }
        }
        return .same
    }
}
