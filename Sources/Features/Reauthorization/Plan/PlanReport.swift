public import Model
internal import Support

/// A plan for a person and as a report.
public struct PlanReport {
    /// Any plan, whether or not it holds something to do.
    public let plan: Plan
    /// Hold the words of the findings.
    public let playbooks: PlaybookSet
    /// The files and logs that the businesses came from; empty where the plan was read from its file.
    public let coverage: Coverage
    /// Where it was saved.
    public let path: String?
    /// Failures that the logs show beside a 401, for a plan without businesses.
    public let otherFailures: [String]
    /// What a printed command needs to mean the same profile.
    public let again: RepeatedOptions
    /// Whether all businesses are named, however many there are.
    private let listsAll: Bool

    /// A report of a plan as it was made; a `path` of nil says that it was not saved.
    public init(
        plan: Plan, playbooks: PlaybookSet, coverage: Coverage, path: String?, otherFailures: [String] = [],
        again: RepeatedOptions, listsAll: Bool = false
    ) {
        self.otherFailures = otherFailures
        self.listsAll = listsAll
        self.again = again
        self.plan = plan
        self.playbooks = playbooks
        self.coverage = coverage
        self.path = path
    }

    /// The answer of `reauthorize`: a decision for each business, and what remains to be done.
    public var report: Report {
        let findings = findings
        guard !plan.businesses.isEmpty else {
            return Report(
                command: "reauthorize", headline: "No business to reauthorize. \(emptiness)", result: result,
                coverage: coverage, findings: findings)
        }
        return Report(
            command: "reauthorize", headline: headline, result: result, view: view(findings), viewTellsFindings: true,
            verdict: groups.verdict, coverage: coverage, findings: findings)
    }

    private var groups: BusinessGroups {
        BusinessGroups(
            rows: plan.businesses.map {
                BusinessGroups.Row(number: $0.number, code: Self.code($0, plan).0, why: $0.detail)
            }, listsAll: listsAll, isByHand: !plan.canAuthorize)
    }

    private var headline: String {
        let ready = plan.willAuthorize.count
        let all = plan.businesses.count
        let rest = groups.counts(besides: ReauthorizeCodes.willAuthorize)
        let how = plan.canAuthorize ? "now" : "by hand"
        let unread = plan.canRead ? "" : " The credentials work. The state is unknown: it was not read."
        if all == 1, ready == 1, let only = plan.businesses.first {
            return "\(only.number) can be reauthorized \(how).\(unread)"
        }
        if ready == 0 {
            let none =
                all == 1
                ? "\(plan.businesses[0].number) cannot be reauthorized yet."
                : "None of \(all) businesses can be reauthorized now."
            let isDone = plan.businesses.allSatisfy { $0.decision == .alreadyAuthorized }
            if isDone {
                return all == 1
                    ? "\(plan.businesses[0].number) is authorized already."
                    : "All \(all) businesses are authorized already."
            }
            return all == 1 ? "\(none) \(plan.businesses[0].detail)" : none + rest
        }
        let share =
            ready == all ? "All \(Numbers.grouped(all))" : "\(Numbers.grouped(ready)) of \(Numbers.grouped(all))"
        return "\(share) businesses can be reauthorized \(how).\(rest)\(ready == all ? unread : "")"
    }

    private var result: PlainValue {
        [
            "run": .null, "plan": .text(plan.id), "reads": .integer(plan.reads), "writes": 0,
            "logins": .integer(plan.logins), "file": .optional(path),
            "expires": .text(Timestamp.text(seconds: plan.expires)),
            "businesses": .list(plan.businesses.map { Self.row($0, after: nil) }),
            "notLookedAt": .texts(plan.notLookedAt),
        ]
    }

    /// One business in `result`; `after` is nil before a run, and a `why` of nil leaves the plan's reason.
    public static func row(_ business: PlannedBusiness, after: String?, why: String? = nil) -> PlainValue {
        [
            "businessNumber": .text(business.number), "before": .text(business.before.rawValue),
            "decision": .text(business.decision.rawValue), "after": .optional(after),
            "why": .text(why ?? business.detail),
        ]
    }

    private func view(_ findings: [Finding]) -> [ViewBlock] {
        var blocks = groups.blocks
        let steps = steps(findings)
        if !steps.isEmpty { blocks.append(.steps(steps)) }
        if let path {
            let minutes = max(0, (plan.expires - Timestamp.now + 59) / 60)
            let until = "\(Timestamp.text(seconds: plan.expires).dropFirst(11).prefix(5)) UTC (\(minutes) min)"
            blocks.append(.note("Plan saved to \(path), valid until \(until). Nothing was changed."))
        } else {
            blocks.append(.note("The plan was not saved. Nothing was changed."))
        }
        blocks += Self.notLookedAt(plan)
        let calls = Counted.calls(reads: plan.reads, writes: 0, logins: plan.logins)
        return blocks + [.note("Checked with \(calls), \(again.profile(named: plan.profile)).")]
    }

