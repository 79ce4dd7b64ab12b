internal import Model

/// Writes a report as Markdown, to be pasted into a ticket: what is wrong, how it is known, what to do.
enum MarkdownReport {
    /// The report as GitHub's dialect of Markdown, which ticket systems read as well; with a newline at its end.
    static func text(_ report: SafeReport) -> String {
        let report = report.report
        var blocks = [heading(report)]
        blocks += MarkdownView(view: report.view).blocks
        if let counters = report.coverage.counters { blocks.append(totals(counters)) }
        if let explanation = report.explanation {
            blocks += MarkdownExplanation(explanation: explanation).before
        }
        for finding in report.findings { blocks += MarkdownFinding(finding: finding).blocks }
        if let explanation = report.explanation {
            blocks += MarkdownExplanation(explanation: explanation).behind
        }
        blocks += coverage(report.coverage)
        return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private static func heading(_ report: Report) -> String {
        let outcome =
            switch report.outcome {
            case .ok: "nothing wrong found"
            case .problem: "something is wrong"
            case .undetermined: "not everything could be looked at or decided"
            }
        return "## be-diagnose \(Markdown.text(report.command)): \(outcome)"
    }

    private static func totals(_ counters: Counters) -> String {
        let rows = [
            ("records", counters.records), ("restricted", counters.restricted), ("unrestricted", counters.unrestricted),
            ("explained", counters.explained), ("unexplained", counters.unexplained), ("failures", counters.failures),
            ("malformed", counters.malformed), ("duplicates", counters.duplicates), ("filtered", counters.filtered),
            ("ignored lines", counters.ignoredLines),
        ].filter { $0.1 > 0 || $0.0 == "records" || $0.0 == "restricted" }
        return rows.map { "**\(Numbers.grouped($0.1))** \($0.0)" }.joined(separator: ", ")
    }

    private static func coverage(_ coverage: Coverage) -> [String] {
        var blocks: [String] = []
        if !coverage.gaps.isEmpty {
            let gaps = coverage.gaps.map { "- `\($0.code)` \(Markdown.text($0.detail))" }
            blocks.append("### Not everything could be looked at\n\n" + gaps.joined(separator: "\n"))
        }
        if !coverage.inputs.isEmpty {
            let inputs = coverage.inputs.map { input in
                "- \(Markdown.code(input.name)): \(input.format), \(Numbers.counted(input.records, "record", "records")), "
                    + Numbers.size(input.bytes)
            }
            blocks.append("### Input\n\n" + inputs.joined(separator: "\n"))
        }
        return blocks
    }
}
