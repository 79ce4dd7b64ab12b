internal import Services
internal import Configuration
internal import LogAnalysis
internal import Model
internal import Support

/// What the logs show, and what nothing else does.
enum LogChecks {
    static let all: [TriageCheck] = [
        authorization, ofRhythm("stops", fine: "no stop"), ofRhythm("falls", fine: "no fall"), failures, restrictions,
        ofLog("letThrough", fine: { "none that the configuration refuses" }), ofLog("beta", fine: { "no" }), reminders,
        fetchDelay, evidenceGiven,
    ]

    /// A check of the days on which contacts came; where no location has a rhythm, or nothing shows whether the log goes on
    /// behind its last contact, "none" is not known (rules.md D34).
    private static func ofRhythm(_ name: String, fine: String) -> TriageCheck {
        TriageCheck(name) { evidence, entry in
            guard let log = evidence.log.value else {
                if case .absent(let why, let needs) = evidence.log { return .skipped(why, needs: needs) }
                return .skipped("no log was read", needs: ["--logs"])
            }
            let findings = evidence.found(entry.codes)
            if findings.contains(where: \.isWrong) { return .judged(findings, fine: "") }
            if !evidence.scope.contains(where: { log.hasRhythm($0) }) {
                return .skipped("the log has fewer than two weeks of contacts", needs: ["--logs"])
            }
            if log.days.count == 1, evidence.question.since == nil, evidence.question.until == nil {
                return .skipped("only one location is in the log, so its end is not known", needs: ["--since 30d"])
            }
            // Who complains of silence wants to know about today.
            if let days = log.age, days > LogEvidence.freshDays, evidence.question.since == nil,
                evidence.question.until == nil, evidence.question.symptom.map(ofToday.contains) ?? false
            {
                return .skipped("the log ends \(days) days ago", needs: ["--since 30d"])
            }
            return .judged(findings, fine: fine)
        }
    }

    private static let ofToday: Set = ["silence", "few"]

    /// A check that takes its findings from the log.
    private static func ofLog(_ name: String, fine: @escaping @Sendable () -> String) -> TriageCheck {
        TriageCheck(name) { evidence, entry in
            switch evidence.log {
            case .absent(let why, let needs): .skipped(why, needs: needs)
            case .failed(let finding): .judged([finding], fine: "")
            case .came: .judged(evidence.found(entry.codes), fine: fine())
            }
        }
    }

    /// A failed run behind which the location has had contacts again is over.
    static let failures = TriageCheck("failures") { evidence, entry in
        guard let log = evidence.log.value else {
            if case .absent(let why, let needs) = evidence.log { return .skipped(why, needs: needs) }
            return .skipped("no log was read", needs: ["--logs"])
        }
        let findings = evidence.found(entry.codes).map { finding -> Finding in
            guard let last = finding.lastSeen.map({ String($0.prefix(10)) }), !finding.businesses.isEmpty,
                finding.businesses.count == finding.businessesTotal,
                finding.businesses.allSatisfy({ location in
                    log.days[location.businessNumber]?.days.contains { $0.day > last && $0.contacts > 0 } ?? false
                })
            else { return finding }
            var past = finding
            past.severity = .info
            return past
        }
        let past = findings.count { !$0.isWrong }
        return .judged(findings, fine: past == 0 ? "no failed run" : "none since contacts came again")
    }

    /// Contacts that are no visits are usually right to hold back: a healthy client has them every day.
    static let restrictions = TriageCheck("restrictions") { evidence, entry in
        guard let log = evidence.log.value else {
            if case .absent(let why, let needs) = evidence.log { return .skipped(why, needs: needs) }
            return .skipped("no log was read", needs: ["--logs"])
        }
        let findings = evidence.found(entry.codes).map { finding -> Finding in
            let isUsual =
                finding.isDecided && !finding.evidence.isEmpty
                && finding.evidence.allSatisfy { $0.isVisit == false }
            guard isUsual else { return finding }
            var usual = finding
            usual.severity = .info
            return usual
        }
        let turned = findings.compactMap { turn(of: $0, log, evidence) }
        if !turned.isEmpty { return .judged(findings + turned, fine: "") }
        let held = log.report.coverage.counters?.restricted ?? 0
        let fine = held == 0 ? "none" : "\(Numbers.grouped(held)), usually right: not visits"
        return .judged(findings, fine: fine)
    }

    /// From this share of contacts on, days are days without visits.
    private static let mostNotVisits = 0.6
    /// So many days with contacts tell what was usual before, and that it is otherwise since.
    private static let (usualDays, turnedDays) = (8, 3)

