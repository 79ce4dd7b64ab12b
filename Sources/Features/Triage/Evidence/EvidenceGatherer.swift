internal import Configuration
internal import LogAnalysis
internal import Model
internal import Reauthorization
internal import Services
internal import Support

/// Asks each source once: the platform's groups and mappings first, since logs are judged against what they say; then its
/// triggers, logs, athenahealth and emails at the same time.
struct EvidenceGatherer: Sendable {
    let question: TriageQuestion
    let services: TriageServices?
    let playbooks: PlaybookSet

    func gather() async -> ClientEvidence {
        var evidence = ClientEvidence(question, playbooks)
        await PlatformEvidence(gatherer: self).gather(into: &evidence)
        resolve(&evidence)
        if evidence.scope.isEmpty { await findLocations(&evidence) }
        let known = evidence
        async let log = LogsReader(gatherer: self).read(known)
        async let practices = VendorEvidence(gatherer: self).practices(known)
        async let mail = MailsReader(gatherer: self).read()
        async let listed = PlatformEvidence(gatherer: self).triggers(known)
        let (logged, vendor, mailed, triggers) = (await log, await practices, await mail, await listed)
        evidence.triggerFailures = triggers.failures
        evidence.reads += triggers.reads
        evidence.configuration.append(triggers.configuration)
        evidence.configurationFindings = ConfigurationChecks.findings(
            evidence.configuration, settings: question.settings, notes: question.notes, plan: question.planned,
            playbooks: playbooks)
        evidence.log = logged.log
        evidence.gaps += logged.gaps
        evidence.practices = vendor.practices
        evidence.athenahealthAbsence = vendor.absence
        evidence.gaps += vendor.gaps
        evidence.reads += vendor.reads
        if vendor.reads > 0, hasToken { evidence.logins += 1 }
        evidence.mail = mailed.mail
        evidence.gaps += mailed.gaps
        widenScope(&evidence)
        await login(&evidence)
        return evidence
    }

    /// Whether calls to athenahealth begin with a token.
    private var hasToken: Bool {
        services?.network.profile.endpoints.first { $0.service == .athenahealth }?.credential != nil
    }

    private func resolve(_ evidence: inout ClientEvidence) {
        evidence.resolved = ResolvedConfiguration(
            evidence.configuration, settings: question.settings, playbooks: playbooks)
        // Of an enterprise's number, all locations are meant.
        evidence.scope = question.businesses.flatMap { number in
            evidence.isEnterprise(number) ? evidence.members(ofEnterprise: number) : [number]
        }
        if evidence.scope.isEmpty { evidence.scope = evidence.resolved.businesses }
    }

    /// Where no location is named and no mapping is known, the log's locations are asked for their mappings. The log is
    /// then read a second time, since it is judged against what they say.
    private func findLocations(_ evidence: inout ClientEvidence) async {
        guard let services, case .ready(let platform) = services.platform, platform.readsMappings else { return }
        guard let log = await LogsReader(gatherer: self).read(evidence).log.value else { return }
        await PlatformEvidence(gatherer: self).gather(
            mappingsOf: log.days.keys.sorted(), platform, into: &evidence)
        resolve(&evidence)
        let unread = evidence.mappings.filter { $0.value.value == nil }.keys
        evidence.scope = Set(evidence.scope).union(unread).sorted()
    }

    /// Without any mapping, those of the log are all the locations there are. One that was silent throughout is in neither,
    /// so nothing is proven of all.
    private func widenScope(_ evidence: inout ClientEvidence) {
        guard question.businesses.isEmpty, question.configuration.mappings.isEmpty,
            let days = evidence.log.value?.days, !days.isEmpty
        else { return }
        let isMapped = !evidence.scope.isEmpty
        if !isMapped { evidence.scope = days.keys.sorted() }
        guard evidence.scope.count > 1 || question.enterprise != nil else { return }
        let owner = question.enterprise.map { "enterprise \($0)" } ?? "the client"
        let records = Numbers.counted(evidence.scope.count, "location with records", "locations with records")
        evidence.gaps.append(
            Gap(
                code: Codes.locationsUnknown,
                detail:
                    "\(isMapped ? "Whether \(owner) has more locations" : "Which locations belong to \(owner)") is not "
                    + "known: the \(records) \(evidence.scope.count == 1 ? "was" : "were") checked. Name those that Manage "
                    + "Locations shows, or give their mappings with --config."))
    }

    private func login(_ evidence: inout ClientEvidence) async {
        guard question.mayLogIn else { return }
        guard let services, !services.network.isOffline else {
            evidence.login = .absent("--offline", needs: ["allscripts.credential"])
            return
        }
        guard let credentials = evidence.mail.value?.credentials else {
            evidence.login = .absent("no email gives a ServiceUser, a user name and a password", needs: ["--message"])
            return
        }
        do throws(CommandError) {
            let proof = try await LoginProof.attempt(
                credentials: credentials, services.network, playbooks, services.console)
            evidence.reads += proof.reads
            evidence.logins += proof.logins
            evidence.login = .came([loginFinding(proof)].compactMap(\.self))
        } catch {
            evidence.login = .absent(error.lines.first ?? "it could not be set up", needs: ["allscripts.credential"])
        }
    }

    private func loginFinding(_ proof: LoginProof) -> Finding? {
        let code: String
        switch proof.outcome {
        case .works: return nil
        case .refused: code = RoomFinding.loginRefused
        case .permissionMissing: code = RoomFinding.permissionMissing
        case .notRepeated: code = RoomFinding.loginNotRepeated
        case .unknown: code = RoomFinding.couldNotCheck
        }
        let isSure = proof.outcome == .refused || proof.outcome == .permissionMissing
        return playbooks.finding(
            code, isSure ? .confirmed : .undetermined, key: ["login"],
            about: Subject(integration: playbooks.playbooks.first { $0.identity?.sourceID == 32 }?.name),
            decidable: [.undetermined], detail: proof.detail)
    }
}
