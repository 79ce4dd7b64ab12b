internal import Model
internal import Support

/// Writes a report on one pasted document for a person who is on the phone: what, why, what next.
public enum ShortReport {
    /// No answer is longer, however narrow the window is.
    public static let mostLines = 8

    /// The answer's lines behind `label`, none wider than the style's width; what does not fit ends in `…`.
    public static func lines(_ report: SafeReport, label: String, style: TextStyle) -> [String] {
        let report = report.report
        let short = ShortAnswer(report: report)
        let sections = short.sections
        let width = max(style.width, 20)
        var wrapped: [[String]] = []
        for (index, section) in sections.enumerated() {
            var page = Page(width: width)
            for (number, text) in section.enumerated() {
                let isFirst = index == 0 && number == 0
                page.prose(text, label: isFirst ? label + "  " : "", indent: isFirst ? 0 : 2, hang: 4)
            }
            wrapped.append(page.lines)
        }
        let room = shares(of: wrapped.map(\.count))
        var lines = zip(wrapped, room).flatMap { cut($0, to: $1, width: width) }
        if let first = lines.first, let severity = short.severity {
            let paint = Paint(isOn: style.color)
            lines[0] = first.hasPrefix(label) ? paint.severity(label, severity) + first.dropFirst(label.count) : first
        }
        return lines
    }

    /// What the answer says, whatever fits into a window: two documents of which this is the same have the same answer.
    public static func meaning(_ report: SafeReport) -> [[String]] { ShortAnswer(report: report.report).sections }

    /// A remark behind `label`, in lines that fit into the window.
    public static func remark(_ text: String, label: String, style: TextStyle) -> [String] {
        var page = Page(width: max(style.width, 20))
        page.prose(text, label: label, hang: 3)
        return page.lines
    }

    /// A line for each section, then the rest in turns, so that none takes the place of another.
    private static func shares(of wanted: [Int]) -> [Int] {
        var given = wanted.map { min($0, 1) }
        var left = mostLines - given.reduce(0, +)
        while left > 0, let next = wanted.indices.filter({ given[$0] < wanted[$0] }).min(by: { given[$0] < given[$1] })
        {
            given[next] += 1
            left -= 1
        }
        return given
    }

    private static func cut(_ lines: [String], to count: Int, width: Int) -> [String] {
        guard lines.count > count, count > 0 else { return lines }
        var last = lines[count - 1]
        while ColumnWidth.of(last) > width - 2 { last.removeLast() }
        return lines.prefix(count - 1) + [last + " …"]
    }
}

/// What a short answer says, a section each: every text is a paragraph.
struct ShortAnswer {
    let report: Report

    private var wrong: [Finding] { report.findings.filter(\.isWrong) }

    /// The colour of the whole.
    var severity: Severity? { wrong.first?.severity ?? (report.outcome == .ok ? .info : nil) }

    /// In order. Each of the first findings is one of its own, so that none is cut away in a narrow window.
    var sections: [[String]] {
        let first = what.prefix(3).map { [$0] }
        let further = what.dropFirst(3).compactMap { $0.split(separator: " ").first }.joined(separator: ", ")
        let more = further.isEmpty ? [] : [["Also: \(further)"]]
        return (first + more + [seen, missing, why, next]).filter { !$0.isEmpty }
    }

    var what: [String] {
        guard wrong.isEmpty else {
            return wrong.map { finding in
                let whose = finding.subject.integration.map { $0 + ": " } ?? ""
                let all = report.coverage.counters?.records ?? finding.count
                let of = all > finding.count ? "\(Numbers.grouped(finding.count)) of " : ""
                let count = all > 1 ? " (\(of)\(Numbers.grouped(max(all, finding.count))) records)" : ""
                return "\(finding.code) \(finding.verdict.rawValue)  \(whose)\(finding.title)\(count)"
            }
        }
        let counters = report.coverage.counters ?? Counters()
        let of = Numbers.counted(counters.records, "record", "records")
        if counters.records == 0 {
            let others = Numbers.counted(counters.others, "other document", "other documents")
            return [counters.others > 0 ? "Nothing to judge: no record, \(others)." : "Nothing to judge: no record."]
        }
        return [report.outcome == .ok ? "Not restricted: \(of), no reason in it." : "No restriction seen in \(of)."]
    }

    /// Business, values, and what the configuration allows.
    var seen: [String] {
        var parts: [String] = []
        let businesses = Set(report.explanation?.records?.compactMap(\.businessNumber) ?? [])
            .union(wrong.flatMap { $0.businesses.map(\.businessNumber) }).sorted()
        if let first = businesses.first {
            parts.append("business \(first)" + (businesses.count > 1 ? " and \(businesses.count - 1) more" : ""))
        }
        for finding in wrong {
            for evidence in finding.evidence.prefix(3) {
                let meaning = evidence.meaning.map { " (\($0))" } ?? ""
                parts.append("\(evidence.name) = \(ShownValue.text(evidence.value))\(meaning)")
            }
            if let expected = finding.expected {
                let values = expected.values.map(ShownValue.text).joined(separator: ", ")
                parts.append("\(expected.property) allows \(values.isEmpty ? "nothing" : values)")
            }
            for near in finding.nearMisses.prefix(1) {
                parts.append("\(ShownValue.text(near.value)) is nearly \(ShownValue.text(near.candidate)): \(near.why)")
            }
        }
        return parts.isEmpty ? [] : [parts.joined(separator: "; ")]
    }

    /// What could not be looked at.
    var missing: [String] {
        report.coverage.gaps.isEmpty ? [] : ["Not whole: " + report.coverage.gaps.map(\.detail).joined(separator: " ")]
    }

    var why: [String] {
        guard let detail = wrong.first?.detail, !detail.isEmpty else { return [] }
        return ["Why: " + detail]
    }

    var next: [String] {
        guard let finding = wrong.first, let remedy = step(of: finding) else { return [] }
        let change = report.explanation?.changes.first { $0.changes.contains { $0.code == finding.code } }
        let adds = (change?.changes ?? []).filter { !$0.add.isEmpty }.map { change in
            "\(change.add.map(ShownValue.text).joined(separator: ", ")) in \(change.property) (\(change.level))"
        }
        let lets = adds.isEmpty ? "" : " It takes \(adds.joined(separator: " and "))."
        let query = remedy.query == nil ? "" : " (Query: ?)"
        return ["Next [\(remedy.owner.rawValue)]: \(remedy.text)\(query)\(lets)"]
    }

    /// The first step that is still to be taken: what a search would show has been pasted, and where a configuration
    /// was compared, nobody has to read it again.
    private func step(of finding: Finding) -> Remedy? {
        let shown = finding.evidence.filter { $0.value != nil }.map { "\($0.name) : *" }
        let open = finding.remedies.filter { remedy in !shown.contains { remedy.query?.contains($0) ?? false } }
        let decided = finding.verdict == .confirmed ? open.first { $0.owner != .support } : nil
        return decided ?? open.first ?? finding.remedies.first
    }
}
