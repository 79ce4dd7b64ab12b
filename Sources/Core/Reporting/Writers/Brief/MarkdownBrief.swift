internal import Model
internal import Support

/// Writes a brief as Markdown, with the same parts as for a terminal.
struct MarkdownBrief {
    let brief: Brief

    var head: [String] {
        ["## be-diagnose \(Markdown.text(brief.report.command))", "**\(Markdown.text(brief.headline))**"]
            + (brief.reach.map { [Markdown.text($0)] } ?? [])
    }

    var table: [String] {
        guard brief.causes.count > 1 else { return [] }
        let rows = brief.causes.map { cause in
            [
                "\(cause.number)", cause.count, Markdown.text(cause.cause), Markdown.text(cause.businesses),
                cause.verdict,
                cause.finding.code,
            ]
        }
        return [Markdown.table(["", "contacts", "cause", "business", "how sure", "code"], rows)]
            + (brief.overlap.map { [Markdown.text($0)] } ?? [])
    }

    var causes: [String] {
        var blocks = brief.blocks.flatMap(block)
        let lines = brief.lines.map { cause in
            let step = cause.next.first.map { "[\($0.owner.rawValue)] \($0.text)" } ?? cause.finding.shortTitle
            return "- \(cause.number). `\(cause.finding.code)` \(Markdown.text(step))"
        }
        if !lines.isEmpty { blocks.append(lines.joined(separator: "\n")) }
        return blocks
    }

    private func block(_ cause: BriefCause) -> [String] {
        let finding = cause.finding
        let number = brief.causes.count > 1 ? "\(cause.number). " : ""
        let business = finding.subject.businessNumber.map { " (\($0))" } ?? ""
        var blocks = ["### \(number)\(Markdown.text(finding.title + business)) (\(finding.code), \(cause.verdict))"]
        let parts = (cause.facts + cause.grounds(isAlone: brief.causes.count == 1)).map {
            "- **\($0.label)**: \($0.lines.map(Markdown.text).joined(separator: "; "))"
        }
        if !parts.isEmpty { blocks.append(parts.joined(separator: "\n")) }
        for step in cause.next {
            blocks.append("**Next** [\(step.owner.rawValue)] \(Markdown.text(step.text))")
            if let line = step.line { blocks.append(Markdown.block(line)) }
        }
        return blocks
    }

    var gaps: [String] {
        if brief.gaps.isEmpty { return [] }
        let gaps = brief.gaps.map { "- `\($0.code)` \(Markdown.text($0.detail))" }
        return ["### Gaps", gaps.joined(separator: "\n")]
    }

    var end: [String] {
        let notes = brief.notes.map { Markdown.text("Note \($0.code): " + ($0.detail.isEmpty ? $0.title : $0.detail)) }
        let next = brief.report.next.map(BriefCause.Step.init).map { step in
            "**Next** [\(step.owner.rawValue)] \(Markdown.text(step.text))"
        }
        let others = brief.unsaid.isEmpty ? nil : "Also (with `--full`): " + brief.unsaid.joined(separator: ", ")
        return notes + [next, others, brief.verdict.map(Markdown.text)].compactMap(\.self)
    }
}
