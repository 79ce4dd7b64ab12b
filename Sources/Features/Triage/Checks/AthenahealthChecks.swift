internal import Configuration
internal import LogAnalysis
internal import Lookup
internal import Model
internal import Support

/// What athenahealth says of the practices, departments and cancellation reasons that are mapped or were given.
enum AthenahealthChecks {
    private static func applies(_ evidence: ClientEvidence) -> Bool { evidence.mayBe(evidence.athenahealth) }

    /// Why there is nothing of athenahealth's to judge; nil where there is.
    private static func absence(_ evidence: ClientEvidence) -> CheckOutcome? {
        if let absence = evidence.athenahealthAbsence { return .skipped(absence.why, needs: absence.needs) }
        if evidence.practices.isEmpty {
            return .skipped("no practice is known", needs: ["--practice", "--set practiceid=ID"])
        }
        return nil
    }

    static let credential = TriageCheck("credential", applies: applies) { evidence, entry in
        if let absence = absence(evidence) { return absence }
        let codes = Set(entry.codes)
        let findings = evidence.practices.sorted { $0.key < $1.key }.compactMap(\.value.value).flatMap(\.findings)
            .filter {
                codes.contains($0.code)
            }
        return .judged(distinct(findings), fine: "athenahealth accepts them")
    }

    static let practice = TriageCheck("practice", after: ["credential"], applies: applies) { evidence, entry in
        if let absence = absence(evidence) { return absence }
        let codes = Set(entry.codes)
        let all = evidence.practices.sorted { $0.key < $1.key }
        let findings = all.flatMap { id, answer -> [Finding] in
            (answer.value?.findings ?? []).filter { codes.contains($0.code) }.map { of($0, id, evidence) }
        }
        let names = all.map { id, answer in answer.value?.name.map { "\(id), \($0)" } ?? id }
        return .judged(distinct(findings), fine: names.joined(separator: "; "))
    }

    /// The locations that have the practice.
    private static func of(_ finding: Finding, _ practice: String, _ evidence: ClientEvidence) -> Finding {
        var finding = finding
        let numbers = evidence.scope.filter { evidence.values("practiceid", $0).contains(practice) }
        if !numbers.isEmpty { finding.concern(numbers) }
        return finding
    }

    private static func distinct(_ findings: [Finding]) -> [Finding] {
        var seen: Set<String> = []
        return findings.filter { seen.insert($0.id).inserted }
    }

    static let departments = TriageCheck("departments", after: ["credential", "practice"], applies: applies) {
        evidence, entry in
        if let absence = absence(evidence) { return absence }
        var findings: [Finding] = []
        var compared = 0
        let lookup = DepartmentComparison(evidence.playbooks)
        for (id, answer) in evidence.practices.sorted(by: { $0.key < $1.key }) {
            guard let practice = answer.value else { continue }
            findings += practice.departmentFindings.filter { entry.codes.contains($0.code) }
            guard let departments = practice.departments else { continue }
            for number in evidence.scope {
                let isHere = evidence.values("practiceid", number).contains(id)
                let mapped = isHere ? evidence.values("departmentid", number) : []
                if mapped.isEmpty { continue }
                compared += mapped.count
                findings += lookup.ids(mapped, departments).map { finding in
                    var finding = finding
                    finding.id += "-\(number)"
                    finding.concern([number])
                    return shown(finding, number, evidence)
                }
            }
            if !evidence.question.departments.isEmpty {
                compared += evidence.question.departments.count
                findings += lookup.given(evidence.question.departments, departments)
            }
            findings += unmapped(id, departments, evidence)
        }
        if compared == 0, findings.isEmpty {
            if evidence.scope.contains(where: { evidence.text("athenaProviderNpi", $0) != nil }) {
                return .judged([], fine: "none: the location is a provider")
            }
            if evidence.scope.contains(where: { evidence.text("departmentid", $0) != nil }) {
                return .skipped("the practice's departments were not read", needs: [])
            }
            return .skipped("no department is known", needs: ["--department", "--set departmentid=ID"])
        }
        return .judged(
            distinct(findings.filter { $0.code != RoomFinding.hiddenDepartment || $0.isWrong }),
            fine: "\(Numbers.counted(compared, "department is", "departments are")) there")
    }

