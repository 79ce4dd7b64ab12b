internal import Configuration
internal import CredentialMail
internal import Glibc
internal import LogAnalysis
internal import LogReading
internal import Lookup
internal import Model
internal import Reauthorization
internal import Reporting
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

/// Reads groups, triggers and mappings from the platform.
struct PlatformEvidence {
    let gatherer: EvidenceGatherer

    private var question: TriageQuestion { gatherer.question }
    private var playbooks: PlaybookSet { gatherer.playbooks }

    func gather(into evidence: inout ClientEvidence) async {
        guard let services = gatherer.services else {
            evidence.platformAbsence = ("no profile", ["--config"])
            return
        }
        guard case .ready(let platform) = services.platform else {
            evidence.platformAbsence = services.platform.absence
            return
        }
        let owners = groupNumbers(evidence)
        async let groups = groups(of: owners, platform)
        async let mappings = mappings(of: locations(evidence), platform)
        for (number, answer) in await groups {
            evidence.reads += 1
            take(number, answer, &evidence)
        }
        for (number, mapping) in await mappings {
            evidence.reads += 1
            take(number, mapping, &evidence)
        }
        await triggers(platform, &evidence)
    }

    /// The enterprise where one is named, since a group hangs there; else each location's own number.
    private func groupNumbers(_ evidence: ClientEvidence) -> [String] {
        if let enterprise = question.enterprise { return [enterprise] }
        let known = Set(evidence.configuration.groups.compactMap(\.businessNumber))
        // A group that was given needs no second answer.
        return question.businesses.filter { number in
            !known.contains(number) && !evidence.configuration.groups.contains { $0.groupID != nil }
        }
    }

    private func locations(_ evidence: ClientEvidence) -> [String] {
        if !question.businesses.isEmpty { return question.businesses }
        var seen: Set<String> = []
        return evidence.configuration.mappings.map(\.businessNumber).filter { seen.insert($0).inserted }
    }

    private typealias Answer = Result<[UInt8], PlatformError>

    private func groups(of numbers: [String], _ platform: PlatformClient) async -> [(String, Answer)] {
        await each(numbers) { number in
            do throws(PlatformError) { return .success(try await platform.groupAnswer(of: number)) } catch {
                return .failure(error)
            }
        }
    }

    private func mappings(
        of numbers: [String], _ platform: PlatformClient
    ) async -> [(String, Result<MappingReading, PlatformError>)] {
        guard platform.readsMappings else { return [] }
        return await each(numbers) { number in
            do throws(PlatformError) { return .success(try await platform.mapping(of: number)) } catch {
                return .failure(error)
            }
        }
    }

    private func each<Value: Sendable>(
        _ numbers: [String], _ ask: @escaping @Sendable (String) async -> Value
    ) async -> [(String, Value)] {
        await withTaskGroup(of: (Int, String, Value).self) { group in
            for (index, number) in numbers.enumerated() { group.addTask { (index, number, await ask(number)) } }
            var answers: [(Int, String, Value)] = []
            for await answer in group { answers.append(answer) }
            return answers.sorted { $0.0 < $1.0 }.map { ($0.1, $0.2) }
        }
    }

    private func take(_ number: String, _ answer: Answer, _ evidence: inout ClientEvidence) {
        switch answer {
        case .success(let bytes):
            let read = ConfigurationReader(playbooks: playbooks).read(bytes, file: "read-group \(number)")
            if let fault = read.faults.first {
                let text = "The answer to read-group for \(number) cannot be read: \(fault.text)."
                evidence.groups[number] = .failed(couldNotCheck(number, "group", text))
                return
            }
            var groups = read.configuration
            if groups.groups.count == 1, groups.groups[0].businessNumber == nil {
                groups.groups[0].businessNumber = number
            }
            evidence.groups[number] = .came(groups.groups.count)
            evidence.configuration.append(groups)
        case .failure(.notFound): evidence.groups[number] = .came(0)
        case .failure(let error):
            evidence.groups[number] = .failed(failure(error, number, "Reading the group of \(number)"))
        }
    }

    private func take(
        _ number: String, _ answer: Result<MappingReading, PlatformError>, _ evidence: inout ClientEvidence
    ) {
        switch answer {
        case .success(let mapping):
            evidence.mappings[number] = .came(mapping)
            guard !mapping.properties.isEmpty || mapping.group != nil else { return }
            let place = SourcePlace(file: "readMapping \(number)", line: 1, column: 0)
            let secure = Set(playbooks.playbooks.flatMap(\.properties).filter(\.secure).flatMap(\.spellings))
            let hidden = Set(secure.map { $0.lowercased() })
            let settings = mapping.properties.sorted { $0.key < $1.key }.map { key, value in
                let isHidden = hidden.contains(key)
                return Setting(key: key, value: isHidden ? "" : value, isHidden: isHidden, place: place)
            }
            evidence.configuration.append(
                ClientConfiguration(mappings: [
                    MappingConfiguration(
                        businessNumber: number, groupID: mapping.group, settings: settings, place: place)
                ]))
        case .failure(.notFound):
            evidence.mappings[number] = .failed(
                evidence.finding(
                    RoomFinding.noMapping, .confirmed, of: [number],
                    detail: "The profile's readMapping answered 404 for \(number)."))
        case .failure(let error):
            evidence.mappings[number] = .failed(failure(error, number, "Reading the mapping of \(number)"))
        }
    }

