internal import LogAnalysis
internal import Model
internal import Support

/// What the page about the client shows: the picture of its locations, the causes, what to do, what was not looked at.
struct ClientPageView {
    let diagnosis: Diagnosis
    /// For whom the text on the page is.
    let reader: String

    /// Six weeks: longer than the rhythm of any location, and as wide as a window.
    private static let mostDays = 42

    private var evidence: ClientEvidence { diagnosis.evidence }

    var page: ClientPage {
        let view = TriageView(diagnosis: diagnosis)
        var page = ClientPage()
        page.causes = diagnosis.roots.map(\.id)
        for case .steps(let steps) in view.steps { page.steps += steps }
        (page.days, page.earlierDays) = days
        page.locations = locations(on: page.days)
        page.checks = diagnosis.checks.map(check)
        page.remarks = remarks(view)
        page.reader = reader
        page.text = AudienceTexts(diagnosis: diagnosis).lines(for: reader)
        page.counts = view.counts
        return page
    }

    /// Up to the end of the log, which may be behind the last contact, and how many days before them are left out.
    private var days: (shown: [CivilDay], earlier: Int) {
        let known = evidence.scope.compactMap { evidence.log.value?.days[$0] }
        let ends = known.flatMap { [$0.days.last.flatMap { CivilDay($0.day) }, $0.missing?.last] }
        let all = (ends + [evidence.log.value?.end.flatMap { CivilDay($0) }]).compactMap { $0?.number }
        let first = known.compactMap { $0.days.first.flatMap { CivilDay($0.day) } }.map(\.number).min()
        guard let first, let last = all.max(), first <= last else { return ([], 0) }
        let start = max(first, last - Self.mostDays + 1)
        return ((start...last).map(CivilDay.init(number:)), start - first)
    }

    private func locations(on days: [CivilDay]) -> [ClientPage.Location] {
        let places = Dictionary(diagnosis.roots.enumerated().map { ($1.id, $0) }) { first, _ in first }
        return LocationRows(diagnosis: diagnosis).rows.map { row in
            ClientPage.Location(
                number: row.number, practice: row.practice, department: row.department ?? row.npi,
                state: ClientPage.State(rawValue: row.state) ?? .undetermined,
                cause: row.root.flatMap { places[$0.id] }, cells: cells(row, on: days))
        }
    }

    private func cells(_ row: LocationRow, on days: [CivilDay]) -> [ClientPage.Cell] {
        guard let first = row.days.first.flatMap({ CivilDay($0.day) })?.number else { return [] }
        let missing = evidence.log.value?.days[row.number]?.missing.map { Set($0.map(\.number)) }
        return days.map { day in
            let place = day.number - first
            let contacts = row.days.indices.contains(place) ? row.days[place].contacts : 0
            if contacts > 0 { return .contacts(contacts) }
            if missing?.contains(day.number) == true { return .missing }
            // Before the first contact nothing is known, and a weekend without contacts is no surprise.
            return missing != nil || place < 0 || day.isWeekend ? .none : .contacts(0)
        }
    }

    private func check(_ row: CheckRow) -> ClientPage.Check {
        let needs = row.needs.map { $0.hasPrefix("--") ? $0 : "profile: \($0)" }.joined(separator: ", ")
        let enable = row.enable ?? (needs.isEmpty ? nil : needs)
        return ClientPage.Check(
            title: row.title, state: ClientPage.State(rawValue: row.state.rawValue) ?? .undetermined, why: row.why,
            enable: row.state == .skipped ? enable : nil)
    }

    /// What a report for a terminal says below the causes.
    private func remarks(_ view: TriageView) -> [ViewRow] {
        var rows: [ViewRow] = []
        for case .part(let label, let text) in view.compared + view.notes {
            if label.isEmpty, !rows.isEmpty {
                rows[rows.count - 1].texts.append(text)
            } else {
                rows.append(ViewRow(label, [text]))
            }
        }
        if let planned = evidence.log.value?.report.explanation?.planned {
            rows.append(ViewRow("Planned", ["The planned configuration \(PlannedValue(outcome: planned).sentence)"]))
        }
        // The other rows of the checklist are the page's checks.
        if evidence.question.isSetup {
            rows += SetupChecklist(diagnosis: diagnosis).rows.filter { $0.label == "ask" }
                .map { ViewRow("Ask", $0.texts) }
        }
        return rows
    }
}