    /// A hidden department is a problem only where hidden ones are not fetched, and none where they are.
    private static func shown(_ finding: Finding, _ number: String, _ evidence: ClientEvidence) -> Finding {
        guard finding.code == RoomFinding.hiddenDepartment, let setting = evidence.text("showalldepartments", number)
        else {
            return finding
        }
        var finding = finding
        if setting.trimmed.lowercased() == "true" {
            finding.severity = .info
            return finding
        }
        let silent = evidence.isSilent(number)
        return evidence.finding(
            Codes.hiddenNotFetched, silent ? .confirmed : .likely, of: [number], evidence: finding.evidence,
            detail: "The department is hidden in the portal, and *Show All departments* is `\(setting.trimmed)`"
                + (silent ? "; the location sends no contacts." : "."))
    }

    /// Departments that no location has, where all locations of the client are known.
    private static func unmapped(
        _ practice: String, _ departments: (rows: [Department], areAll: Bool), _ evidence: ClientEvidence
    ) -> [Finding] {
        let numbers = evidence.resolved.businesses.filter { evidence.values("practiceid", $0).contains(practice) }
        let mapped = Set(numbers.flatMap { evidence.values("departmentid", $0) })
        guard evidence.scope.count > 1, !mapped.isEmpty else { return [] }
        let free = departments.rows.filter { !$0.isHidden && !mapped.contains($0.id) }
        if free.isEmpty { return [] }
        return [
            evidence.finding(
                Codes.unmappedDepartment, .likely, key: [practice], integration: evidence.athenahealth,
                evidence: free.prefix(20).map { Evidence(name: "departmentid", value: $0.id, count: 1) },
                detail:
                    "Of practice \(practice), \(Numbers.counted(free.count, "department belongs", "departments belong")) "
                    + "to no location.")
        ]
    }

    static let cancelReasons = TriageCheck(
        "cancelReasons", after: ["credential", "practice"],
        applies: { evidence in
            evidence.scope.contains { evidence.text("Cancellation Reason ID", $0) != nil }
        }
    ) { evidence, entry in
        if let absence = absence(evidence) { return absence }
        var findings: [Finding] = []
        for number in evidence.scope {
            guard let reason = evidence.text("Cancellation Reason ID", number)?.trimmed else { continue }
            for id in evidence.values("practiceid", number) {
                guard let practice = evidence.practices[id]?.value else { continue }
                findings += practice.cancelReasonFindings
                guard let reasons = practice.cancelReasons, !reasons.contains(reason) else { continue }
                findings.append(
                    evidence.finding(
                        Codes.unknownCancelReason, .confirmed, of: [number], integration: evidence.athenahealth,
                        evidence: [Evidence(name: "Cancellation Reason ID", value: reason, count: 1)],
                        detail:
                            "Practice \(id) has \(Numbers.counted(reasons.count, "reason", "reasons")), none with this id."
                    ))
            }
        }
        return .judged(distinct(findings), fine: "one of the practice's")
    }
}

/// Compares ids and names with departments that were read.
private struct DepartmentComparison {
    let playbooks: PlaybookSet

    init(_ playbooks: PlaybookSet) { self.playbooks = playbooks }

    func ids(_ ids: [String], _ departments: (rows: [Department], areAll: Bool)) -> [Finding] {
        DepartmentLookup.judge(ids, among: departments, playbooks).findings
    }

    /// What the client gave: ids, or names.
    func given(_ said: [String], _ departments: (rows: [Department], areAll: Bool)) -> [Finding] {
        let ids = said.filter { $0.allSatisfy(\.isNumber) }
        let names = said.filter { !$0.allSatisfy(\.isNumber) }
        return self.ids(ids, departments)
            + (names.isEmpty ? [] : DepartmentLookup.judge(names: names, among: departments, playbooks).findings)
    }
}

extension Finding {
    /// Makes it one about these locations.
    mutating func concern(_ numbers: [String]) {
        businesses = numbers.map { BusinessCount(businessNumber: $0, count: 1) }
        businessesTotal = numbers.count
        if numbers.count == 1 { subject.businessNumber = numbers.first }
    }
}

extension ClientEvidence {
    /// Whether the log shows that a location is silent, or has no record of it while sisters have some.
    func isSilent(_ number: String) -> Bool {
        guard let log = log.value else { return false }
        if log.days[number]?.days.isEmpty ?? true { return log.days.values.contains { !$0.days.isEmpty } }
        return log.report.findings.contains { finding in
            (finding.code == RoomFinding.stop || finding.code == RoomFinding.inactiveAndSilent) && finding.isWrong
                && finding.businesses.contains { $0.businessNumber == number }
        }
    }
}
