internal import Model
internal import Support

/// One finding: what, since when, with which values and where, how it is known, what to do.
struct TextFinding {
    let finding: Finding
    let style: TextStyle

    func write(on page: inout Page, remedies: inout TextRemedies) {
        headline(on: &page)
        // A note, or a cause that is out of question, asks for nothing.
        guard finding.isWrong else {
            if !finding.detail.isEmpty { page.prose(finding.detail, indent: 2) }
            return
        }
        seen(on: &page)
        if let change = finding.changePoint { page.prose(said(change), indent: 2, hang: 4) }
        TextEvidence(finding: finding).write(on: &page)
        if let scope = finding.scope {
            page.prose("\(scope.text) Owner: \(scope.page.rawValue).", label: "Scope: ", indent: 2, hang: 4)
        }
        if !finding.detail.isEmpty { page.prose(finding.detail, label: "Evidence: ", indent: 2, hang: 4) }
        if let cause = finding.causedBy { page.prose(cause, label: "Follows from: ", indent: 2, hang: 4) }
        remedies.write(finding, on: &page)
    }

    private func headline(on page: inout Page) {
        let severity = finding.severity.rawValue.uppercased()
        let start = page.lines.count
        var label = "\(severity)  \(finding.code)  \(finding.verdict.rawValue)  "
        if finding.count > 0 { label += finding.counted + "  " }
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

    private func said(_ change: ChangePoint) -> String {
        let time =
            switch (change.since, change.until) {
            case (let since?, let until?): "Between \(hour(since)) and \(hour(until))"
            case (let since?, nil): "Since \(hour(since))"
            case (nil, let until?): "Until \(hour(until))"
            case (nil, nil): "Always"
            }
        return "\(time): \(said(change.inside)) records of this integration; before or after: \(said(change.outside))."
    }

    private func said(_ share: ChangePoint.Share) -> String {
        "\(Numbers.grouped(share.records)) of \(Numbers.grouped(share.of))"
    }

    /// Change points are known to the hour.
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

/// The values that were seen, what was allowed, and whose they were.
struct TextEvidence {
    private static let mostValues = 20
    private static let mostBusinesses = 5

    let finding: Finding

    func write(on page: inout Page) {
        values(on: &page)
        if let expected = finding.expected { page.prose(said(expected), label: "Allowed: ", indent: 2, hang: 4) }
        for miss in finding.nearMisses {
            let values = "\(ShownValue.text(miss.value)) is almost \(ShownValue.text(miss.candidate))"
            page.prose("\(values): \(miss.why)", label: "Nearly: ", indent: 2, hang: 4)
        }
        if !finding.alsoBlockedBy.isEmpty {
            let codes = finding.alsoBlockedBy.map { "\($0.code) (\(Numbers.grouped($0.count)))" }
            page.prose(codes.joined(separator: ", "), label: "Also blocked by: ", indent: 2, hang: 4)
        }
        businesses(on: &page)
    }

    /// Counts first, so that long values can run on without tearing the columns.
    private func values(on page: inout Page) {
        let shown = finding.evidence.prefix(Self.mostValues)
        let explained = shown.filter { $0.meaning != nil }
        let fitting = explained.map { ColumnWidth.of(ShownValue.text($0.value)) }.filter { $0 <= page.width / 3 }
        let valueWidth = fitting.max() ?? 0
        var name: String?
        for (evidence, count) in zip(shown, Numbers.column(shown.map(\.count))) {
            if evidence.name != name { page.prose(evidence.name + ":", indent: 2) }
            name = evidence.name
            let label = count + "  "
            let value = ShownValue.text(evidence.value)
            let room = valueWidth - ColumnWidth.of(value)
            if let meaning = evidence.meaning, room >= 0 {
                page.prose(meaning, label: label + value + Blanks.of(room) + "  ", indent: 4)
            } else {
                page.prose(value + (evidence.meaning.map { " = " + $0 } ?? ""), label: label, indent: 4)
            }
        }
        let rest = finding.evidence.count - shown.count
        if rest > 0 { page.prose("… and \(Numbers.counted(rest, "more value", "more values"))", indent: 4) }
    }

    private func businesses(on page: inout Page) {
        let total = finding.locations
        if total == 0 { return }
        // Where no records were counted, one business is like another.
        let isCounted = !finding.countsLocations && finding.businesses.contains { $0.count > 0 }
        let order = isCounted ? ", busiest first" : ""
        let nouns = finding.countsLocations ? ("Location", "Locations") : ("Business", "Businesses")
        page.prose(total == 1 ? nouns.0 + ":" : "\(nouns.1) (\(Numbers.grouped(total)))\(order):", indent: 2)
        let shown = finding.businesses.sorted { left, right in
            left.count != right.count ? left.count > right.count : left.businessNumber < right.businessNumber
        }.prefix(Self.mostBusinesses)
        for (business, count) in zip(shown, Numbers.column(shown.map(\.count))) {
            let label = isCounted ? count + "  " : ""
            let allowed = business.expected.map { "  allowed: " + said($0) } ?? ""
            page.prose(business.businessNumber + allowed, label: label, indent: 4)
        }
        if total > shown.count { page.prose("… and \(Numbers.grouped(total - shown.count)) more", indent: 4) }
    }

    private func said(_ expected: Expected) -> String {
        let values = expected.values.isEmpty ? "nothing" : expected.values.map(ShownValue.text).joined(separator: ", ")
        return "\(expected.property) (\(expected.level)) = \(values)"
    }

}

/// The steps to do next, each printed once in a report.
struct TextRemedies {
    let style: TextStyle
    private var printed: [(remedy: Remedy, place: String)] = []

    init(style: TextStyle) { self.style = style }

    mutating func write(_ finding: Finding, on page: inout Page) {
        if finding.remedies.isEmpty { return }
        page.prose("Do next:", indent: 2)
        for (index, remedy) in finding.remedies.enumerated() {
            let earlier = printed.first { $0.remedy == remedy }
            let text = earlier.map { "the same as \($0.place)" } ?? remedy.text
            step(text, number: index + 1, remedy: remedy, on: &page)
            if earlier != nil { continue }
            printed.append((remedy, "\(finding.code), step \(index + 1)"))
            particulars(of: remedy, on: &page)
        }
    }

    private func step(_ text: String, number: Int, remedy: Remedy, on page: inout Page) {
        let start = page.lines.count
        let owner = "[\(remedy.owner.rawValue)]"
        var marks = remedy.danger == .none ? "" : "(danger: \(remedy.danger.rawValue)) "
        if !remedy.reversible { marks += "(cannot be undone) " }
        page.prose(marks + text, label: "\(number). \(owner) ", indent: 4, hang: 7)
        let paint = Paint(isOn: style.color)
        page.repaint(from: start) { line in
            let plain = "    \(number). \(owner)"
            guard line.hasPrefix(plain) else { return line }
            return "    \(number). " + paint.owner(owner) + line.dropFirst(plain.count)
        }
    }

    private func particulars(of remedy: Remedy, on page: inout Page) {
        if let command = remedy.command {
            page.prose("Command:", indent: 7)
            page.verbatim(ShellText.line(command), indent: 9)
        }
        if let query = remedy.query {
            page.prose("Kibana query:", indent: 7)
            page.verbatim(query, indent: 9)
        }
        for check in remedy.verify { page.prose(check, label: "Then verify: ", indent: 7, hang: 9) }
        if let sentence = remedy.tellClient { page.prose(sentence, label: "Tell the client: ", indent: 7, hang: 9) }
    }
}

/// A value as it stands in the report, so that two values that differ look different.
enum ShownValue {
    private static let visibleSpace = "\\u{20}"

    /// The value as below; what is said of a field that is not there for nothing.
    static func text(_ value: String?) -> String { value.map { text($0) } ?? "(missing)" }

    /// The value, in quotes where its end would be unclear, with spaces that wrapping would swallow made visible.
    static func text(_ value: String) -> String {
        var shown = ""
        let characters = Array(value)
        for (index, character) in characters.enumerated() {
            let atEdge = index == 0 || index + 1 == characters.count
            let isOverlooked = character == " " && (atEdge || characters[index - 1] == " ")
            shown += isOverlooked ? visibleSpace : String(character)
        }
        // "(missing)" is said of a field that is not there.
        let isPlain = !value.isEmpty && !value.contains { $0 == " " || $0 == "," || $0 == "\"" || $0 == "(" }
        return isPlain ? shown : "\"" + shown + "\""
    }
}
