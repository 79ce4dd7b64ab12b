internal import Model

/// Writes a report as JSON, version 1 of the schema.
enum JSONReport {
    /// The report, indented by two spaces, every key present, with a newline at its end.
    static func text(_ report: SafeReport) -> String {
        var writer = JSONWriter(pretty: true)
        writer.report(report.report)
        writer.finish()
        return writer.text
    }

    /// The same in pieces, so that a report of many megabytes never stands in memory whole.
    static func write(_ report: SafeReport, to output: @escaping (UnsafeBufferPointer<UInt8>) -> Void) {
        var writer = JSONWriter(pretty: true, drain: output)
        writer.report(report.report)
        writer.finish()
    }
}

extension JSONWriter {
    private static let schemaVersion = 1

    fileprivate mutating func report(_ report: Report) {
        object { writer in
            writer.member("schemaVersion", Self.schemaVersion)
            writer.member("command", report.command)
            writer.member("outcome", report.outcome.rawValue)
            writer.key("result")
            if let explanation = report.explanation {
                writer.explanation(explanation)
            } else {
                writer.write(report.result)
            }
            writer.key("coverage")
            writer.coverage(report.coverage)
            writer.members("findings", report.findings) { $0.finding($1) }
        }
    }

    private mutating func coverage(_ coverage: Coverage) {
        object { writer in
            writer.members("inputs", coverage.inputs) { writer, input in
                writer.object { writer in
                    writer.member("name", input.name)
                    writer.member("format", input.format)
                    writer.member("bytes", input.bytes)
                    writer.member("records", input.records)
                }
            }
            if let counters = coverage.counters { writer.counters(counters) }
            writer.members("gaps", coverage.gaps) { writer, gap in
                writer.object { writer in
                    writer.member("code", gap.code)
                    writer.member("detail", gap.detail)
                }
            }
        }
    }

    private mutating func counters(_ counters: Counters) {
        member("records", counters.records)
        member("restricted", counters.restricted)
        member("unrestricted", counters.unrestricted)
        member("explained", counters.explained)
        member("unexplained", counters.unexplained)
        member("failures", counters.failures)
        member("malformed", counters.malformed)
        member("duplicates", counters.duplicates)
        member("filtered", counters.filtered)
        member("ignoredLines", counters.ignoredLines)
    }
}
