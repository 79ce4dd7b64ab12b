public import Model
internal import Reporting
internal import Services
internal import Support
internal import Synchronization

/// The calls that a run makes, as the engine asks for them.
final class RunCalls: Sendable {
    private let verifier: CredentialVerifier
    private let proving: CredentialProver
    private let plan: Plan
    private let byNumber: [String: PlannedBusiness]
    private let proofs: [String: PlannedProof]
    private let logins: [PlannedProof]
    private let isDryRun: Bool
    private let waiting: LateWrites
    private let details = Mutex<[String: String]>([:])
    private let hasToken = Atomic(false)

    private var context: ReauthorizeContext { verifier.context }

    /// `intents` says when each write of an earlier session was intended, in milliseconds since 1970.
    init(_ verifier: CredentialVerifier, retriesLogins: Bool, isDryRun: Bool, intents: [String: Int] = [:]) {
        self.verifier = verifier
        plan = verifier.plan
        proving = CredentialProver(context: verifier.context, retriesLogins: retriesLogins)
        byNumber = Dictionary(plan.businesses.map { ($0.number, $0) }) { first, _ in first }
        proofs = Dictionary(plan.proofs.map { ($0.key, $0) }) { first, _ in first }
        let used = Set(plan.willAuthorize.compactMap(\.proof))
        logins = plan.proofs.filter { $0.kind == .login && used.contains($0.key) }
        waiting = LateWrites(intents: intents, context: verifier.context)
        self.isDryRun = isDryRun
    }

    /// How a proof of this session is known, where a fact is its outcome.
    func why(_ fact: Fact) -> JournalRecord? {
        guard case .proved(let key, _) = fact, let detail = details.withLock({ $0[key] }) else { return nil }
        return .why(proof: key, detail: detail)
    }

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
        let result: CredentialProver.Result
        switch proof.kind {
        case .practice:
            guard let athenahealth = verifier.access.athenahealth else { return .unknown }
            if verifier.access.hasClient, !hasToken.exchange(true, ordering: .relaxed) { context.count.login() }
            result = await proving.practice(proof.subject, athenahealth)
        case .login:
            guard let unity = verifier.access.unity, case .account(let account, true) = await verifier.look(at: proof)
            else {
                details.withLock { $0[key] = "The account could not be read, or has changed since the plan." }
                return .unknown
            }
            guard let login = try? await proving.login(account, unity.login) else { return .unknown }
            result = login
        }
        details.withLock { $0[key] = result.detail }
        return result.outcome
    }

    /// The logins' accounts once more; the profile's own credential cannot change while the command runs.
    private func look() async -> CredentialLook {
        var look = CredentialLook.unchanged
        for proof in logins {
            switch await verifier.look(at: proof) {
            case .fixed(let isSame), .account(_, let isSame): if !isSame { return .changed }
            case .unknown: look = .unknown
            }
        }
        return look
    }

    private func state(of number: String) async -> ObservedState {
        let state = MappingState(await context.mapping(of: number))
        guard let business = byNumber[number] else { return .unknown }
        return state.observed(business, proofs[business.proof ?? ""])
    }

    private func authorize(_ number: String) async -> WriteOutcome {
        do throws(PlatformError) {
            return await send(try context.platform.marking(number, group: byNumber[number]?.group))
        } catch {
            return .refused
        }
    }

    private func update(_ group: String) async -> WriteOutcome {
        guard let (business, properties) = newProperties(of: group) else { return .refused }
        do throws(PlatformError) {
            return await send(try context.platform.updating(group: group, business: business, properties))
        } catch {
            return .refused
        }
    }

    /// What a group is to hold, and the number that it was found by; nothing where the new credentials cannot be read.
    private func newProperties(of group: String) -> (business: String, properties: [TemplateFilling.Property])? {
        guard let update = plan.updates.first(where: { $0.group == group }), let file = plan.credentialsFile,
            let new = try? NewCredentials.read(file)
        else { return nil }
        return (update.business, AllscriptsAccount.Keys(context.playbooks).properties(new))
    }

    private func send(_ request: HTTPRequest) async -> WriteOutcome {
        if isDryRun {
            context.console.note("would send \(request.line)")
            return .withheld
        }
        do throws(TransportError) { return try await context.platform.send(request) ? .accepted : .refused } catch {
            // Even where nothing was sent: what the platform shows afterwards counts.
            return .lost
        }
    }

    private func readBack(_ group: String) async -> GroupLook {
        guard let (business, properties) = newProperties(of: group),
            let found = try? await context.groups(of: business).get().first(where: { $0.id == group }),
            !found.properties.isEmpty
        else { return .unreadable }
        let isDifferent = properties.contains { property in
            guard let value = found.properties[property.key.lowercased()], !AllscriptsAccount.isMasked(value) else {
                return false
            }
            return value != property.value
        }
        return isDifferent ? .different : .same
    }
}

