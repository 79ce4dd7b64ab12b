internal import Configuration
internal import LogAnalysis
internal import Model
internal import Reauthorization
internal import Services
internal import Support

/// Asks each source once: the platform first, since logs are judged against what it says; then logs, athenahealth, emails and
/// a login at the same time.
struct EvidenceGatherer: Sendable {
    let question: TriageQuestion
    let services: TriageServices?
    let playbooks: PlaybookSet

    func gather() async -> ClientEvidence {
        var evidence = ClientEvidence(question, playbooks)
        await PlatformEvidence(gatherer: self).gather(into: &evidence)
        resolve(&evidence)
        let known = evidence
        async let log = LogsReader(gatherer: self).read(known)
        async let practices = VendorEvidence(gatherer: self).practices(known)
        async let mail = MailsReader(gatherer: self).read()
        let (logged, vendor, mailed) = (await log, await practices, await mail)
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
        evidence.configurationFindings = ConfigurationChecks.findings(
            evidence.configuration, settings: question.settings, notes: question.notes, plan: question.planned,
            playbooks: playbooks)
        // Of an enterprise's number, all locations are meant.
        evidence.scope = question.businesses.flatMap { number in
            evidence.isEnterprise(number) ? evidence.members(ofEnterprise: number) : [number]
        }
        if evidence.scope.isEmpty { evidence.scope = evidence.resolved.businesses }
    }

    /// Where no location is named and no mapping is known, those of the log are all there are.
    private func widenScope(_ evidence: inout ClientEvidence) {
        guard evidence.scope.isEmpty, let days = evidence.log.value?.days else { return }
        evidence.scope = days.keys.sorted()
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
