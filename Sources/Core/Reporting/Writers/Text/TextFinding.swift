internal import Model

/// One finding: what, since when, with which values and where, how it is known, what to do.
struct TextFinding {
    let finding: Finding
    let style: TextStyle

    func write(on page: inout Page, remedies: inout TextRemedies) {
        headline(on: &page)
        // A note, or a cause that is out of question, asks for nothing.
        let isShort = finding.severity == .info || finding.verdict == .ruledOut
        if isShort {
            if !finding.detail.isEmpty { page.prose(finding.detail, indent: 2) }
            return
        }
        seen(on: &page)
        if let step = finding.step { page.prose(said(step), indent: 2, hang: 4) }
        TextEvidence(finding: finding, style: style).write(on: &page)
        if let width = finding.width {
            page.prose("\(width.text) Ask first: \(width.page.rawValue).", label: "Whom: ", indent: 2, hang: 4)
        }
        if !finding.detail.isEmpty { page.prose(finding.detail, label: "How it knows: ", indent: 2, hang: 4) }
        if style.showSources, let source = finding.source {
            page.prose(source, label: "Source: ", indent: 2, hang: 4)
        }
        if let cause = finding.causedBy { page.prose(cause, label: "Follows from: ", indent: 2, hang: 4) }
        remedies.write(finding, on: &page)
    }

    private func headline(on page: inout Page) {
        let severity = finding.severity.rawValue.uppercased()
        let start = page.lines.count
        var label = "\(severity)  \(finding.code)  \(finding.verdict.rawValue)  "
        if finding.count > 0 { label += count + "  " }
        let integration = finding.subject.integration.map { $0 + ": " } ?? ""
        let business = finding.subject.businessNumber.map { " (business \($0))" } ?? ""
        page.prose(integration + finding.title + business, label: label, hang: 9)
        let paint = Paint(isOn: style.color)
        page.repaint(from: start) { line in
            let plain = "\(severity)  \(finding.code)  \(finding.verdict.rawValue)"
            guard line.hasPrefix(plain) else { return line }
            return paint.severity(severity, finding.severity) + "  \(finding.code)  "
                + paint.verdict(finding.verdict.rawValue, finding.verdict) + line.dropFirst(plain.count)
        }
    }

    /// Restrictions concern contacts, everything else records.
    private var count: String {
        let nouns = finding.severity == .warning ? ("contact", "contacts") : ("record", "records")
        return Numbers.counted(finding.count, nouns.0, nouns.1)
    }

    private func said(_ step: Step) -> String {
        let time: String
        switch (step.since, step.until) {
        case (let since?, let until?): time = "Between \(hour(since)) and \(hour(until))"
        case (let since?, nil): time = "Since \(hour(since))"
        case (nil, let until?): time = "Until \(hour(until))"
        case (nil, nil): time = "Always"
        }
        return "\(time): \(said(step.inside)) records of this integration; before or after: \(said(step.outside))."
    }

    private func said(_ share: Step.Share) -> String {
        "\(Numbers.grouped(share.records)) of \(Numbers.grouped(share.of))"
    }

    /// Steps are known to the hour.
    private func hour(_ time: String) -> String { String(time.prefix(16)) + "Z" }

    private func seen(on page: inout Page) {
        switch (finding.firstSeen, finding.lastSeen) {
        case (let first?, let last?) where first == last: page.parts(["Seen", first], indent: 2)
        case (let first?, let last?): page.parts(["First seen", first + ",", "last seen", last], indent: 2)
        case (let first?, nil): page.parts(["First seen", first], indent: 2)
        case (nil, let last?): page.parts(["Last seen", last], indent: 2)
        case (nil, nil): break
        }
    }
}
