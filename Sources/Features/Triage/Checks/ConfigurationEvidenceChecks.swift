internal import Services
internal import LogAnalysis
internal import Configuration
internal import Lookup
internal import Model
internal import Support

/// What the configuration says, as it was given or read.
enum ConfigurationEvidenceChecks {
    static let triggers = TriageCheck("triggers") { evidence, entry in
        let shown = evidence.configuration.groups.filter(\.showsTriggers)
        if shown.isEmpty {
            return evidence.configuration.groups.isEmpty
                ? evidence.unasked ?? .skipped("no group is known", needs: ["--config"])
                : .skipped("the group that was given shows no triggers", needs: ["--config"])
        }
        let findings =
            evidence.found(entry.codes) + shown.compactMap { switchedOff($0, evidence) } + evidence.triggerFailures
        let ids = Set(shown.flatMap(\.triggerIDs)).sorted()
        return .judged(findings, fine: "\(Numbers.counted(ids.count, "trigger", "triggers"))")
    }

    /// A group of whose triggers each is listed, and none can start a run.
    private static func switchedOff(_ group: GroupConfiguration, _ evidence: ClientEvidence) -> Finding? {
        let playbook = evidence.playbooks.playbooks.first { $0.identity?.sourceID == group.sourceID }
        let listed = group.triggerIDs.compactMap { id in
            evidence.configuration.triggers.first {
                $0.id == id && ($0.sourceID == nil || $0.sourceID == group.sourceID)
            }
        }
        guard !listed.isEmpty, listed.count == group.triggerIDs.count else { return nil }
        let types = Set(playbook?.triggers.map(\.typeID) ?? [])
        let able = listed.filter { trigger in
            trigger.isActive != false && (trigger.typeIDs.isEmpty || !types.isDisjoint(with: trigger.typeIDs))
        }
        guard able.isEmpty else { return nil }
        let ids = listed.map { String($0.id) }
        let isOff = listed.allSatisfy { $0.isActive == false }
        return evidence.finding(
            Codes.triggerOff, .likely, key: [group.groupID ?? group.businessNumber], integration: playbook?.name,
            evidence: ids.map { Evidence(name: "triggerId", value: $0, count: 1) },
            detail: "list-triggers shows \(ids.count == 1 ? "trigger" : "triggers") \(Numbers.list(ids)) as "
                + (isOff ? "inactive." : "of another type than JOB."))
    }

    static let mapping = TriageCheck("mapping") { evidence, entry in
        var findings = evidence.found(entry.codes).map { complained($0, evidence) }
        for (number, answer) in evidence.mappings.sorted(by: { $0.key < $1.key }) {
            if case .failed(let finding) = answer { findings.append(unmapped(finding, number, evidence)) }
        }
        findings += otherGroups(evidence) + switchedOff(evidence, told: findings)
        let known = evidence.scope.filter {
            evidence.hasMapping($0) || evidence.resolved.isInactive(business: $0) != nil
        }
        if known.isEmpty, findings.isEmpty {
            return evidence.unasked ?? .skipped("no mapping is known", needs: ["--config", "requests.readMapping"])
        }
        let active = known.count { evidence.resolved.isInactive(business: $0) == false }
        let fine =
            active == known.count && active > 0
            ? "active"
            : known.count == 1 ? "mapped" : Numbers.counted(known.count, "location mapped", "locations mapped")
        return .judged(findings, fine: fine)
    }

    /// A number on which a group hangs is an enterprise's, or that of a client's only location: without a record of it, a
    /// missing mapping does not tell which.
    private static func unmapped(_ finding: Finding, _ number: String, _ evidence: ClientEvidence) -> Finding {
        guard finding.code == RoomFinding.noMapping, let count = evidence.groups[number]?.value, count > 0,
            evidence.log.value?.days[number]?.days.isEmpty ?? true
        else { return finding }
        return evidence.finding(
            RoomFinding.noMapping, .undetermined, of: [number],
            detail:
                "A group hangs on \(number), and it has no mapping of its own: it is the enterprise's number, or that of "
                + "a client's only location, which was never added to its group.")
    }

