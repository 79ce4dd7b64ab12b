internal import Model

/// Records one by one, newest first, for one contact or a handful of records.
struct TextRecords {
    let records: [RecordExplanation]

    func write(on page: inout Page) {
        if records.isEmpty { return }
        page.blank()
        page.prose(records.count == 1 ? "The record:" : "The records, newest first:")
        for record in records { page.prose(said(record), indent: 2, hang: 4) }
    }

    private func said(_ record: RecordExplanation) -> String {
        var parts = [record.time ?? "no time", "\(record.input):\(record.line)"]
        if let business = record.businessNumber { parts.append("business \(business)") }
        if let integration = record.integration { parts.append(integration) }
        let findings = record.findings.map { finding in
            let values = finding.evidence.map { evidence in
                "\(evidence.name) = \(evidence.value.map(ShownValue.text) ?? "(missing)")"
            }
            return "\(finding.code) \(finding.verdict.rawValue)"
                + (values.isEmpty ? "" : " (" + values.joined(separator: ", ") + ")")
        }
        let what =
            record.isRestricted ? "restricted: " : record.findings.isEmpty ? "not restricted" : "not restricted, but: "
        return parts.joined(separator: ", ") + ": " + what + findings.joined(separator: "; ")
    }
}