    private func failure(_ error: PlatformError, _ number: String, _ doing: String) -> Finding {
        if case .failed(let transport) = error {
            return playbooks.finding(transport, doing: doing, verdict: .undetermined, subject: "platform \(number)")
        }
        return couldNotCheck(number, doing, playbooks.sentence(error, doing: doing))
    }

    private func couldNotCheck(_ number: String, _ what: String, _ detail: String) -> Finding {
        playbooks.finding(
            RoomFinding.couldNotCheck, .undetermined, key: [what, number], about: Subject(businessNumber: number),
            decidable: [.undetermined], detail: detail)
    }

    /// The list of triggers of each integration that a group names; one that cannot be read only leaves trigger checks open.
    private func triggers(_ platform: PlatformClient, _ evidence: inout ClientEvidence) async {
        let given = Set(question.configuration.triggers.compactMap(\.sourceID))
        let sources = Set(evidence.configuration.groups.compactMap(\.sourceID)).subtracting(given).sorted()
        for source in sources where playbooks.playbooks.contains(where: { $0.identity?.sourceID == source }) {
            evidence.reads += 1
            guard let bytes = try? await platform.triggerAnswer(source: source) else { continue }
            let read = ConfigurationReader(playbooks: playbooks).read(bytes, file: "list-triggers \(source)")
            if read.faults.isEmpty { evidence.configuration.append(read.configuration) }
        }
    }
}

/// Reads logs as `explain` does, judged against the configuration.
struct LogsReader {
    let gatherer: EvidenceGatherer

    func read(_ evidence: ClientEvidence) async -> (log: Gathered<LogEvidence>, gaps: [Gap]) {
        let question = gatherer.question
        if question.logs.isEmpty { return (.absent("no log was given", needs: ["--logs"]), []) }
        let playbooks = gatherer.playbooks
        return await Task.detached { Self.read(question, evidence, playbooks) }.value
    }

    private static func read(
        _ question: TriageQuestion, _ evidence: ClientEvidence, _ playbooks: PlaybookSet
    ) -> (log: Gathered<LogEvidence>, gaps: [Gap]) {
        var options = AnalysisOptions()
        options.business = evidence.scope.count == 1 ? evidence.scope.first : nil
        (options.window.since, options.window.until) = (question.since, question.until)
        options.clock = question.clock
        if !evidence.resolved.isEmpty { options.configuration = evidence.resolved }
        options.comparedWith = question.comparedWith
        if let planned = question.planned {
            options.planned = ResolvedConfiguration(
                evidence.configuration, settings: question.settings, plan: planned.configuration, playbooks: playbooks)
        }
        var files: [String] = []
        var gaps: [Gap] = []
        func miss(_ name: String, _ error: InputError) {
            gaps.append(Gap(code: RoomFinding.unreadable, detail: "\(name) was not read: \(error.text)."))
        }
        for name in question.logs {
            do throws(InputError) { files += try InputNames.files(of: name) } catch { miss(name, error) }
        }
        let cores = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        let analysis = Analysis(
            evidence.knowledge, options: options, inputs: files.count, threads: max(1, min(64, cores)))
        for name in files {
            do throws(InputError) {
                try analysis.read(try RecordSource(path: name).open(), unwraps: true)
            } catch {
                miss(name, error)
            }
        }
        if analysis.hasReadNothing { return (.absent("no log could be read", needs: ["--logs"]), gaps) }
        let judged = analysis.judged()
        let days = Dictionary(judged.days.map { ($0.businessNumber, $0) }) { first, _ in first }
        let end = judged.days.compactMap { $0.days.last?.day }.max()
        return (.came(LogEvidence(report: judged.report, days: days, end: end)), gaps)
    }
}

/// Reads credential emails as `message` does.
struct MailsReader {
    let gatherer: EvidenceGatherer

    func read() async -> (mail: Gathered<MailEvidence>, gaps: [Gap]) {
        let question = gatherer.question
        guard !question.mails.isEmpty,
            var analysis = MailAnalysis(gatherer.playbooks, now: Int(time(nil)), collectsSecrets: true)
        else {
            return (.absent("no email was given", needs: ["--message"]), [])
        }
        var gaps: [Gap] = []
        for name in question.mails {
            do throws(FileError) {
                analysis.add(try Files.read(name, limit: MailAnalysis.largest), name: name)
            } catch {
                if case .tooLarge = error.reason {
                    analysis.add(tooLarge: name)
                } else {
                    gaps.append(
                        Gap(code: RoomFinding.unreadable, detail: "\(name) was not read: \(error.systemText)."))
                }
            }
        }
        if analysis.readings.isEmpty { return (.absent("no email could be read", needs: ["--message"]), gaps) }
        let proposal = analysis.proposal()
        let credentials = proposal.reading.credentialFile?.json
        gatherer.services?.console.learn(analysis.secrets)
        return (
            .came(
                MailEvidence(
                    findings: analysis.findings + proposal.findings, serviceUser: proposal.reading.serviceUser?.shown,
                    date: proposal.reading.date, credentials: credentials)), gaps + analysis.gaps
        )
    }
}