    /// An inactive mapping is a note, but where the client complains of that location.
    private static func complained(_ finding: Finding, _ evidence: ClientEvidence) -> Finding {
        let isNamed = finding.businesses.contains { evidence.question.businesses.contains($0.businessNumber) }
        guard finding.code == RoomFinding.inactive, isNamed || evidence.question.symptom == "silence" else {
            return finding
        }
        var problem = finding
        problem.severity = .warning
        problem.verdict = .likely
        return problem
    }

    /// Locations that only `--set` calls inactive: no body of theirs was given in which the configuration's own check could
    /// see it.
    private static func switchedOff(_ evidence: ClientEvidence, told: [Finding]) -> [Finding] {
        let known = Set(
            told.filter { $0.code == RoomFinding.inactive || $0.code == RoomFinding.inactiveAndSilent }.flatMap(
                \.businesses
            ).map(
                \.businessNumber))
        let silent = evidence.found([RoomFinding.inactiveAndSilent]).flatMap(\.businesses).map(\.businessNumber)
        let numbers = evidence.scope.filter {
            evidence.resolved.isInactive(business: $0) == true && !known.contains($0) && !silent.contains($0)
        }
        if numbers.isEmpty { return [] }
        let finding = evidence.finding(
            RoomFinding.inactive, .likely, of: numbers,
            evidence: [Evidence(name: "active", value: "false", count: numbers.count)],
            detail: "Status is Inactive (--set).")
        return [complained(finding, evidence)]
    }

    /// Mappings that name a group which is not among those that hang on the client's number.
    private static func otherGroups(_ evidence: ClientEvidence) -> [Finding] {
        let owned = Set(evidence.configuration.groups.compactMap(\.groupID))
        guard !owned.isEmpty else { return [] }
        return evidence.configuration.mappings.compactMap { mapping in
            guard let id = mapping.groupID, !owned.contains(id), evidence.scope.contains(mapping.businessNumber) else {
                return nil
            }
            let number = mapping.businessNumber
            let isRead = evidence.mappings[number]?.value?.group == id && !evidence.groups.isEmpty
            return evidence.finding(
                Codes.otherGroup, isRead ? .confirmed : .likely, of: [number],
                evidence: [Evidence(name: "integrationGroupId", value: id, count: 1)],
                detail: "The mapping of \(number) names group \(id); the client's is \(Numbers.list(owned.sorted())).")
        }
    }

    static let properties = TriageCheck("properties") { evidence, entry in
        let bodies = evidence.configuration.mappings.filter { evidence.scope.contains($0.businessNumber) }
        let findings = evidence.found(entry.codes)
        let hasValues =
            bodies.contains { !$0.settings.isEmpty } || !evidence.question.settings.isEmpty
            || evidence.configuration.groups.contains { !$0.settings.isEmpty }
        guard hasValues else {
            if !findings.isEmpty { return .judged(findings, fine: "") }
            return .skipped("no properties are known", needs: ["--config", "--set"])
        }
        let all = findings + missing(evidence, bodies) + Outliers(evidence).findings
        return .judged(all, fine: "nothing missing or unusual")
    }

    /// What a mapping's setup needs: a practice, and a department or a provider (company support articles).
    private static func missing(_ evidence: ClientEvidence, _ bodies: [MappingConfiguration]) -> [Finding] {
        let known = bodies.filter { !$0.settings.isEmpty }.map(\.businessNumber)
        return Set(known).sorted().compactMap { number in
            guard let athenahealth = evidence.athenahealth, evidence.integration(of: number) == athenahealth else {
                return nil
            }
            var lacking: [String] = []
            if evidence.text("practiceid", number) == nil { lacking.append("practiceid") }
            if evidence.text("departmentid", number) == nil, evidence.text("athenaProviderNpi", number) == nil {
                lacking.append("departmentid or athenaProviderNpi")
            }
            if lacking.isEmpty { return nil }
            return evidence.finding(
                Codes.missingProperty, .likely, of: [number], integration: athenahealth,
                evidence: lacking.map { Evidence(name: "property", value: $0, count: 1) },
                detail: "The mapping of \(number) has no \(lacking.joined(separator: ", and no ")).")
        }
    }

