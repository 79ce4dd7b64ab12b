internal import Model

/// Writes single records, a line each (design.md D22).
public enum EachRecord {
    /// A record's line in the parts between its number, its `_id` and its time, which differ in every record.
    public struct Parts: Sendable {
        /// Up to the line's number.
        public var beforeLine: String
        /// Between the number and the `_id`.
        public var beforeID: String
        /// Between the `_id` and the time.
        public var beforeTime: String
        /// The rest, with a newline at its end.
        public var behind: String
    }

    /// As a JSON object.
    public static func json(_ record: SafeRecord) -> Parts {
        var rest = JSONWriter(pretty: false)
        rest.object { $0.judgement(of: record.record) }
        return Parts(
            beforeLine: "{\"input\":\(json(record.record.input)),\"line\":", beforeID: ",\"id\":",
            beforeTime: ",\"time\":", behind: "," + rest.text.dropFirst() + "\n")
    }

    /// For a person: where it stands, when, whose, and what was found.
    public static func text(_ record: SafeRecord) -> Parts {
        let record = record.record
        let whose = [record.businessNumber ?? "-", record.integration ?? "-"].joined(separator: "  ")
        let found = record.findings.map { finding in
            let values = finding.evidence.map { "\($0.name) = \($0.value.map(ShownValue.text) ?? "(missing)")" }
            return "\(finding.code) \(finding.verdict.rawValue)"
                + (values.isEmpty ? "" : " (\(values.joined(separator: ", ")))")
        }
        let what = record.isRestricted ? "restricted" : "unrestricted"
        return Parts(
            beforeLine: record.input + ":", beforeID: "  ", beforeTime: "",
            behind: "  \(whose)  \(what)" + (found.isEmpty ? "" : "  " + found.joined(separator: "; ")) + "\n")
    }

    /// A text as it stands in a line of JSON; nothing is `null`.
    public static func json(_ text: String?) -> String {
        var writer = JSONWriter(pretty: false)
        writer.text(text)
        return writer.text
    }
}