/// Waits for writes that a session sent which was killed before it heard of them: as long as a call may take, since a
/// write that is still under way would else be sent a second time.
private final class LateWrites: Sendable {
    /// Milliseconds since 1970.
    private let intents: [String: Int]
    private let context: ReauthorizeContext
    /// When each business that is waited for is given up, in milliseconds since 1970.
    private let ends = Mutex<[String: Int]>([:])
    private let hasTold = Atomic(false)

    init(intents: [String: Int], context: ReauthorizeContext) {
        self.intents = intents
        self.context = context
    }

    /// Reads until the business is anything but unauthorized, its write can no longer arrive, or the user wants to end.
    func outlast(_ number: String, read: @Sendable () async -> ObservedState) async -> ObservedState {
        let timeout = context.network.profile.network.timeout * 1000
        let start = Timestamp.nowInMilliseconds
        // Never longer than one timeout, whatever was done to the clock.
        let end = min((intents[number] ?? 0) + timeout, start + timeout)
        defer { ends.withLock { _ = $0.removeValue(forKey: number) } }
        var pause = 50
        while true {
            let state = await read()
            let now = Timestamp.nowInMilliseconds
            guard state == .unauthorized, now < end, !Interruption.isWanted else { return state }
            ends.withLock { $0[number] = end }
            // Once, so that the silence is not taken for a hang; a terminal shows the seconds.
            if context.console.isErrorTerminal {
                countDown(now)
            } else if !hasTold.exchange(true, ordering: .relaxed) {
                context.console.note(
                    "a write of the interrupted session may still arrive (\(number)): waiting for it, "
                        + "\((end - now + 999) / 1000) s at most")
            }
            try? await Task.sleep(for: .milliseconds(min(pause, end - now)))
            pause = min(2 * pause, 1000)
        }
    }

    /// On a terminal, one line that is rewritten: for what, and how long yet.
    private func countDown(_ now: Int) {
        let (count, last) = ends.withLock { ($0.count, $0.values.max() ?? now) }
        let seconds = max(1, (last - now + 999) / 1000)
        context.console.progress(
            "Waiting for \(Numbers.plural(count, "write")) that may still arrive, \(seconds) s at most")
    }
}

extension ReauthorizeContext {
    /// Makes every request that a plan needs, without sending it: a template that cannot be filled ends the command
    /// before anything is written (78).
    public func tryTemplates(of plan: Plan) throws(CommandError) {
        do throws(PlatformError) {
            for business in plan.willAuthorize where canAuthorize {
                _ = try platform.marking(business.number, group: business.group)
            }
            for update in plan.updates where !plan.needsDashboard {
                _ = try platform.updating(group: update.group, business: update.business, [])
            }
        } catch {
            throw CommandError(
                ExitCode.configuration, playbooks.sentence(error, doing: "Making the request"),
                remedy: "fix the request in the profile, then run be-diagnose doctor")
        }
    }
}
