internal import Model
internal import Reporting
internal import Support

/// At most eight lines for one reader: what a ticket records, what the client may read, what the vendor or engineering needs.
struct AudienceTexts {
    let diagnosis: Diagnosis

    /// For whom there is a text (`--for`).
    static let audiences = ["ticket", "client", "vendor", "engineering"]
    private static let mostLines = 8

    private var evidence: ClientEvidence { diagnosis.evidence }

    func lines(for audience: String) -> [String] {
        let lines =
            switch audience {
            case "client": client
            case "vendor": vendor
            case "engineering": engineering
            default: ticket
            }
        return Array(lines.prefix(Self.mostLines))
    }

    private var headline: String { Headline(diagnosis: diagnosis).text }

    private var ticket: [String] {
        var lines = [headline]
        for cause in diagnosis.causes.prefix(2) {
            let root = cause.finding
            lines.append(
                "Cause: \(root.title) (\(root.code), \(root.verdict.shown)). \(FindingParts.parts(of: root).known)"
                    + (cause.elsewhere.map { " \($0)" } ?? ""))
        }
        if let root = diagnosis.roots.first {
            let followers = diagnosis.followers(of: root)
            if !followers.isEmpty {
                lines.append(
                    "Follows from it: \(Numbers.list(followers.map { "\($0.brief ?? $0.title) (\($0.code))" })).")
            }
        }
        if let step = NextStep(diagnosis: diagnosis).remedy {
            let next = diagnosis.causes.first?.combined(step) ?? step
            lines.append("Next: [\(next.owner.rawValue)] \(next.short)")
            if let line = next.copied { lines.append(line) }
        }
        let skipped = diagnosis.checks.filter { $0.state == .skipped }.map(\.title)
        if !skipped.isEmpty { lines.append("Not looked at: \(skipped.joined(separator: ", ")).") }
        return lines
    }

    /// Nothing internal: only sentences that the playbooks allow to be sent.
    private var client: [String] {
        let texts = diagnosis.roots.filter { $0.isWrong && $0.isDecided }
            .compactMap { root in root.remedies.lazy.compactMap(\.tellClient).first }
        var said: [String] = []
        for text in texts where !said.contains(text) { said.append(text) }
        if said.isEmpty {
            if diagnosis.outcome == .ok {
                return [
                    "We checked your review request integration, and it is working.",
                    "If you miss requests for certain patients, please send us the dates of their appointments.",
                ]
            }
            let isFound = diagnosis.roots.first?.isDecided == true
            return [
                "We are looking into your review requests.",
                isFound
                    ? "We have found where the problem lies and are working on it; there is nothing you need to do right now."
                    : "We do not know the cause yet, and will tell you as soon as we do, or if we need anything from you.",
            ]
        }
        return ["Hello,"] + said.prefix(3) + ["Thank you."]
    }

    /// Practice, call, time and place of the request id, which every case of the vendor's asks for.
    private var vendor: [String] {
        let scope = evidence.scope
        let practices = Set(scope.flatMap { evidence.values("practiceid", $0) } + evidence.question.practices).sorted()
        let departments = Set(scope.flatMap { evidence.values("departmentid", $0) }).sorted()
        var lines: [String] = []
        if let root = diagnosis.roots.first { lines.append("Problem: \(root.title).") }
        if !practices.isEmpty { lines.append("Practice: \(practices.joined(separator: ", "))") }
        if !departments.isEmpty { lines.append("Departments: \(departments.joined(separator: ", "))") }
        // The failed call itself, and not the silence after it.
        let failed = diagnosis.findings.first { $0.severity == .error && $0.firstSeen != nil && !$0.countsLocations }
        if let failed, let first = failed.firstSeen, let last = failed.lastSeen {
            lines.append(
                "Error: \(failed.title), \(ShownTime.span(first, last)) UTC, \(Numbers.plural(failed.count, "time")).")
            let shown = failed.evidence.prefix(2).compactMap(\.value).joined(separator: ", ")
            if !shown.isEmpty { lines.append("Answer: \(shown)") }
        }
        let isAthenahealth =
            !practices.isEmpty || scope.contains { evidence.integration(of: $0) == evidence.athenahealth }
        if failed != nil, isAthenahealth {
            lines.append("Request ID: the `X-Request-Id` header of the failed call (from our log).")
        }
        let access = isAthenahealth ? "our access to this practice is active" : "our access for this client is active"
        lines.append("Please tell us whether \(access)\(failed == nil ? "" : ", and why these calls are refused").")
        return lines
    }

    private var engineering: [String] {
        var lines = [headline]
        for root in diagnosis.causes.prefix(2).map(\.finding) {
            lines.append("\(root.code) \(root.verdict.shown): \(FindingParts.parts(of: root).known)")
        }
        let seen = diagnosis.findings.compactMap { finding in
            finding.firstSeen.map { "\(finding.code) first seen \(ShownTime.minute($0)) UTC" }
        }
        if let first = seen.first { lines.append(first) }
        if let query = diagnosis.roots.lazy.flatMap(\.remedies).compactMap(\.query).first { lines.append(query) }
        return lines
    }
}
