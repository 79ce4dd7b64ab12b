internal import Model

/// The values that were seen, what was allowed, and whose they were.
struct TextEvidence {
    let finding: Finding
    let style: TextStyle

    func write(on page: inout Page) {
        values(on: &page)
        if let expected = finding.expected { page.prose(said(expected), label: "Allowed: ", indent: 2, hang: 4) }
        for miss in finding.nearMisses {
            page.prose(
                "\(quoted(miss.value)) is almost \(quoted(miss.candidate)): \(miss.why)", label: "Nearly: ", indent: 2,
                hang: 4)
        }
        if !finding.alsoBlockedBy.isEmpty {
            let codes = finding.alsoBlockedBy.map { "\($0.code) (\(Numbers.grouped($0.count)))" }
            page.prose(codes.joined(separator: ", "), label: "Also blocked by: ", indent: 2, hang: 4)
        }
        businesses(on: &page)
    }

    /// Counts first, so that long values can run on without tearing the columns.
    private func values(on page: inout Page) {
        let shown = finding.evidence.prefix(style.evidenceRows)
        let counts = shown.map { Numbers.grouped($0.count) }
        let countWidth = counts.map(\.count).max() ?? 0
        let explained = shown.filter { $0.meaning != nil }
        let fitting = explained.map { ColumnWidth.of(quoted($0.value)) }.filter { $0 <= page.width / 3 }
        let valueWidth = fitting.max() ?? 0
        var name: String?
        for (evidence, count) in zip(shown, counts) {
            if evidence.name != name { page.prose(evidence.name + ":", indent: 2) }
            name = evidence.name
            let label = padded("", to: countWidth - count.count) + count + "  "
            let value = quoted(evidence.value)
            guard let meaning = evidence.meaning else {
                page.prose(value, label: label, indent: 4)
                continue
            }
            if ColumnWidth.of(value) <= valueWidth {
                page.prose(meaning, label: label + padded(value, to: valueWidth) + "  ", indent: 4)
            } else {
                page.prose(value + " = " + meaning, label: label, indent: 4)
            }
        }
        let rest = finding.evidence.count - shown.count
        if rest > 0 { page.prose("… and \(Numbers.counted(rest, "more value", "more values"))", indent: 4) }
    }

    private func businesses(on page: inout Page) {
        let total = max(finding.businessesTotal, finding.businesses.count)
        if total == 0 { return }
        // Where no records were counted, one business is like another.
        let isCounted = finding.businesses.contains { $0.count > 0 }
        let order = isCounted ? ", busiest first" : ""
        page.prose(total == 1 ? "Business:" : "Businesses (\(Numbers.grouped(total)))\(order):", indent: 2)
        let shown = finding.businesses.sorted { left, right in
            left.count != right.count ? left.count > right.count : left.businessNumber < right.businessNumber
        }.prefix(style.businessRows)
        let counts = shown.map { isCounted ? Numbers.grouped($0.count) : "" }
        let countWidth = counts.map(\.count).max() ?? 0
        for (business, count) in zip(shown, counts) {
            let label = isCounted ? padded("", to: countWidth - count.count) + count + "  " : ""
            let allowed = business.expected.map { "  allowed: " + said($0) } ?? ""
            page.prose(business.businessNumber + allowed, label: label, indent: 4)
        }
        if total > shown.count { page.prose("… and \(Numbers.grouped(total - shown.count)) more", indent: 4) }
    }

    private func said(_ expected: Expected) -> String {
        let values = expected.values.isEmpty ? "nothing" : expected.values.map { quoted($0) }.joined(separator: ", ")
        return "\(expected.property) (\(expected.level)) = \(values)"
    }

    private func quoted(_ value: String?) -> String { value.map(ShownValue.text) ?? "(missing)" }

    private func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(width - ColumnWidth.of(text), 0))
    }
}
