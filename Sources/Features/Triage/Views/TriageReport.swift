internal import LogAnalysis
public import Model
internal import Reauthorization
internal import Reporting
internal import Services
internal import Support

/// `check`: gathers, judges and answers.
public struct ClientTriage: Sendable {
    private let question: TriageQuestion
    private let services: TriageServices?
    private let playbooks: PlaybookSet

    /// `services`: nil where no profile can be used.
    public init(_ question: TriageQuestion, services: TriageServices?, playbooks: PlaybookSet) {
        self.question = question
        self.services = services
        self.playbooks = playbooks
    }

    /// Asks each source once, judges, and puts the answer into a report.
    public func answer() async -> TriageAnswer {
        let evidence = await EvidenceGatherer(question: question, services: services, playbooks: playbooks).gather()
        return TriageAnswer(diagnosis: Diagnosis(evidence))
    }
}

/// What the triage of a client came to, ready to be told.
public struct TriageAnswer {
    let diagnosis: Diagnosis

    /// The answer as a case to be checked again; throws where the key of digests cannot be had.
    public func caseFile(_ arguments: [CaseFile.Argument]) throws(CommandError) -> CaseFile {
        let digest: KeyedDigest
        do throws(StateError) { digest = try StateFolder().digest() } catch { throw CommandError(error) }
        return CaseFile(diagnosis, arguments: arguments, headline: TriageView(diagnosis: diagnosis).headline, digest)
    }

    /// The report of `check`; `audience` replaces the text for a person, and is the reader of the text on a page.
    public func report(for audience: String? = nil, asPage: Bool = false) -> Report {
        let view = TriageView(diagnosis: diagnosis)
        let texts = AudienceTexts(diagnosis: diagnosis)
        var coverage = diagnosis.evidence.log.value?.report.coverage ?? Coverage(counters: Counters())
        coverage.gaps = diagnosis.gaps
        let shown = asPage ? nil : audience.map { texts.lines(for: $0) }
        var report = Report(
            command: "check", headline: shown?.first ?? view.headline,
            result: TriageResult(diagnosis: diagnosis, headline: view.headline, texts: texts, audience: audience).value,
            view: shown.map { $0.dropFirst().map { .note($0) } } ?? view.blocks, viewTellsFindings: true,
            verdict: view.verdict, coverage: coverage, findings: diagnosis.findings)
        report.isText = shown != nil
        if asPage { report.page = ClientPageView(diagnosis: diagnosis, reader: audience ?? "ticket").page }
        return report
    }
}

/// The answer for a person: why, what follows, what to do, what was skipped.
struct TriageView {
    let diagnosis: Diagnosis

    private var evidence: ClientEvidence { diagnosis.evidence }
    private static let mostOthers = 5
    private static let mostSteps = 3
    private static let mostDays = 28
    private static let mostNotes = 3

    var headline: String {
        let text = Headline(diagnosis: diagnosis).text
        guard let compared = diagnosis.compared, diagnosis.outcome == .ok, compared.count(.resolved) > 0,
            compared.count(.notComparable) == 0
        else { return text }
        return
            "\(Headline.counted(evidence.scope)): resolved since the case was saved (\(ShownTime.minute(compared.saved)) UTC)."
    }

    var blocks: [ViewBlock] {
        var blocks: [ViewBlock] = []
        if let cause = diagnosis.causes.first { blocks += because(cause) }
        blocks += others + notes + compared
        if let planned = evidence.log.value?.report.explanation?.planned {
            blocks.append(.part(label: "Planned", PlannedValue(outcome: planned).sentence))
        }
        if evidence.question.isSetup {
            blocks += [.heading("Checklist"), .rows(SetupChecklist(diagnosis: diagnosis).rows)]
        }
        if let table { blocks.append(.table(table)) }
        blocks += steps
        if !evidence.question.isSetup { blocks += SkippedLines(diagnosis.checks).blocks }
        blocks.append(.note(counts))
        return blocks
    }