    private func steps(_ findings: [Finding]) -> [ViewStep] {
        var steps: [ViewStep] = []
        let count = plan.willAuthorize.count
        if count > 0, let path {
            if plan.needsDashboard {
                steps.append(
                    ViewStep(
                        .support,
                        "First put the new credentials into the group (dashboard, Manage Properties): the profile has no "
                            + "request for it. `apply` asks whether that is done."))
            }
            steps.append(Self.step(plan, again.line(["apply", path], profile: plan.profile)))
        } else if count > 0 {
            steps.append(
                ViewStep(
                    .support, "Save a plan that you can apply: add --to plan.json.",
                    lines: commandToSave.map { [ShellText.line($0)] } ?? []))
        }
        return steps
            + groups.steps(for: findings, besides: [ReauthorizeCodes.willAuthorize])
    }

    /// What `apply` would do, and the command.
    static func step(_ plan: Plan, _ line: String) -> ViewStep {
        let count = plan.willAuthorize.count
        let whom = count == 1 ? "it" : "the \(Numbers.grouped(count))"
        let how =
            plan.canAuthorize
            ? "Reauthorize \(whom). It asks first\(count == 1 ? "." : ", writes one, then the rest.")"
            : "Reauthorize \(whom) by hand: this prints the steps for the dashboard."
        return ViewStep(
            .support, "\(how) Patients then get review requests again, possibly for missed days.", lines: [line])
    }

    /// The same plan, saved; nil where it cannot be asked for again.
    private var commandToSave: [String]? {
        if again.planSource.isEmpty { return nil }
        return again.command(
            ["plan"] + again.planSource + again.planOptions + ["--to", "plan.json"], profile: plan.profile)
    }

    private static let mostPlannedAgain = 12

    private func commandToPlanAgain(_ numbers: [String]) -> [String]? {
        if numbers.count > Self.mostPlannedAgain || again.planSource.isEmpty {
            return path.map { again.command(["plan", "--refresh", $0], profile: plan.profile) }
        }
        let target = path.map { path in
            path.hasSuffix(".json") ? "\(path.dropLast(5))-2.json" : "\(path)-2"
        }
        return again.command(
            ["plan"] + numbers + again.planOptions + (target.map { ["--to", $0] } ?? []), profile: plan.profile)
    }

    /// What was not looked at, for a person.
    static func notLookedAt(_ plan: Plan) -> [ViewBlock] {
        let things = plan.notLookedAt
        if things.isEmpty { return [] }
        return [
            .note(
                "Not checked, because the profile has no `readMapping`: \(things.joined(separator: "; ")). So every verdict "
                    + "here is likely at best.")
        ]
    }

    private var findings: [Finding] {
        var findings = ReauthorizeFindings(playbooks, plan.conditions.union(path == nil ? [.planNotSaved] : []))
        for business in plan.businesses {
            let (code, verdict) = Self.code(business, plan)
            findings.add(
                code, verdict, business: business.number, integration: plan.integration(of: business),
                why: business.detail)
        }
        let next = path.map { again.command(["apply", $0], profile: plan.profile) } ?? commandToSave
        if let next { findings.advise(ReauthorizeCodes.willAuthorize, command: next) }
        findings.name(near: plan)
        if plan.businesses.isEmpty { findings.add(ReauthorizeCodes.emptyList, .undetermined, emptiness) }
        return findings.all.map { finding in
            guard finding.code == ReauthorizeCodes.unknown, !finding.remedies.isEmpty else { return finding }
            var finding = finding
            finding.remedies[0].command = commandToPlanAgain(finding.businesses.map(\.businessNumber))
            return finding
        }
    }

    private var emptiness: String {
        if coverage.inputs.isEmpty { return "The plan names no business." }
        if otherFailures.isEmpty { return "No record shows a 401 with a business, and none shows another failure." }
        return
            "No record shows a 401 with a business. Failures that were seen: \(otherFailures.joined(separator: "; "))."
    }

    /// What is reported of a business that was planned; likely at best where its state was not read (rules.md D40).
    static func code(_ business: PlannedBusiness, _ plan: Plan) -> (String, Verdict) {
        let (code, verdict) = decided(business, plan)
        return (code, plan.canRead || verdict != .confirmed ? verdict : .likely)
    }

    private static func decided(_ business: PlannedBusiness, _ plan: Plan) -> (String, Verdict) {
        let outcome = plan.proofs.first { $0.key == business.proof }?.outcome
        switch business.decision {
        case .willAuthorize: return (ReauthorizeCodes.willAuthorize, .confirmed)
        case .alreadyAuthorized: return (ReauthorizeCodes.alreadyAuthorized, .confirmed)
        case .credentialsFail:
            let isPermission = outcome == .permissionMissing
            return (isPermission ? ReauthorizeCodes.permissionMissing : ReauthorizeCodes.credentialsFail, .confirmed)
        case .notGranted: return (ReauthorizeCodes.notGranted, .confirmed)
        case .wrongPractice: return (ReauthorizeCodes.wrongPractice, .confirmed)
        case .notFound: return (ReauthorizeCodes.notFound, .confirmed)
        case .unknown:
            let isOld = outcome == .failedBefore
            return (isOld ? ReauthorizeCodes.notRepeated : ReauthorizeCodes.unknown, .undetermined)
        }
    }
}
