internal import Services
internal import LogAnalysis
internal import Configuration
internal import Model
internal import Support

/// The number that was given, and what hangs on it.
enum NumberChecks {
    static let number = TriageCheck("number") { evidence, entry in
        var findings = evidence.found(entry.codes)
        for number in evidence.question.businesses + [evidence.question.enterprise].compactMap(\.self)
        where number.utf8.count != 15 && !findings.contains(where: { $0.code == RoomFinding.unusualNumber }) {
            findings.append(
                evidence.finding(
                    RoomFinding.unusualNumber, .likely, of: [number],
                    detail: "\(number) has \(Numbers.plural(number.utf8.count, "digit")); a business number has 15."))
        }
        for number in evidence.question.businesses where evidence.isEnterprise(number) {
            let members = evidence.members(ofEnterprise: number)
            findings.append(
                evidence.finding(
                    Codes.isEnterprise, .confirmed, of: [number],
                    detail: "A group hangs on \(number), and "
                        + "\(Numbers.counted(members.count, "other location is", "other locations are")) mapped to it: "
                        + "\(members.prefix(3).joined(separator: ", "))\(members.count > 3 ? " and more" : "")."))
        }
        let count = evidence.scope.count
        return .judged(findings, fine: count == 1 ? "15 digits" : "\(Numbers.counted(count, "location", "locations"))")
    }

    static let group = TriageCheck("group") { evidence, entry in
        var findings = evidence.found(entry.codes)
        var isKnown = !evidence.configuration.groups.isEmpty
        for (number, answer) in evidence.groups.sorted(by: { $0.key < $1.key }) {
            switch answer {
            case .came(0):
                if let finding = noGroup(number, evidence) { findings.append(finding) }
            case .came(let count) where count > 1:
                isKnown = true
                findings += severalGroups(number, count, evidence)
            case .came: isKnown = true
            case .failed(let finding): findings.append(finding)
            case .absent: break
            }
        }
        findings += otherIntegration(evidence)
        if findings.isEmpty, !isKnown {
            if !evidence.groups.isEmpty {
                return .skipped(
                    "no group hangs on this number; it may hang on the enterprise", needs: ["--enterprise"])
            }
            return evidence.unasked ?? .skipped("no group was given", needs: ["--config"])
        }
        let ids = Set(evidence.configuration.groups.compactMap(\.groupID)).sorted()
        let names = Set(evidence.scope.compactMap { evidence.integration(of: $0) }).sorted()
        let group = ids.count == 1 ? "group \(ids[0])" : ids.isEmpty ? "a group" : "\(ids.count) groups"
        return .judged(findings, fine: ([group] + names).joined(separator: ", "))
    }

    /// Where the location runs, its group hangs somewhere else: on the enterprise. Otherwise one question is open, unless the
    /// enterprise itself was asked.
    private static func noGroup(_ number: String, _ evidence: ClientEvidence) -> Finding? {
        let isLast = evidence.question.enterprise == number
        let runs = evidence.log.value?.days[number]?.days.isEmpty == false
        let isTied = evidence.configuration.mappings.contains { $0.businessNumber == number && $0.groupID != nil }
        if !isLast, runs || isTied { return nil }
        // Of a group at the enterprise, all locations depend.
        var finding = evidence.finding(
            Codes.noGroup, isLast ? .confirmed : .undetermined, of: isLast ? evidence.scope : [number],
            detail: isLast
                ? "read-group answered that nothing hangs on the enterprise \(number)."
                : "read-group answered that nothing hangs on \(number), and no record of it was seen.")
        finding.nearMisses = near(number, evidence)
        return finding
    }

    /// Numbers at hand that a mistyped one may stand for.
    private static func near(_ number: String, _ evidence: ClientEvidence) -> [NearMiss] {
        let known = Set(
            evidence.resolved.businesses + (evidence.log.value?.days.keys.sorted() ?? [])
                + evidence.configuration.groups.compactMap(\.businessNumber))
        let typed = Array(number.utf8)
        return known.sorted().filter { $0 != number }.filter {
            EditDistance.between(typed, Array($0.utf8), limit: 2) != nil
        }.prefix(3).map { NearMiss(value: number, candidate: $0, why: "differs by a digit or two") }
    }

    private static func severalGroups(_ number: String, _ count: Int, _ evidence: ClientEvidence) -> [Finding] {
        // Where every location's mapping names its group, nothing is open.
        let open = evidence.scope.filter { location in
            !evidence.configuration.mappings.contains { $0.businessNumber == location && $0.groupID != nil }
        }
        if open.isEmpty { return [] }
        return [
            evidence.finding(
                Codes.severalGroups, .undetermined, of: open,
                detail: "read-group answered with \(count) groups for \(number).")
        ]
    }

    private static func otherIntegration(_ evidence: ClientEvidence) -> [Finding] {
        evidence.scope.compactMap { number in
            guard let grouped = evidence.resolved.integration(of: number),
                let logged = evidence.log.value?.days[number]?.integration, grouped != logged
            else { return nil }
            return evidence.finding(
                Codes.otherIntegration, .undetermined, of: [number], integration: grouped,
                detail: "The group of \(number) is \(grouped)'s, and its records are \(logged)'s.")
        }
    }
}

extension ClientEvidence {
    /// Whether a number is the enterprise's: a group hangs on it, others are mapped to that group, and it has no mapping.
    func isEnterprise(_ number: String) -> Bool {
        !hasMapping(number) && !members(ofEnterprise: number).isEmpty
    }

    /// The locations that are mapped to the groups that hang on a number.
    func members(ofEnterprise number: String) -> [String] {
        let ids = Set(configuration.groups.filter { $0.businessNumber == number }.compactMap(\.groupID))
        var seen: Set<String> = []
        return configuration.mappings.filter { mapping in mapping.groupID.map(ids.contains) ?? false }
            .map(\.businessNumber).filter { $0 != number && seen.insert($0).inserted }
    }
}
