internal import Model
internal import Support

/// One finding as Markdown blocks.
struct MarkdownFinding {
    let finding: Finding

    /// More rows make a ticket unreadable; the counts above them stay whole.
    private static let rows = 20

    var blocks: [String] {
        var blocks = [heading, facts, evidence, businesses]
        if !finding.detail.isEmpty { blocks.append(Markdown.text(finding.detail)) }
        // A note, or a cause that is out of question, asks for nothing.
        if finding.isWrong { blocks.append(remedies) }
        return blocks.filter { !$0.isEmpty }
    }

    private var heading: String {
        let integration = finding.subject.integration.map { Markdown.text($0) + ": " } ?? ""
        let count = finding.count > 0 ? " (\(Numbers.grouped(finding.count)))" : ""
        return "### \(finding.severity.rawValue.uppercased()) \(finding.code) \(finding.verdict.rawValue)\(count): "
            + integration + Markdown.text(finding.title)
    }

    private var facts: String {
        var facts: [String] = []
        if let first = finding.firstSeen, let last = finding.lastSeen { facts.append("Seen from \(first) to \(last)") }
        if let change = finding.changePoint {
            let inside = "\(Numbers.grouped(change.inside.records)) of \(Numbers.grouped(change.inside.of))"
            let outside = "\(Numbers.grouped(change.outside.records)) of \(Numbers.grouped(change.outside.of))"
            let time = [change.since.map { "since \($0)" }, change.until.map { "until \($0)" }].compactMap(\.self)
            facts.append("Step \(time.joined(separator: ", ")): \(inside) records, otherwise \(outside)")
        }
        if let scope = finding.scope {
            facts.append("\(Markdown.text(scope.text)) Owner: **\(scope.page.rawValue)**")
        }
        if let expected = finding.expected { facts.append("Allowed: " + said(expected)) }
        facts += finding.nearMisses.map { miss in
            "\(Markdown.code(miss.value)) is almost \(Markdown.code(miss.candidate)): \(Markdown.text(miss.why))"
        }
        if !finding.alsoBlockedBy.isEmpty {
            let others = finding.alsoBlockedBy.map { "\($0.code) (\(Numbers.grouped($0.count)))" }
            facts.append("Also blocked by: " + others.joined(separator: ", "))
        }
        return facts.map { "- \($0)" }.joined(separator: "\n")
    }

    private var evidence: String {
        if finding.evidence.isEmpty { return "" }
        let rows = finding.evidence.prefix(Self.rows).map { evidence in
            [
                Markdown.cell(evidence.name), evidence.value.map(Markdown.cell) ?? "(missing)",
                evidence.meaning.map(Markdown.text) ?? "", Numbers.grouped(evidence.count),
            ]
        }
        return Markdown.table(["field", "value", "meaning", "records"], rows)
            + more(finding.evidence.count - rows.count)
    }

    private var businesses: String {
        if finding.businesses.isEmpty { return "" }
        // Where no records were counted, their column would be all zeros.
        let isCounted = finding.businesses.contains { $0.count > 0 }
        let hasExpected = finding.businesses.contains { $0.expected != nil }
        let rows = finding.businesses.prefix(Self.rows).map { business in
            [business.businessNumber] + (isCounted ? [Numbers.grouped(business.count)] : [])
                + (hasExpected ? [business.expected.map(said) ?? ""] : [])
        }
        let total = finding.locations
        let head = ["business"] + (isCounted ? ["records"] : []) + (hasExpected ? ["allowed"] : [])
        return Markdown.table(head, rows) + more(total - rows.count)
    }

    private func more(_ rest: Int) -> String { rest > 0 ? "\n\n… and \(Numbers.grouped(rest)) more" : "" }

    private func said(_ expected: Expected) -> String {
        let values = expected.values.isEmpty ? "nothing" : expected.values.map(Markdown.cell).joined(separator: ", ")
        return "\(Markdown.cell(expected.property)) (\(expected.level)) = \(values)"
    }

    private var remedies: String {
        if finding.remedies.isEmpty { return "" }
        let steps = finding.remedies.enumerated().map { number, remedy in
            var lines = ["\(number + 1). **\(remedy.owner.rawValue)**\(marks(remedy)): \(Markdown.text(remedy.text))"]
            if let command = remedy.command { lines.append(indented(Markdown.block(ShellText.line(command)))) }
            if let query = remedy.query { lines.append(indented(Markdown.block(query))) }
            lines += remedy.verify.map { "   - then verify: \(Markdown.text($0))" }
            if let sentence = remedy.tellClient { lines.append("   - tell the client: \(Markdown.text(sentence))") }
            return lines.joined(separator: "\n")
        }
        return "Do next:\n\n" + steps.joined(separator: "\n")
    }

    private func marks(_ remedy: Remedy) -> String {
        var marks: [String] = []
        if remedy.danger != .none { marks.append("danger: \(remedy.danger.rawValue)") }
        if !remedy.reversible { marks.append("cannot be undone") }
        return marks.isEmpty ? "" : " (\(marks.joined(separator: ", ")))"
    }

    /// Inside a list item.
    private func indented(_ block: String) -> String {
        "\n" + block.split(separator: "\n", omittingEmptySubsequences: false).map { "   " + $0 }.joined(separator: "\n")
            + "\n"
    }
}

/// What `explain` says beside its findings, as Markdown blocks.
struct MarkdownExplanation {
    let explanation: Explanation

    /// What stands before the findings: single records, the time, the tags.
    var before: [String] {
        var blocks: [String] = []
        if let records = explanation.records, !records.isEmpty {
            let rows = records.map { record in
                [
                    record.time ?? "", Markdown.cell(FileNames.place(record.input, line: record.line)),
                    record.businessNumber ?? "",
                    record.isRestricted ? "restricted" : "not restricted",
                    record.findings.map { "\($0.code) \($0.verdict.rawValue)" }.joined(separator: ", "),
                ]
            }
            blocks.append(Markdown.table(["time", "record", "business", "", "codes"], rows))
        }
        if let timeline = explanation.timeline, timeline.bins.contains(where: { $0.restricted + $0.failures > 0 }) {
            let rows = timeline.bins.map { bin in
                [bin.from] + [bin.records, bin.restricted, bin.failures].map(Numbers.grouped)
            }
            let head = ["from (\(timeline.hours) h each)", "records", "restricted", "failures"]
            blocks.append(Markdown.table(head, rows))
        }
        for field in explanation.tags ?? [] {
            let rows = field.values.map { [Markdown.cell($0.value), Numbers.grouped($0.count)] }
            let whose = Markdown.text(field.integration ?? "records that name no integration")
            let table = Markdown.table([Markdown.cell(field.field), "records"], rows)
            blocks.append("Campaign tags of \(whose):\n\n" + table)
        }
        return blocks
    }

    /// What comes after them: what a planned configuration would do.
    var behind: [String] {
        let planned = PlannedView(explanation: explanation)
        if let hint = planned.hint { return [Markdown.text(hint)] }
        let blocks = MarkdownView(view: planned.blocks).blocks
        return blocks.isEmpty ? [] : ["### \(PlannedView.title)"] + blocks
    }
}
