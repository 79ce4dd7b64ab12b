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

    /// A report of a plan as it was made; a `path` of nil says that it was not saved.
    public init(
        plan: Plan, playbooks: PlaybookSet, coverage: Coverage, path: String?, otherFailures: [String] = [],
        again: RepeatedOptions
    ) {
        self.otherFailures = otherFailures
        self.again = again
        self.plan = plan
        self.playbooks = playbooks
        self.coverage = coverage
        self.path = path
    }

    /// The answer of `reauthorize`: a decision for each business, and what remains to be done.
    public var report: Report {
        Report(command: "reauthorize", result: result, view: view, coverage: coverage, findings: findings)
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

    private var view: [ViewBlock] {
        var blocks: [ViewBlock] = [
            .prose("\(Counted.calls(reads: plan.reads, writes: 0, logins: plan.logins))."),
            .table(
                PlainTable(
                    ["BUSINESS", "STATE", "DECISION", "WHY"],
                    rows: plan.businesses.map {
                        [$0.number, $0.before.rawValue, Self.words($0.decision, plan), $0.detail]
                    })),
        ]
        blocks += Self.notLookedAt(plan)
        let count = plan.willAuthorize.count
        if count > 0, plan.needsDashboard {
            blocks.append(
                .prose(
                    "First the new credentials have to be put into the group on the dashboard (Manage Properties), since "
                        + "the profile has no request for that. `apply` asks whether that is done."))
        }
        if let path, count > 0 {
            blocks.append(
                .value(
                    label: "Holds until \(Timestamp.text(seconds: plan.expires)). To go on, for \(count) of "
                        + "\(plan.businesses.count)",
                    again.line(["apply", path], profile: plan.profile)))
        } else if count > 0 {
            blocks.append(.prose("Not saved: give --to FILE to make a plan that can be applied."))
        }
        return blocks
    }

    /// What nobody looked at, for a person.
    static func notLookedAt(_ plan: Plan) -> [ViewBlock] {
        let things = plan.notLookedAt
        if things.isEmpty { return [] }
        return [
            .prose(
                "Not looked at, since the profile has no `readMapping`: \(things.joined(separator: "; ")). So nothing here is "
                    + "more than likely.")
        ]
    }

    /// A decision as a person reads it.
    static func words(_ decision: PlannedBusiness.Decision, _ plan: Plan) -> String {
        switch decision {
        case .willAuthorize: plan.canAuthorize ? "will authorize" : "ready, by hand"
        case .alreadyAuthorized: "already authorized"
        case .credentialsFail: "credentials fail"
        case .notGranted: "not granted"
        case .wrongPractice: "wrong practice"
        case .unknown: "unknown"
        case .notFound: "not found"
        }
    }

    private var findings: [Finding] {
        var findings = ReauthorizeFindings(playbooks, plan.conditions.union(path == nil ? [.planNotSaved] : []))
        for business in plan.businesses {
            let (code, verdict) = Self.code(business, plan)
            findings.add(
                code, verdict, business: business.number, integration: plan.integration(of: business),
                why: business.detail)
        }
        if let path {
            findings.advise(
                ReauthorizeCodes.willAuthorize, command: again.command(["apply", path], profile: plan.profile))
        }
        findings.name(near: plan)
        if plan.businesses.isEmpty { findings.add(ReauthorizeCodes.emptyList, .undetermined, emptiness) }
        return findings.all
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
