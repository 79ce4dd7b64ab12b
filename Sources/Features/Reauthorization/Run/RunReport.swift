public import Model
internal import Services
internal import Support

/// The receipt of a run: who, what changed for whom, what did not and why, the journal's head.
public struct RunReport {
    /// The run so far, or the rehearsal of `--dry-run`.
    public let record: RunRecord
    /// Hold the words of the findings.
    public let playbooks: PlaybookSet
    /// Requests that would take each authorization back, where the profile has one.
    public let wayBack: [String]
    /// Whether every write was withheld; the report then names no run and no head.
    public var isDryRun = false
    /// The logs that a confirmation read; empty for everything else.
    public var coverage = Coverage()
    /// What a printed command needs to mean the same profile.
    public let again: RepeatedOptions
    /// The plan's file, where the run is not begun yet; nil elsewhere.
    private let file: String?
    /// Whether a finished run was to be resumed.
    private let isResumedInVain: Bool
    /// Whether all businesses are named, however many there are.
    private let listsAll: Bool
    private let machine: Machine
    private let lostProofs: Set<String>

    /// A receipt of what the record holds at this moment.
    public init(
        record: RunRecord, playbooks: PlaybookSet, wayBack: [String], isDryRun: Bool = false,
        coverage: Coverage = Coverage(), again: RepeatedOptions, file: String? = nil, isResumedInVain: Bool = false,
        listsAll: Bool = false
    ) {
        self.file = file
        self.isResumedInVain = isResumedInVain
        self.listsAll = listsAll
        self.again = again
        self.record = record
        self.playbooks = playbooks
        self.wayBack = wayBack
        self.isDryRun = isDryRun
        self.coverage = coverage
        machine = record.machine
        lostProofs = record.lostProofs
    }

    /// A business at the end of the run.
    private struct Row {
        var business: PlannedBusiness
        var after: String
        var code: String
        var verdict: Verdict
        var why: String
    }

    /// The answer of `reauthorize`: every business of the plan, and what is left to do.
    public var report: Report {
        let rows = record.plan.businesses.map(row)
        let findings = findings(rows)
        let groups = BusinessGroups(
            rows: rows.map { BusinessGroups.Row(number: $0.business.number, code: $0.code, why: $0.why) },
            listsAll: listsAll, isByHand: record.isByHand)
        return Report(
            command: "reauthorize", headline: headline(rows, groups), result: result(rows),
            view: isResumedInVain ? receiptLine : view(rows, groups, findings), viewTellsFindings: true,
            verdict: groups.verdict, coverage: coverage, findings: findings)
    }

    private var receiptLine: [ViewBlock] {
        let line = again.line(["status", String(record.run)], profile: record.plan.profile)
        return [.group([.note("Its receipt:"), .lines([line])])]
    }

    private func headline(_ rows: [Row], _ groups: BusinessGroups) -> String {
        if isResumedInVain { return "Run \(record.run) is finished; nothing to resume." }
        let all = Numbers.grouped(rows.count)
        func share(_ code: String) -> String {
            let count = rows.count { $0.code == code }
            if rows.count == 1 { return rows[0].business.number }
            return count == rows.count ? "All \(all) businesses" : "\(Numbers.grouped(count)) of \(all) businesses"
        }
        let code =
            isDryRun
            ? ReauthorizeCodes.willAuthorize
            : record.isByHand ? ReauthorizeCodes.confirmed : ReauthorizeCodes.authorized
        if rows.count == 1, let row = rows.first, row.code != code {
            return "\(row.business.number) \(groups.outcome(row.code)). \(row.why)"
        }
        let rest = groups.counts(besides: code)
        if isDryRun { return "Dry run: \(share(code)) would be reauthorized.\(rest)" }
        return record.isByHand
            ? "\(share(code)) recorded as reauthorized by hand.\(rest)" : "\(share(code)) reauthorized.\(rest)"
    }