    private func because(_ cause: RootCause) -> [ViewBlock] {
        let root = cause.finding
        if root.code == Codes.requiredSkipped || root.code == Codes.nothingGiven {
            return [
                .part(label: "Needed", "\(FindingParts.parts(of: root).known) (\(root.code), \(root.verdict.shown))")
            ]
        }
        var blocks: [ViewBlock] = [.part(label: "Because", "\(said(root)) (\(root.code), \(root.verdict.shown))")]
        if let others = cause.elsewhere { blocks.append(.part(label: "", others)) }
        let settle = FindingParts.parts(of: root).settle
        if !settle.isEmpty, root.verdict != .confirmed { blocks.append(.part(label: "Settle", settle)) }
        for near in root.nearMisses.prefix(3) {
            blocks.append(.part(label: "Near", "\(near.value) / \(near.candidate): \(near.why)"))
        }
        blocks += days(root)
        let followers = diagnosis.followers(of: root)
        if !followers.isEmpty {
            let texts = followers.map { "\($0.brief ?? $0.title) (\($0.code))" }
            blocks.append(.part(label: "Follows", Numbers.list(texts)))
        }
        return blocks
    }

    /// What is known of a finding, without what would decide it.
    private func said(_ finding: Finding) -> String {
        let known = FindingParts.parts(of: finding).known
        // What is usually right to hold back is not why.
        let shown = finding.evidence.filter { !finding.holdsBack || $0.isVisit != false }
        let evidence =
            finding.evidence.isEmpty || known.contains(finding.evidence[0].value ?? "\u{0}") ? [] : shown
        let values = evidence.prefix(3).map { item in
            "\(item.name) = \(item.value ?? "missing")" + (item.meaning.map { " (\($0))" } ?? "")
        }
        // A place alone says where, and not what.
        let text = known.isEmpty ? finding.title + "." : known.hasPrefix("`") ? "\(finding.title): \(known)" : known
        return values.isEmpty ? text : "\(text) \(values.joined(separator: ", "))"
    }

    /// The location's days, and those of a sister that runs.
    private func days(_ root: Finding) -> [ViewBlock] {
        let tree = [root] + diagnosis.followers(of: root)
        guard let log = evidence.log.value, tree.contains(where: \.countsLocations) else { return [] }
        let numbers = Set(tree.filter(\.countsLocations).flatMap { CauseGraph.locations(of: $0) }).sorted()
        let own = numbers.prefix(3).compactMap { log.days[$0] }.filter { !$0.days.isEmpty }
        // Another client's location shows nothing, and its number is not for this client's ticket.
        let sister = (numbers.first.map(evidence.sisters) ?? [])
            .filter { !numbers.contains($0.businessNumber) && $0.days.last?.day == log.end }
            .max { ($0.days.count, $1.businessNumber) < ($1.days.count, $0.businessNumber) }
        guard let end = log.end, let last = CivilDay(end), !own.isEmpty else { return [] }
        let rows = (own + [sister].compactMap(\.self)).map { location in
            LocationDays(
                businessNumber: location.businessNumber,
                days: location.days.filter { day in
                    CivilDay(day.day).map { $0.number > last.number - Self.mostDays } ?? false
                })
        }
        return [.days(rows.filter { !$0.days.isEmpty })]
    }

    private var others: [ViewBlock] {
        let rest = diagnosis.causes.dropFirst()
        var blocks = rest.prefix(Self.mostOthers).enumerated().map { index, cause -> ViewBlock in
            let finding = cause.finding
            let follows = diagnosis.followers(of: finding)
            let more = follows.isEmpty ? "" : " Follows: \(follows.map(\.code).joined(separator: ", "))."
            return .part(
                label: index == 0 ? "Also" : "",
                "\(finding.title) (\(finding.code), \(finding.verdict.shown)): \(said(finding))\(cause.elsewhere.map { " \($0)" } ?? "")\(more)"
            )
        }
        if rest.count > Self.mostOthers {
            blocks.append(.part(label: "", "\(rest.count - Self.mostOthers) more: --full"))
        }
        return blocks
    }

    /// What was seen and is usually right, and what else asks for nothing.
    var notes: [ViewBlock] {
        let usual = diagnosis.findings.filter { $0.holdsBack && $0.severity == .info }
        let count = usual.reduce(0) { $0 + $1.count }
        var texts: [String] = []
        if count > 0 {
            let values = usual.flatMap(\.evidence).prefix(3).compactMap(\.meaning)
                .map { String($0.prefix { $0 != "(" }).trimmed }.joined(separator: ", ")
            texts.append(
                "\(Numbers.counted(count, "contact", "contacts")) held back that \(count == 1 ? "was" : "were") not visits"
                    + (values.isEmpty ? "" : " (\(values))") + ": usually right")
        }
        if let log = evidence.log.value, let end = log.end, let age = log.age, age > LogEvidence.freshDays,
            evidence.question.since == nil, evidence.question.until == nil
        {
            texts.append(
                "The log ends on \(Headline.shown(end)), \(age) days ago: it does not show what happened since. With --since "
                    + "30d, its end is today.")
        }
        // How inputs were read is for who looks at the inputs.
        let ofInputs = Set(diagnosis.checks.first { $0.name == TriageChecks.ofInputs }?.findings ?? [])
        let others = diagnosis.findings.filter { !$0.isWrong && !$0.holdsBack && !ofInputs.contains($0.id) }
        texts += others.prefix(Self.mostNotes).map { "\(FindingParts.parts(of: $0).known) (\($0.code))" }
        return texts.enumerated().map { .part(label: $0 == 0 ? "Note" : "", $1) }
    }

