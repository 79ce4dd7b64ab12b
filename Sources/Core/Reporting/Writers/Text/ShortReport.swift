internal import Model
internal import Support

/// Writes a report on one pasted document for a person who is on the phone: what, why, what next.
public enum ShortReport {
    /// The answer's lines after `label`, none wider than the style's width but what is copied.
    public static func lines(_ report: SafeReport, label: String, style: TextStyle) -> [String] {
        let short = ShortAnswer(report: report.report)
        let width = max(style.width, 20)
        let paint = Paint(isOn: style.color)
        var page = Page(width: width)
        for (index, cause) in short.causes.enumerated() {
            page.prose(cause.title, label: index == 0 ? label + "  " : "", indent: index == 0 ? 0 : 4, hang: 4)
            if cause.subject.isEmpty, cause.code.isEmpty { continue }
            let room = width - 4 - ColumnWidth.of(cause.subject) - ColumnWidth.of(cause.code)
            if room >= 2 {
                page.line("    " + cause.subject + String(repeating: " ", count: room) + cause.code)
            } else {
                page.prose(cause.subject, indent: 4)
                page.prose(cause.code, indent: 4)
            }
        }
        if let severity = short.severity {
            page.repaint(from: 0) {
                $0.hasPrefix(label) ? paint.severity(label, severity) + $0.dropFirst(label.count) : $0
            }
        }
        for part in short.parts {
            page.prose(part.lines.joined(separator: " "), label: part.label.padded(to: 9), indent: 4, hang: 13)
        }
        if let step = short.step {
            page.step(
                step.text, owner: step.owner, label: "Next     ", indent: 4, hang: 13,
                copied: [step.line].compactMap(\.self), paint)
        }
        return page.lines
    }

    /// What the answer says: two documents of which this is the same have the same answer.
    public static func meaning(_ report: SafeReport) -> [[String]] {
        let short = ShortAnswer(report: report.report)
        return short.causes.map { [$0.title, $0.subject, $0.code] } + short.parts.map { [$0.label] + $0.lines }
            + [[short.step?.text ?? "", short.step?.line ?? ""]]
    }

    /// A remark after `label`, in lines that fit into the window.
    public static func remark(_ text: String, label: String, style: TextStyle) -> [String] {
        var page = Page(width: max(style.width, 20))
        page.prose(text, label: label, hang: label.isEmpty ? 0 : 3)
        return page.lines
    }

    /// What may be sent to the client about the last document; nil where no step has such a text.
    public static func clientText(_ report: SafeReport) -> String? {
        report.report.findings.filter(\.isWrong).lazy.flatMap(\.remedies).compactMap(\.tellClient).first
    }
}

/// What a short answer says of one document, or of a few that are one.
struct ShortAnswer {
    let report: Report

    /// What is wrong, in a line or two.
    struct Cause {
        var title: String
        var subject = ""
        var code = ""
    }

    private var wrong: [Finding] { report.findings.filter(\.isWrong) }
    private var records: Int { report.coverage.counters?.records ?? 0 }
    /// More are named by their codes only.
    private static let mostCauses = 3

    /// The color of the answer.
    var severity: Severity? { wrong.first?.severity ?? (report.outcome == .ok ? .info : nil) }

    var causes: [Cause] {
        if wrong.isEmpty { return [nothing] }
        var causes = wrong.prefix(Self.mostCauses).map(said)
        let more = wrong.dropFirst(Self.mostCauses).map(\.code)
        if !more.isEmpty { causes.append(Cause(title: "Also: \(more.joined(separator: ", "))")) }
        return causes
    }

    private func said(_ finding: Finding) -> Cause {
        let brief = BriefCause(finding: finding, number: 0)
        let start =
            finding.holdsBack ? "Held back: " : finding.severity == .error && finding.count > 0 ? "Failed: " : ""
        let values = finding.evidence.prefix(2).map { evidence in
            evidence.value == nil
                ? "\(evidence.name) is missing"
                : ShownValue.text(evidence.value)
                    + (evidence.meaning.map { " (\($0.prefix { $0 != "(" }.trimmed))" } ?? "")
        }
        let shown = finding.severity == .error || values.isEmpty ? "" : ": " + values.joined(separator: ", ")
        var subject = [finding.subject.integration].compactMap(\.self)
        let total = finding.locations
        if let first = finding.businesses.first {
            subject.append(total == 1 ? "business \(first.businessNumber)" : "\(total) businesses")
        } else {
            subject += businesses
        }
        if finding.count > 0 {
            subject.append(
                records > finding.count
                    ? "\(Numbers.grouped(finding.count)) of \(Numbers.grouped(records)) records" : finding.counted)
        }
        return Cause(
            title: start + finding.title + shown, subject: subject.joined(separator: ", "),
            code: "\(finding.code), \(brief.verdict)")
    }

    private var nothing: Cause {
        let counters = report.coverage.counters ?? Counters()
        if counters.records == 0 {
            let others = Numbers.counted(counters.others, "other document", "other documents")
            return Cause(
                title: counters.others > 0 ? "Nothing to judge: no record, \(others)." : "Nothing to judge: no record.")
        }
        let these = counters.records == 1 ? "the record has" : "\(Numbers.grouped(counters.records)) records have"
        let title =
            report.outcome == .ok
            ? "Not held back: \(these) no restriction reason"
            : "No restriction reason seen in \(Numbers.plural(counters.records, "record"))"
        return Cause(title: title, subject: (integrations + businesses).joined(separator: ", "))
    }

    private var integrations: [String] {
        Array(Set(report.explanation?.records?.compactMap(\.integration) ?? [])).sorted()
    }

    private var businesses: [String] {
        let numbers = Set(report.explanation?.records?.compactMap(\.businessNumber) ?? []).sorted()
        guard let first = numbers.first else { return [] }
        return ["business \(first)" + (numbers.count > 1 ? " and \(numbers.count - 1) more" : "")]
    }

    private static let again = "run again with --set "

    /// What to add to the command line is for a report; here it is typed.
    private static func withoutOptions(_ text: String) -> String {
        text.firstRange(of: " To confirm, add --config").map { String(text[..<$0.lowerBound]) } ?? text
    }

    /// How the first is known, what would settle it, and what could not be read.
    var parts: [BriefCause.Part] {
        var parts: [BriefCause.Part] = []
        if let first = wrong.first {
            let brief = BriefCause(finding: first, number: 0)
            if first.verdict == .confirmed, let allowed = brief.allowedLine {
                parts.append(BriefCause.Part(label: "Known", lines: ["log and configuration agree: \(allowed)"]))
            }
            parts += brief.grounds(isAlone: true).map { part in
                BriefCause.Part(label: part.label, lines: part.lines.map(Self.withoutOptions))
            }
        }
        if !report.coverage.gaps.isEmpty {
            parts.append(BriefCause.Part(label: "Not read", lines: report.coverage.gaps.map(\.detail)))
        }
        return parts
    }

    /// What can be typed instead of an option.
    var step: BriefCause.Step? {
        if let first = wrong.first {
            guard var step = BriefCause(finding: first, number: 0).firstForPaste else { return nil }
            if step.text.contains(Self.again) {
                step.text = step.text.replacing(Self.again, with: "enter it here: set ").replacing("\"", with: "")
            }
            return step
        }
        return report.outcome == .ok ? report.next.map(BriefCause.Step.init) : nil
    }
}