    static let visits = TriageCheck("visits") { evidence, entry in
        let lists = evidence.playbooks.playbooks.flatMap(\.properties).filter {
            $0.separator != nil && !$0.visits.isEmpty
        }
        let known = evidence.scope.filter { number in lists.contains { evidence.text($0.name, number) != nil } }
        if known.isEmpty { return .skipped("no allowed list is known", needs: ["--config", "--set"]) }
        return .judged(evidence.found(entry.codes), fine: "visits only")
    }

    static let npi = TriageCheck("npi", applies: { $0.mayBe($0.athenahealth) }) { evidence, entry in
        let mapped = evidence.scope.flatMap { evidence.values("athenaProviderNpi", $0) }
        let given = evidence.question.npis
        if mapped.isEmpty, given.isEmpty {
            // Setup 1 has none.
            if evidence.scope.contains(where: { evidence.text("departmentid", $0) != nil }) {
                return .judged(evidence.found(entry.codes), fine: "none: the location is a department")
            }
            return .skipped("no NPI is known", needs: ["--npi"])
        }
        return .judged(
            evidence.found(entry.codes) + NPICheck.check(given, evidence.playbooks).notes.findings,
            fine: "well-formed")
    }

    static let claims = TriageCheck("claims") { evidence, entry in
        let mapped = Set(evidence.configuration.mappings.map(\.businessNumber))
        if mapped.count < 2 { return .skipped("only one location is known", needs: ["--config"]) }
        return .judged(evidence.found(entry.codes), fine: "no two locations share one")
    }

    static let agreement = TriageCheck("agreement") { evidence, _ in
        let question = evidence.question
        let given =
            [
                (question.practices, "practiceid", "practice"),
                (question.departments.filter { $0.allSatisfy(\.isNumber) }, "departmentid", "department"),
                (question.npis, "athenaProviderNpi", "NPI"),
            ].filter { !$0.0.isEmpty }
        if given.isEmpty { return .skipped("the client gave no practice, department or NPI", needs: ["--practice"]) }
        var findings: [Finding] = []
        var compared = 0
        for number in evidence.scope {
            for (said, key, what) in given {
                let mapped = evidence.values(key, number)
                if mapped.isEmpty { continue }
                compared += 1
                let plain = said.map(\.trimmed)
                guard Set(plain).isDisjoint(with: mapped) else { continue }
                findings.append(disagreement(number, key, what, plain, mapped, evidence))
            }
        }
        if compared == 0 { return .skipped("nothing is mapped to compare with", needs: ["--config", "--set"]) }
        return .judged(findings, fine: "they agree")
    }

    private static func disagreement(
        _ number: String, _ key: String, _ what: String, _ said: [String], _ mapped: [String],
        _ evidence: ClientEvidence
    ) -> Finding {
        evidence.finding(
            Codes.disagrees, .likely, of: [number], key: [key], integration: evidence.athenahealth,
            evidence: mapped.map { Evidence(name: key, value: $0, count: 1) },
            detail: "The client says \(what) \(Numbers.list(said)); mapped is \(Numbers.list(mapped)).")
    }
}

/// Locations that have another value than all of their sisters, where there are enough to tell.
private struct Outliers {
    private(set) var findings: [Finding] = []

    /// Fewer sisters that agree show nothing.
    private static let leastSisters = 3

    init(_ evidence: ClientEvidence) {
        let numbers = evidence.resolved.businesses
        guard numbers.count > Self.leastSisters else { return }
        for playbook in evidence.playbooks.playbooks where playbook.kind == .integration {
            for property in playbook.properties where !property.belongsToOneLocation && property.within == nil {
                let values = numbers.compactMap { number in
                    evidence.text(property.name, number).map { (number, $0.trimmed.lowercased()) }
                }
                let groups = Dictionary(grouping: values) { $0.1 }
                guard values.count > Self.leastSisters, groups.count == 2,
                    let alone = groups.first(where: { $0.value.count == 1 })?.value.first,
                    evidence.scope.contains(alone.0)
                else { continue }
                findings.append(
                    evidence.finding(
                        Codes.outlier, .likely, of: [alone.0], key: [property.name], integration: playbook.name,
                        evidence: [
                            Evidence(name: property.name, value: evidence.text(property.name, alone.0), count: 1)
                        ],
                        detail: "\(alone.0) has another `\(property.name)` than its \(values.count - 1) sisters."))
            }
        }
    }
}
