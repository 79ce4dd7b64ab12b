public import Redaction
import Findings

/// Writes a report as JSON, version 1 of the schema.
public enum JSONReport {
    private static let schemaVersion = 1

    /// The report, indented by two spaces, every key present, with a newline at its end.
    public static func text(_ report: SafeReport) -> String {
        var writer = JSONWriter(pretty: true)
        writer.write(draft(report.report), depth: 0)
        writer.endLine()
        return writer.text
    }

    private static func draft(_ report: Report) -> JSONDraft {
        .object([
            ("schemaVersion", .value(.integer(schemaVersion))),
            ("command", .value(.text(report.command))),
            ("outcome", .value(.text(report.outcome.rawValue))),
            ("result", report.explanation.map(JSONExplanation.draft) ?? .value(report.result)),
            ("coverage", .value(coverage(report.coverage))),
            ("findings", .list(count: report.findings.count) { JSONFinding.tree(report.findings[$0]) }),
        ])
    }

    private static func coverage(_ coverage: Coverage) -> PlainValue {
        let inputs = coverage.inputs.map { input in
            PlainValue.object([
                PlainMember("name", .text(input.name)), PlainMember("format", .text(input.format)),
                PlainMember("bytes", .integer(input.bytes)), PlainMember("records", .integer(input.records)),
            ])
        }
        let gaps = coverage.gaps.map { gap in
            PlainValue.object([PlainMember("code", .text(gap.code)), PlainMember("detail", .text(gap.detail))])
        }
        return .object(
            [PlainMember("inputs", .list(inputs))] + (coverage.counters.map(counters) ?? [])
                + [PlainMember("gaps", .list(gaps))])
    }

    private static func counters(_ counters: Counters) -> [PlainMember] {
        [
            PlainMember("records", .integer(counters.records)),
            PlainMember("restricted", .integer(counters.restricted)),
            PlainMember("unrestricted", .integer(counters.unrestricted)),
            PlainMember("explained", .integer(counters.explained)),
            PlainMember("unexplained", .integer(counters.unexplained)),
            PlainMember("failures", .integer(counters.failures)),
            PlainMember("malformed", .integer(counters.malformed)),
            PlainMember("duplicates", .integer(counters.duplicates)),
            PlainMember("filtered", .integer(counters.filtered)),
            PlainMember("ignoredLines", .integer(counters.ignoredLines)),
        ]
    }
}
