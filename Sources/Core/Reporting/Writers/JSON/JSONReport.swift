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

extension JSONWriter {
    /// Writes an object's next member, `null` for nothing.
    mutating func member(_ name: StaticString, _ value: String?) {
        key(name)
        text(value)
    }

    /// Writes an object's next member.
    mutating func member(_ name: StaticString, _ value: Int) {
        key(name)
        integer(value)
    }

    /// Writes an object's next member.
    mutating func member(_ name: StaticString, _ value: Bool) {
        key(name)
        bool(value)
    }

    /// Writes an object's next member, a list; `item` writes each thing in it.
    mutating func members<Items: Sequence>(
        _ name: StaticString, _ items: Items, _ item: (inout JSONWriter, Items.Element) -> Void
    ) {
        key(name)
        list(items, item)
    }
}

/// Writes single records, a line each (rules.md D22).
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

extension JSONWriter {
    /// Writes what `explain` says beside its findings, as the report's `result`: `timeline` and `changes` always, `tags`
    /// and `records` where they were asked for.
    mutating func explanation(_ explanation: Explanation) {
        object { writer in
            writer.key("timeline")
            if let timeline = explanation.timeline { writer.timeline(timeline) } else { writer.null() }
            writer.members("changes", explanation.changes) { $0.changeSet($1) }
            if let tags = explanation.tags { writer.members("tags", tags) { $0.tagField($1) } }
            if let records = explanation.records { writer.members("records", records) { $0.record($1) } }
        }
    }

    /// Writes one record, as rules.md D22 has it.
    mutating func record(_ record: RecordExplanation) {
        object { writer in
            writer.member("input", record.input)
            writer.member("line", record.line)
            writer.member("id", record.id)
            writer.member("time", record.time)
            writer.judgement(of: record)
        }
    }

    /// Writes the members that many records have in common.
    mutating func judgement(of record: RecordExplanation) {
        member("businessNumber", record.businessNumber)
        member("integration", record.integration)
        member("restricted", record.isRestricted)
        members("findings", record.findings) { writer, finding in
            writer.object { writer in
                writer.member("code", finding.code)
                writer.member("verdict", finding.verdict.rawValue)
                writer.members("evidence", finding.evidence) { $0.evidence($1) }
            }
        }
    }

    private mutating func evidence(_ evidence: Evidence) {
        object { writer in
            writer.member("name", evidence.name)
            writer.member("value", evidence.value)
            writer.member("meaning", evidence.meaning)
        }
    }

    private mutating func timeline(_ histogram: Histogram) {
        object { writer in
            writer.member("hours", histogram.hours)
            writer.members("bins", histogram.bins) { writer, bin in
                writer.object { writer in
                    writer.member("from", bin.from)
                    writer.member("records", bin.records)
                    writer.member("restricted", bin.restricted)
                    writer.member("failures", bin.failures)
                }
            }
        }
    }

    private mutating func changeSet(_ set: ChangeSet) {
        object { writer in
            writer.members("changes", set.changes) { $0.change($1) }
            writer.member("contacts", set.contacts)
            writer.member("open", set.isOpen)
            writer.members("businesses", set.businesses) { $0.business($1) }
            writer.member("businessesTotal", set.businessesTotal)
        }
    }

    private mutating func change(_ change: ConfigurationChange) {
        object { writer in
            writer.member("code", change.code)
            writer.member("integration", change.integration)
            writer.member("property", change.property)
            writer.member("level", change.level)
            writer.members("add", change.add) { $0.text($1) }
        }
    }

    private mutating func tagField(_ field: TagField) {
        object { writer in
            writer.member("integration", field.integration)
            writer.member("field", field.field)
            writer.members("values", field.values) { writer, tag in
                writer.object { writer in
                    writer.member("value", tag.value)
                    writer.member("count", tag.count)
                }
            }
        }
    }
}