    /// What is usually right to hold back, where a location had none of it before and hardly anything else since: then its
    /// requests have all but stopped.
    private static func turn(of finding: Finding, _ log: LogEvidence, _ evidence: ClientEvidence) -> Finding? {
        guard finding.severity == .info, finding.holdsBack, let first = finding.firstSeen?.prefix(10),
            let number = finding.businesses.first?.businessNumber, finding.businessesTotal == 1,
            evidence.scope.contains(number), let days = log.days[number]?.days.filter({ $0.contacts > 0 })
        else { return nil }
        let since = days.filter { $0.day >= first }
        let contacts = since.reduce(0) { $0 + $1.contacts }
        guard days.count - since.count >= usualDays, since.count >= turnedDays,
            Double(finding.count) >= mostNotVisits * Double(contacts)
        else { return nil }
        let meanings = finding.evidence.compactMap(\.meaning).map { String($0.prefix { $0 != "(" }).trimmed }
        let what = meanings.isEmpty ? "" : " (\(Numbers.list(meanings)))"
        return evidence.finding(
            Codes.noVisitsSince, .likely, of: [number],
            evidence: [Evidence(name: "since", value: Headline.shown(String(first)), count: finding.count)],
            detail:
                "Since \(Headline.shown(String(first))), \(finding.count) of \(contacts) contacts were not visits\(what); "
                + "before, none of \(Numbers.counted(days.count - since.count, "day", "days")) had one.")
    }

    /// Whether the platform calls the location unauthorized; without its answer, a 401 in the log is the only sign.
    static let authorization = TriageCheck("authorization") { evidence, _ in
        var findings: [Finding] = []
        var isAuthorized = 0
        for (number, answer) in evidence.mappings.sorted(by: { $0.key < $1.key }) {
            guard let mapping = answer.value else { continue }
            switch mapping.isAuthorized {
            case true: isAuthorized += 1
            case false: findings.append(unauthorized(number, evidence))
            case nil:
                findings.append(
                    evidence.finding(
                        RoomFinding.couldNotCheck, .undetermined, of: [number], key: ["state"],
                        detail: "The answer to readMapping holds none of the profile's words for authorized or "
                            + "unauthorized."))
            }
        }
        if isAuthorized + findings.count > 0 { return .judged(findings, fine: "authorized") }
        let seen = evidence.found(evidence.codes(showing: "unauthorized"))
        if !seen.isEmpty { return .judged(seen, fine: "") }
        return .skipped(
            evidence.platformAbsence?.why ?? "the profile does not say how the state is read",
            needs: ["requests.readMapping"])
    }

    private static func unauthorized(_ number: String, _ evidence: ClientEvidence) -> Finding {
        evidence.finding(
            Codes.unauthorized, .confirmed, of: [number],
            detail: "The platform answers that \(number) is unauthorized.")
    }

    static let reminders = TriageCheck(
        "reminders",
        applies: { evidence in
            let properties = evidence.playbooks.playbooks.flatMap(\.properties).filter(\.forReminders)
            let isUsed = evidence.scope.contains { number in
                properties.contains { evidence.text($0.name, number) != nil }
            }
            return evidence.question.symptom == "reminders" || isUsed
        }
    ) { evidence, entry in
        guard evidence.configuration.groups.contains(where: \.showsTriggers) else {
            return .skipped("the group's triggers are not known", needs: ["--config"])
        }
        return .judged(evidence.found(entry.codes), fine: "their triggers are there")
    }

    static let fetchDelay = TriageCheck(
        "fetchDelay",
        applies: { evidence in evidence.scope.contains { evidence.text("Customer fetch delay", $0) != nil } }
    ) { evidence, entry in
        let days = Set(evidence.scope.compactMap { evidence.text("Customer fetch delay", $0)?.trimmed }).sorted()
        return .judged(
            evidence.found(entry.codes), fine: days == ["0"] || days == [""] ? "no delay" : "\(Numbers.list(days)) days"
        )
    }

    /// Whatever logs and configuration say that no other check tells: an input of another client, damage, missing times.
    static let evidenceGiven = TriageCheck(TriageChecks.ofInputs) { evidence, entry in
        let told = Set(evidence.playbooks.playbooks.flatMap(\.checks).filter { $0.name != entry.name }.flatMap(\.codes))
        // Where the mapping is that of the location that was asked about, only the log can be another client's, which is told
        // by what the log lacks.
        let isOwn = evidence.scope.contains(where: evidence.hasMapping)
        let rest = (evidence.configurationFindings + (evidence.log.value?.report.findings ?? []))
            .filter { !told.contains($0.code) && evidence.concerns($0) }
            .filter { $0.code != RoomFinding.otherConfiguration || !isOwn }
        return .judged(rest, fine: "read")
    }
}