    private func row(_ business: PlannedBusiness) -> Row {
        guard business.decision == .willAuthorize else {
            let (code, verdict) = PlanReport.code(business, record.plan)
            return Row(
                business: business, after: business.before.rawValue, code: code, verdict: verdict, why: business.detail)
        }
        let proof = record.proofDetails[business.proof ?? ""] ?? ""
        // A state that could not be read is not told as read (rules.md D40).
        let isRead = record.plan.canRead
        func row(_ after: PlannedBusiness.State, _ code: String, _ verdict: Verdict, _ why: String) -> Row {
            Row(
                business: business, after: (isRead ? after : .unknown).rawValue, code: code,
                verdict: isRead || verdict != .confirmed ? verdict : .likely, why: why)
        }
        switch machine.standings[business.number] {
        case .settled(let settlement):
            switch settlement {
            case .authorized: return row(.authorized, ReauthorizeCodes.authorized, .confirmed, "Written and read back.")
            case .alreadyAuthorized:
                return row(
                    .authorized, ReauthorizeCodes.alreadyAuthorized, .confirmed,
                    "It was authorized by someone else before it was written.")
            case .changed:
                return row(
                    .unauthorized, ReauthorizeCodes.changed, .undetermined,
                    "Its mapping names another group or practice than when the plan was made.")
            case .notFound:
                return row(
                    .unknown, ReauthorizeCodes.notFound, .confirmed, "The platform has no mapping of it any more.")
            case .credentialsFail:
                let outcome = machine.proofs[business.proof ?? ""]
                let isPermission = outcome == .permissionMissing
                return row(
                    .unauthorized,
                    isPermission ? ReauthorizeCodes.permissionMissing : ReauthorizeCodes.credentialsFail, .confirmed,
                    proof)
            case .notGranted: return row(.unauthorized, ReauthorizeCodes.notGranted, .confirmed, proof)
            case .wrongPractice: return row(.unauthorized, ReauthorizeCodes.wrongPractice, .confirmed, proof)
            case .notProven where lostProofs.contains(business.proof ?? ""):
                return row(
                    .unauthorized, ReauthorizeCodes.loginCutOff, .undetermined,
                    "The run was killed during its login to Allscripts, and a run logs in only once, so nothing was "
                        + "written for it. Make a new plan.")
            case .notProven:
                let isOld = machine.proofs[business.proof ?? ""] == .failedBefore
                return row(
                    .unauthorized, isOld ? ReauthorizeCodes.notRepeated : ReauthorizeCodes.unknown, .undetermined,
                    proof.isEmpty ? "Its credential was not proven in this run." : proof)
            case .withheld:
                return row(.unauthorized, ReauthorizeCodes.willAuthorize, .confirmed, "Not sent (dry run).")
            case .confirmed:
                let how = record.confirmations[business.number]
                return Row(
                    business: business, after: PlannedBusiness.State.unknown.rawValue, code: ReauthorizeCodes.confirmed,
                    verdict: how?.wasSeen == true ? .confirmed : .likely, why: how?.words ?? "")
            }
        case .unread: return row(.unknown, ReauthorizeCodes.open, .undetermined, "Its state could not be read.")
        case .inFlight, .waiting, nil:
            if record.isByHand {
                let state = isRead ? "" : " Its state was not read."
                return row(
                    .unknown, ReauthorizeCodes.byHand, .undetermined, "To be done on the dashboard.\(state) \(proof)")
            }
            return unsettled(business, record.lastAnswer(business.number))
        }
    }

    private func unsettled(_ business: PlannedBusiness, _ answer: RunRecord.Answer) -> Row {
        let (after, why): (PlannedBusiness.State, String) =
            switch answer {
            case .notBegun: (.unauthorized, "Not begun.")
            case .none: (.unknown, "A write may have been sent; what came of it is not known yet.")
            case .refused:
                (.unknown, "The platform answered the write with an error, and did not show it as authorized.")
            case .other: (.unknown, "It was written; the platform did not show it as authorized afterwards.")
            }
        return Row(
            business: business, after: after.rawValue, code: ReauthorizeCodes.open, verdict: .undetermined, why: why)
    }

    private func findings(_ rows: [Row]) -> [Finding] {
        var findings = ReauthorizeFindings(playbooks, record.plan.conditions)
        for row in rows where row.code != ReauthorizeCodes.open {
            findings.add(
                row.code, row.verdict, business: row.business.number,
                integration: record.plan.integration(of: row.business), why: row.why)
        }
        findings.name(near: record.plan)
        if isDryRun, let file {
            findings.advise(
                ReauthorizeCodes.willAuthorize, command: again.command(["apply", file], profile: record.plan.profile))
        }
        let cutOff = rows.filter { $0.code == ReauthorizeCodes.loginCutOff }.map(\.business)
        if !cutOff.isEmpty {
            findings.advise(ReauthorizeCodes.loginCutOff, command: record.plan.commandToPlanAgain(cutOff, again))
        }
        let byHand = rows.filter { $0.code == ReauthorizeCodes.byHand }.map(\.business.number)
        if !byHand.isEmpty { findings.advise(ReauthorizeCodes.byHand, command: commandToConfirm(byHand)) }
        let open = rows.filter { $0.code == ReauthorizeCodes.open }
        if !open.isEmpty {
            findings.add(
                ReauthorizeCodes.open, .undetermined,
                "\(open.count) of \(record.plan.willAuthorize.count) businesses are not finished. \(stopWords)",
                command: again.command(["resume", String(record.run)], profile: record.plan.profile))
        }
        return findings.all
    }

    private func commandToConfirm(_ numbers: [String]) -> [String] {
        again.command(["confirm", "--run", String(record.run)] + numbers, profile: record.plan.profile)
    }

    private var stopWords: String {
        switch record.stop {
        case .unexpectedAnswer: "The run stopped at an unexpected answer."
        case .unreadable: "Some states could not be read, or a proof had no answer."
        case .credentialsChanged:
            "The credentials are no longer those that were proven, so nothing more was written; make a new plan."
        case .credentialsUnknown: "The credentials could not be looked at again, so nothing more was written."
        case .interrupted: "The run was interrupted; the write in flight was finished."
        case nil: "The run ended abruptly (killed, or the machine stopped)."
        }
    }