    /// What became of a saved case.
    var compared: [ViewBlock] {
        guard let compared = diagnosis.compared else { return [] }
        let lines = [CaseComparison.State.persisting, .new, .resolved, .notComparable].compactMap { state -> String? in
            let rows = compared.rows.filter { $0.state == state }
            if rows.isEmpty { return nil }
            let words = state == .notComparable ? "not comparable" : state.rawValue
            return "\(words): \(Numbers.list(rows.map { "\($0.title) (\($0.code))" }))"
        }
        let unchanged =
            compared.unchanged.isEmpty ? [] : ["unchanged since: \(compared.unchanged.joined(separator: ", "))"]
        let all = lines.isEmpty ? ["nothing was wrong then, and nothing is now"] : lines
        return (all + unchanged).enumerated().map { .part(label: $0 == 0 ? "Since" : "", $1) }
    }

    /// A row a location, where there are several.
    private var table: PlainTable? {
        guard evidence.scope.count > 1 else { return nil }
        let rows = LocationRows(diagnosis: diagnosis).rows
        let wrong = rows.filter { $0.state != "ok" }
        let shown = wrong.isEmpty ? rows.prefix(10) : wrong.prefix(20)
        return PlainTable(
            ["LOCATION", "PRACTICE", "DEPARTMENT", "LAST CONTACT", "STATE"],
            rows: shown.map { row in
                [
                    row.number, row.practice ?? "", row.department ?? row.npi ?? "",
                    row.lastDay.map(Headline.shown) ?? "", row.root.map(diagnosis.graph.phrase) ?? row.state,
                ]
            }
                + (rows.count > shown.count
                    ? [["\(rows.count - shown.count) more", "", "", "", wrong.count <= shown.count ? "ok" : "--full"]]
                    : []))
    }

    /// The step that decides, and where the cause is certain what the client is asked and what mends it.
    var steps: [ViewBlock] {
        guard let cause = diagnosis.causes.first else { return [] }
        let root = cause.finding
        let open = root.remedies.filter { !$0.answered }
        var remedies = [NextStep(diagnosis: diagnosis).remedy].compactMap(\.self)
        if root.isDecided {
            let asked = open.first { $0.owner == .client && $0.tellClient != nil }
            let mending = open.first { $0.danger != .none }
            for step in [asked, mending] {
                if let step, !remedies.contains(step) { remedies.append(step) }
            }
        }
        remedies = remedies.map(cause.combined)
        remedies += diagnosis.causes.dropFirst().prefix(1).compactMap { other in
            other.finding.remedies.first { !$0.answered }.map(other.combined)
        }
        return [
            .steps(
                remedies.prefix(Self.mostSteps).map { remedy in
                    ViewStep(remedy.owner, remedy.short, lines: [remedy.copied].compactMap(\.self))
                })
        ]
    }

    var counts: String {
        let states = Dictionary(grouping: diagnosis.checks, by: \.state).mapValues(\.count)
        var parts = ["\(Numbers.counted(states[.ok] ?? 0, "check", "checks")) ok"]
        if let problems = states[.problem] { parts.append(Numbers.counted(problems, "problem", "problems")) }
        if let open = states[.undetermined] { parts.append("\(open) undecided") }
        if let skipped = states[.skipped] { parts.append("\(skipped) skipped") }
        let calls = [(evidence.reads, "read"), (0, "write"), (evidence.logins, "login")].map { Numbers.plural($0, $1) }
        return "\(parts.joined(separator: ", ")); \(calls.joined(separator: ", "))"
    }

    /// For the last line.
    var verdict: String { Headline(diagnosis: diagnosis).verdict }
}

extension Verdict {
    /// As people say it.
    var shown: String {
        switch self {
        case .undetermined: "undecided"
        case .broken: "check failed"
        case .ruledOut: "ruled out"
        case .confirmed, .likely: rawValue
        }
    }
}

extension Remedy {
    /// The command or query that is copied.
    var copied: String? { command.map(ShellText.line) ?? query }
}
