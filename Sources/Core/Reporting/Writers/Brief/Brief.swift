internal import Model
internal import Support

/// A report in one screen: the answer, a table of causes, one short block a cause, and the verdict again.
struct Brief {
    let report: Report
    let headline: String
    /// When and where the records are from, and what they were compared with; nil where that is not known.
    let reach: String?
    /// In the order of the table.
    let causes: [BriefCause]
    /// What could not be looked at.
    let gaps: [Gap]
    /// Codes of what is said in full only: notes beside causes, and gaps that a cause tells as well.
    let unsaid: [String]
    /// Notes, which ask for nothing.
    let notes: [Finding]
    /// Nil where nothing was asked to be judged, or where all is well and the answer says so.
    let verdict: String?

    /// Codes of gaps that a cause tells as well, by what it lacks.
    private static let toldByCauses: Set = ["BE1039", "BE1040"]

    init(_ report: Report) {
        self.report = report
        let words = BriefHeadline(report: report)
        headline = words.first
        verdict = words.last
        reach = report.explanation.flatMap { Self.said($0.reach, report.coverage) }
        causes = report.findings.filter(\.isWrong).enumerated().map { BriefCause(finding: $1, number: $0 + 1) }
        let told = report.viewTellsFindings ? Set(report.findings.map(\.code)) : []
        let lacksValue = report.findings.contains { finding in finding.evidence.contains { $0.value == nil } }
        gaps = report.coverage.gaps.filter { gap in
            !told.contains(gap.code) && !(lacksValue && Self.toldByCauses.contains(gap.code))
        }
        // Beside causes, a note is for whoever wants to read everything.
        let all = report.viewTellsFindings ? [] : report.findings.filter { !$0.isWrong }
        notes = causes.isEmpty ? all : []
        let said = Set(gaps.map(\.code) + notes.map(\.code) + causes.map(\.finding.code))
        var unsaid = report.viewTellsFindings ? [] : report.coverage.gaps.map(\.code) + all.map(\.code)
        unsaid.removeAll(where: said.contains)
        self.unsaid = Array(Set(unsaid)).sorted()
    }

    /// So many causes have a block of their own that the report stays short; the others have a line.
    var blocks: ArraySlice<BriefCause> { causes.prefix(causes.count > 6 ? 3 : causes.count > 5 ? 4 : 5) }
    var lines: ArraySlice<BriefCause> { causes.dropFirst(blocks.count) }

    /// What is said of contacts that several causes hold back.
    var overlap: String? {
        let sum = causes.filter(\.finding.holdsBack).reduce(0) { $0 + $1.finding.count }
        guard let restricted = report.coverage.counters?.restricted, restricted > 0, sum > restricted else {
            return nil
        }
        return "Some contacts have several causes: the numbers add up to more than \(Numbers.grouped(restricted))."
    }

    /// Where there is more to read.
    var more: String? {
        guard !report.viewTellsFindings else { return nil }
        guard let code = causes.first?.finding.code ?? gaps.first?.code else { return nil }
        let others = unsaid.isEmpty ? "" : ". Also: \(unsaid.joined(separator: ", "))"
        return "All steps and texts for the client: --full. One cause: be-diagnose codes \(code)\(others)"
    }

    private static func said(_ reach: Explanation.Reach, _ coverage: Coverage) -> String? {
        var parts: [String] = []
        if let first = reach.first, let last = reach.last { parts.append("\(ShownTime.days(first, last)) (UTC)") }
        // Of what the filters left out nothing is said.
        if reach.locations > 0, coverage.counters?.filtered == 0 {
            parts.append(Numbers.counted(reach.locations, "location", "locations"))
        }
        if let others = coverage.counters?.others, others > 0 {
            parts.append(
                Numbers.counted(others, "other document that is not a record", "other documents that are not records"))
        }
        if coverage.inputs.count > 1 { parts.append(Numbers.counted(coverage.inputs.count, "file", "files")) }
        let compared = reach.comparedWith
        if !compared.isEmpty {
            let shown = compared.count > 3 ? Array(compared.prefix(2)) + ["\(compared.count - 2) more"] : compared
            parts.append("compared with \(Numbers.list(shown))")
        }
        // Where the filters have left nothing over, this is what there was.
        let isLeftOut = coverage.counters?.records == 0 && coverage.counters?.filtered ?? 0 > 0
        return parts.isEmpty ? nil : (isLeftOut ? "The input covers " : "") + parts.joined(separator: ", ") + "."
    }
}