    private func result(_ rows: [Row]) -> PlainValue {
        [
            "run": isDryRun ? .null : .text(String(record.run)), "plan": .text(record.plan.id),
            "reads": .integer(record.reads), "writes": .integer(record.writes), "logins": .integer(record.logins),
            "dryRun": .bool(isDryRun), "open": .bool(record.isOpen), "who": .text(record.who),
            "started": .text(Timestamp.text(milliseconds: record.started)),
            "ended": .text(Timestamp.text(milliseconds: record.ended)), "head": isDryRun ? .null : .text(record.head),
            "wayBack": .texts(wayBack),
            "businesses": .list(rows.map { PlanReport.row($0.business, after: $0.after, why: $0.why) }),
            "notLookedAt": .texts(record.plan.notLookedAt),
        ]
    }

    private func view(_ rows: [Row], _ groups: BusinessGroups, _ findings: [Finding]) -> [ViewBlock] {
        var blocks = groups.blocks
        let byHand = rows.filter { $0.code == ReauthorizeCodes.byHand }.map(\.business)
        if record.isByHand { blocks += checklist(byHand) }
        let steps = steps(rows, groups, findings)
        if !steps.isEmpty { blocks.append(.steps(steps)) }
        if !wayBack.isEmpty {
            let others =
                wayBack.count > 1 ? " (one request per business; --format json lists all \(wayBack.count))" : ""
            blocks.append(.group([.note("To undo\(others):"), .lines([wayBack[0]])]))
        }
        blocks += PlanReport.notLookedAt(record.plan)
        let counts = Counted.calls(reads: record.reads, writes: record.writes, logins: record.logins)
        let profile = again.profile(named: record.plan.profile)
        if isDryRun { return blocks + [.note("Nothing was written: \(counts), \(profile).")] }
        let time = ShownTime.seconds(
            Timestamp.text(milliseconds: record.started), Timestamp.text(milliseconds: record.ended))
        let run = "Run \(record.run) by \(record.who), \(time)."
        let isTight = steps.isEmpty && wayBack.isEmpty && record.plan.notLookedAt.isEmpty
        return blocks + [
            isTight ? .prose(run) : .note(run),
            .note("\(profile.prefix(1).uppercased())\(profile.dropFirst()): \(counts)."),
            .note("Journal checksum: \(record.head)"),
        ]
    }

    private func steps(_ rows: [Row], _ groups: BusinessGroups, _ findings: [Finding]) -> [ViewStep] {
        var steps: [ViewStep] = []
        var told = [ReauthorizeCodes.willAuthorize, ReauthorizeCodes.byHand]
        if let open = findings.first(where: { $0.code == ReauthorizeCodes.open }), let remedy = open.remedies.first {
            told.append(open.code)
            steps.append(
                ViewStep(
                    .support, "\(stopWords) \(remedy.short)",
                    lines: [again.line(["resume", String(record.run)], profile: record.plan.profile)]))
        }
        if isDryRun, let file, rows.contains(where: { $0.code == ReauthorizeCodes.willAuthorize }) {
            steps.append(PlanReport.step(record.plan, again.line(["apply", file], profile: record.plan.profile)))
        }
        if !isDryRun, let done = findings.first(where: { $0.code == ReauthorizeCodes.authorized }),
            let remedy = done.remedies.first
        {
            steps.append(ViewStep(remedy.owner, "\(remedy.short) Text for the client: be-diagnose codes \(done.code)"))
        }
        return steps + groups.steps(for: findings, besides: told)
    }

    /// What is done on the dashboard where the profile has no request for it.
    private func checklist(_ open: [PlannedBusiness]) -> [ViewBlock] {
        guard !open.isEmpty else { return [] }
        var steps: [String] = []
        if record.plan.credentialsFile != nil {
            steps.append(
                "Open the integration support dashboard, Manage Properties, and enter the new credentials. Save.")
        }
        steps += open.map {
            "Open the integration support dashboard, Manage Locations, and authorize \($0.number). Save."
        }
        steps.append("Record what you have done. Leave out the numbers that are still to do:")
        return [
            .heading("To do by hand (the credentials were tried and work):"),
            .items(steps.enumerated().map { "\($0 + 1). \($1)" }),
            .lines([ShellText.line(commandToConfirm(open.map(\.number)))]),
        ]
    }
}

/// How a run's authorizations are taken back, where the profile has a request for it.
public enum RollbackRequests {
    /// Requests that would take the authorizations of a run back.
    public static func requests(_ record: RunRecord, _ context: ReauthorizeContext) -> [String] {
        let machine = record.machine
        return record.plan.willAuthorize.compactMap { business in
            guard machine.standings[business.number] == .settled(.authorized),
                let request = try? context.platform.unmarking(business.number, group: business.group)
            else { return nil }
            return request.line
        }
    }
}

extension HTTPRequest {
    /// Method, address and body, for a person; no header, since one may hold a credential.
    var line: String {
        let body = body.map { " " + String(decoding: $0, as: UTF8.self) } ?? ""
        return "\(method.rawValue) \(url)\(body)"
    }
}
