internal import Model

/// Writes a report for a person: what is wrong, how it is known, what to do, and last what was read.
enum TextReport {
    /// The report in lines no wider than the style's width, with a newline at its end.
    static func text(_ report: SafeReport, style: TextStyle = TextStyle()) -> String {
        let report = report.report
        var page = Page(width: max(style.width, 20))
        TextSummary(report: report, style: style).write(on: &page)
        if let records = report.explanation?.records { TextRecords(records: records).write(on: &page) }
        if let timeline = report.explanation?.timeline { TextTimeline(histogram: timeline).write(on: &page) }
        if let tags = report.explanation?.tags { TextTags(tags: tags).write(on: &page) }
        TextView(blocks: report.view).write(on: &page)
        var remedies = TextRemedies(style: style)
        for finding in report.findings {
            page.blank()
            TextFinding(finding: finding, style: style).write(on: &page, remedies: &remedies)
        }
        TextChanges(changes: report.explanation?.changes ?? [], style: style).write(on: &page)
        TextCoverage(coverage: report.coverage).write(on: &page)
        if let code = report.findings.first?.code ?? report.coverage.gaps.first?.code {
            page.blank()
            page.prose("be-diagnose codes \(code)", label: "For more: ", hang: 2)
        }
        return page.lines.joined(separator: "\n") + "\n"
    }
}
