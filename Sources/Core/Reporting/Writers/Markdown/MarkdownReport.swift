internal import Model
internal import Support

/// Writes a report as Markdown, to be pasted into a ticket: what is wrong, how it is known, what to do.
enum MarkdownReport {
    /// The report as GitHub's dialect of Markdown, which ticket systems read as well; with a newline at its end.
    static func text(_ report: SafeReport, isFull: Bool = false) -> String {
        let report = report.report
        let brief = MarkdownBrief(brief: Brief(report))
        if report.isText {
            let lines = [report.headline.map(Markdown.text) ?? ""] + MarkdownView(view: report.view).blocks
            return lines.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
        }
        var blocks = brief.head
        if isFull, let counters = report.coverage.counters { blocks.append(totals(counters)) }
        blocks += MarkdownView(view: report.view).blocks
        if isFull || !report.viewTellsFindings { blocks += brief.table }
        if isFull {
            if let explanation = report.explanation { blocks += MarkdownExplanation(explanation: explanation).before }
            for finding in report.findings { blocks += MarkdownFinding(finding: finding).blocks }
            if let explanation = report.explanation { blocks += MarkdownExplanation(explanation: explanation).behind }
            blocks += coverage(report.coverage) + [brief.brief.verdict.map(Markdown.text) ?? ""]
        } else {
            if !report.viewTellsFindings { blocks += brief.causes }
            if let explanation = report.explanation { blocks += MarkdownExplanation(explanation: explanation).behind }
            blocks += brief.gaps + brief.end
        }
        return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private static func totals(_ counters: Counters) -> String {
        let rows = [
            ("records", counters.records), ("restricted", counters.restricted), ("unrestricted", counters.unrestricted),
            ("explained", counters.explained), ("unexplained", counters.unexplained), ("failures", counters.failures),
            ("malformed", counters.malformed), ("duplicates", counters.duplicates), ("filtered", counters.filtered),
            ("other documents", counters.others), ("ignored lines", counters.ignoredLines),
        ].filter { $0.1 > 0 || $0.0 == "records" || $0.0 == "restricted" }
        return rows.map { "**\(Numbers.grouped($0.1))** \($0.0)" }.joined(separator: ", ")
    }

    private static func coverage(_ coverage: Coverage) -> [String] {
        var blocks: [String] = []
        if !coverage.gaps.isEmpty {
            let gaps = coverage.gaps.map { "- `\($0.code)` \(Markdown.text($0.detail))" }
            blocks.append("### Gaps\n\n" + gaps.joined(separator: "\n"))
        }
        if !coverage.inputs.isEmpty {
            let inputs = coverage.inputs.map { input in
                "- \(Markdown.code(FileNames.said(input.name))): \(input.format), \(Numbers.counted(input.records, "record", "records")), "
                    + Numbers.size(input.bytes)
            }
            let remark =
                FileNames.remark(coverage.inputs).map { "\($0.prefix(1).uppercased())\($0.dropFirst()).\n\n" } ?? ""
            blocks.append("### Input\n\n" + remark + inputs.joined(separator: "\n"))
        }
        return blocks
    }
}

/// A command's result in Markdown: tables, values to copy, sentences.
struct MarkdownView {
    let view: [ViewBlock]

    var blocks: [String] {
        view.flatMap { block -> [String] in
            switch block {
            case .prose(let text), .note(let text): [Markdown.text(text)]
            case .part(let label, let text):
                [label.isEmpty ? Markdown.text(text) : "**\(Markdown.text(label))** \(Markdown.text(text))"]
            case .heading(let text): ["### " + Markdown.text(text)]
            case .value(let label, let value): [Markdown.text(label) + ":\n\n" + Markdown.block(value)]
            case .table(let table):
                [Markdown.table(table.headings.map(Markdown.text), table.rows.map { row in row.map(Markdown.text) })]
            case .rows(let rows): [rows.map(row).joined(separator: "\n")]
            case .items(let items): [items.map(item).joined(separator: "\n")]
            case .steps(let steps): steps.flatMap(step)
            case .lines(let lines): [Markdown.block(lines.joined(separator: "\n"))]
            case .code(let text): [Markdown.block(text)]
            case .days(let locations):
                [Markdown.table(["Location", "Day", "Contacts"], locations.flatMap(dayRows))]
            case .group(let blocks): MarkdownView(view: blocks).blocks
            }
        }
    }

    private func dayRows(_ location: LocationDays) -> [[String]] {
        location.days.suffix(14).map { [location.businessNumber, $0.day, String($0.contacts)] }
    }

    private func row(_ row: ViewRow) -> String {
        let label = row.label.split(separator: " ").joined(separator: " ")
        let texts = row.texts.map(row.isVerbatim ? Markdown.code : Markdown.text).joined(separator: "; ")
        return "- **\(Markdown.text(label))**" + (texts.isEmpty ? "" : ": " + texts)
    }

    /// A list of its own has its own marks.
    private func item(_ item: String) -> String {
        let isNumbered = item.first?.isNumber == true && item.drop { $0.isNumber }.hasPrefix(". ")
        return isNumbered
            ? Markdown.text(item) : "- " + Markdown.text(item.hasPrefix("- ") ? String(item.dropFirst(2)) : item)
    }

    private func step(_ step: ViewStep) -> [String] {
        var blocks = ["**Next** [\(step.owner.rawValue)] \(Markdown.text(step.text))"]
        if let quote = step.quote { blocks.append("> " + Markdown.text(quote)) }
        if !step.lines.isEmpty { blocks.append(Markdown.block(step.lines.joined(separator: "\n"))) }
        return blocks
    }
}

/// Text as Markdown shows it unchanged.
enum Markdown {
    private static let special: Set<Character> = ["\\", "`", "*", "_", "[", "]", ">", "|", "~"]

    /// Prose: what Markdown would take for markup, a mention or HTML is escaped; code in backticks stays code.
    static func text(_ text: String) -> String {
        var result = ""
        let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
        // Backticks in pairs are the playbooks' own way to set names apart.
        let isPaired = pieces.count % 2 == 1
        for (place, piece) in pieces.enumerated() {
            if !isPaired && place > 0 { result += "\\`" }
            result += isPaired && place % 2 == 1 ? code(String(piece)) : escaped(piece)
        }
        return result
    }

    private static func escaped(_ text: Substring) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\n": result += " "
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case _ where special.contains(character): result += "\\\(character)"
            default: result.append(character)
            }
        }
        return result
    }

    /// A code span, with as many backticks around it as its content needs.
    static func code(_ text: String) -> String {
        if text.isEmpty { return "(empty)" }
        let longest = text.split { $0 != "`" }.map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: longest + 1)
        let needsSpace = text.first == "`" || text.last == "`" || (text.first == " " && text.last == " ")
        let space = needsSpace ? " " : ""
        return fence + space + text.split(whereSeparator: \.isNewline).joined(separator: " ") + space + fence
    }

    /// A code span inside a table, where a bar ends the cell even in code.
    static func cell(_ text: String) -> String { text.contains("|") ? escaped(text[...]) : code(text) }

    /// A block that is copied as it stands.
    static func block(_ text: String) -> String {
        var fence = "```"
        while text.contains(fence) { fence += "`" }
        return fence + "\n" + text + "\n" + fence
    }

    /// A table; cells are Markdown already.
    static func table(_ head: [String], _ rows: [[String]]) -> String {
        func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
        return ([line(head), line(head.map { _ in "---" })] + rows.map(line)).joined(separator: "\n")
    }
}
