internal import Configuration
internal import Model
internal import Reauthorization
internal import Services
internal import Support

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
    }

    /// The mappings of locations of which it is not known whose they are: those of the client's groups are taken, and those
    /// whose mapping could not be read.
    func gather(mappingsOf numbers: [String], _ platform: PlatformClient, into evidence: inout ClientEvidence) async {
        let groups = Set(evidence.configuration.groups.compactMap(\.groupID))
        for (number, answer) in await mappings(of: numbers, platform) {
            evidence.reads += 1
            switch answer {
            case .success(let mapping):
                if let group = mapping.group, !groups.isEmpty, !groups.contains(group) { continue }
            case .failure(.notFound): continue
            case .failure: break
            }
            take(number, answer, &evidence)
        }
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

    private func failure(_ error: PlatformError, _ number: String?, _ doing: String) -> Finding {
        if case .failed(let transport) = error {
            var finding = playbooks.finding(
                transport, doing: doing, verdict: .undetermined, subject: "platform \(number ?? "triggers")")
            // In the first line the reader has not seen yet who was asked.
            let title = finding.brief ?? finding.title
            finding.brief = "No answer from the platform (\(title.prefix(1).lowercased())\(title.dropFirst()))"
            return finding
        }
        return couldNotCheck(number, doing, playbooks.sentence(error, doing: doing))
    }

    private func couldNotCheck(_ number: String?, _ what: String, _ detail: String) -> Finding {
        playbooks.finding(
            RoomFinding.couldNotCheck, .undetermined, key: [what, number], about: Subject(businessNumber: number),
            decidable: [.undetermined], detail: detail)
    }

    /// Lists of triggers, and those that did not come.
    struct Triggers {
        var configuration = ClientConfiguration()
        var failures: [Finding] = []
        var reads = 0
    }

    /// The list of triggers of each integration that a group names; of one that cannot be read, whether they are switched on
    /// is open. Nothing else waits for them.
    func triggers(_ evidence: ClientEvidence) async -> Triggers {
        var triggers = Triggers()
        guard let services = gatherer.services, case .ready(let platform) = services.platform else { return triggers }
        let given = Set(question.configuration.triggers.compactMap(\.sourceID))
        let sources = Set(evidence.configuration.groups.compactMap(\.sourceID)).subtracting(given).sorted()
        for source in sources where playbooks.playbooks.contains(where: { $0.identity?.sourceID == source }) {
            triggers.reads += 1
            do throws(PlatformError) {
                let bytes = try await platform.triggerAnswer(source: source)
                let read = ConfigurationReader(playbooks: playbooks).read(bytes, file: "list-triggers \(source)")
                if let fault = read.faults.first {
                    let text = "The answer to list-triggers cannot be read: \(fault.text)."
                    triggers.failures.append(couldNotCheck(nil, "triggers \(source)", text))
                } else {
                    triggers.configuration.append(read.configuration)
                }
            } catch {
                triggers.failures.append(failure(error, nil, "Reading the list of triggers of source \(source)"))
            }
        }
        return triggers
    }
}
