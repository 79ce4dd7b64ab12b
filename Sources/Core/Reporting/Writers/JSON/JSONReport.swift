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

    /// The same in pieces, so that a report of many megabytes is never in memory at once.
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
            writer.write(members: [
                "schemaVersion": .integer(Self.schemaVersion), "command": .text(report.command),
                "outcome": .text(report.outcome.rawValue),
            ])
            writer.key("result")
            if let explanation = report.explanation {
                writer.explanation(explanation)
            } else {
                writer.write(report.result)
            }
            writer.write(members: ["coverage": PlainValue(report.coverage)])
            writer.members("findings", report.findings) { $0.finding($1) }
        }
    }

    /// What `explain` says next to its findings, as the report's `result`: `timeline` and `changes` always, `planned`,
    /// `tags` and `records` where they were asked for.
    private mutating func explanation(_ explanation: Explanation) {
        object { writer in
            writer.write(members: ["timeline": explanation.timeline.map { PlainValue($0) } ?? .null])
            writer.members("changes", explanation.changes) { $0.changeSet($1) }
            if let planned = explanation.planned {
                writer.key("planned")
                writer.planned(planned)
            }
            if let tags = explanation.tags { writer.members("tags", tags) { $0.write(PlainValue($1)) } }
            if let records = explanation.records {
                writer.members("records", records) { $0.write(PlainValue($1)) }
            }
            if !explanation.days.isEmpty { writer.members("days", explanation.days) { $0.write(PlainValue($1)) } }
        }
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
        write(.integer(value))
    }

    private mutating func planned(_ planned: PlannedOutcome) {
        object { writer in
            writer.member("letThrough", planned.letThrough)
            writer.member("heldBack", planned.heldBack)
            writer.member("undecided", planned.undecided)
            writer.member("contradicted", planned.contradicted)
            writer.member("concerned", planned.concerned)
            writer.member("newlyLetThrough", planned.newlyLetThrough)
            writer.member("newlyHeldBack", planned.newlyHeldBack)
            writer.members("rows", planned.rows) { $0.write(PlainValue($1)) }
        }
    }

    private mutating func changeSet(_ set: ChangeSet) {
        object { writer in
            writer.write(members: [
                "changes": .list(set.changes.map { PlainValue($0) }), "contacts": .integer(set.contacts),
                "open": .bool(set.isOpen),
            ])
            writer.members("businesses", set.businesses) { $0.business($1) }
            writer.member("businessesTotal", set.businessesTotal)
        }
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
        rest.write(PlainValue(judgementOf: record.record))
        return Parts(
            beforeLine: "{\"input\":\(json(record.record.input)),\"line\":", beforeID: ",\"id\":",
            beforeTime: ",\"time\":", behind: "," + rest.text.dropFirst() + "\n")
    }

    /// For a person: where it is, when, whose, and what was found.
    public static func text(_ record: SafeRecord) -> Parts {
        let record = record.record
        let whose = [record.businessNumber ?? "-", record.integration ?? "-"].joined(separator: "  ")
        let found = record.findings.isEmpty ? "" : "  " + record.findings.map(\.said).joined(separator: "; ")
        return Parts(
            beforeLine: record.input == "-" ? "stdin, line " : record.input + ":", beforeID: "  ", beforeTime: "",
            behind: "  \(whose)  \(record.outcome)\(found)\n")
    }

    /// A text as it is in a line of JSON; nothing is `null`.
    public static func json(_ text: String?) -> String {
        var writer = JSONWriter(pretty: false)
        writer.write(.optional(text))
        return writer.text
    }
}

extension PlainValue {
    fileprivate init(_ coverage: Coverage) {
        let inputs = coverage.inputs.map { input -> PlainValue in
            [
                "name": .text(input.name), "format": .text(input.format), "bytes": .integer(input.bytes),
                "records": .integer(input.records),
            ]
        }
        let gaps = coverage.gaps.map { gap -> PlainValue in ["code": .text(gap.code), "detail": .text(gap.detail)] }
        let counters = coverage.counters.map { PlainValue($0) } ?? [:]
        self = PlainValue.object([PlainMember("inputs", .list(inputs))]).with(counters).with(["gaps": .list(gaps)])
    }

    private init(_ counters: Counters) {
        self = [
            "records": .integer(counters.records), "restricted": .integer(counters.restricted),
            "unrestricted": .integer(counters.unrestricted), "explained": .integer(counters.explained),
            "unexplained": .integer(counters.unexplained), "failures": .integer(counters.failures),
            "malformed": .integer(counters.malformed), "duplicates": .integer(counters.duplicates),
            "others": .integer(counters.others), "filtered": .integer(counters.filtered),
            "ignoredLines": .integer(counters.ignoredLines),
        ]
    }

    /// One record, as rules.md D22 has it.
    fileprivate init(_ record: RecordExplanation) {
        let place: PlainValue = [
            "input": .text(record.input), "line": .integer(record.line), "id": .optional(record.id),
            "time": .optional(record.time),
        ]
        self = place.with(PlainValue(judgementOf: record))
    }

    /// The members that many records have in common.
    fileprivate init(judgementOf record: RecordExplanation) {
        let findings = record.findings.map { finding -> PlainValue in
            [
                "code": .text(finding.code), "verdict": .text(finding.verdict.rawValue),
                "evidence": .list(finding.evidence.map { PlainValue($0) }),
            ]
        }
        self = [
            "businessNumber": .optional(record.businessNumber), "integration": .optional(record.integration),
            "restricted": .bool(record.isRestricted), "findings": .list(findings),
        ]
    }

    fileprivate init(_ histogram: Histogram) {
        let bins = histogram.bins.map { bin -> PlainValue in
            [
                "from": .text(bin.from), "records": .integer(bin.records), "restricted": .integer(bin.restricted),
                "failures": .integer(bin.failures),
            ]
        }
        self = ["hours": .integer(histogram.hours), "bins": .list(bins)]
    }

    fileprivate init(_ change: ConfigurationChange) {
        self = [
            "code": .text(change.code), "integration": .text(change.integration), "property": .text(change.property),
            "level": .text(change.level), "add": .texts(change.add), "unknownVisits": .texts(change.unknownVisits),
        ]
    }

    fileprivate init(_ row: PlannedOutcome.Row) {
        self = [
            "businessNumber": .optional(row.businessNumber), "integration": .text(row.integration),
            "field": .text(row.field), "value": .text(row.value), "visit": row.visit.map { .bool($0) } ?? .null,
            "now": .text(row.now.rawValue), "planned": .text(row.planned.rawValue), "contacts": .integer(row.contacts),
        ]
    }

    fileprivate init(_ location: LocationDays) {
        let days = location.days.map { day -> PlainValue in
            ["day": .text(day.day), "contacts": .integer(day.contacts)]
        }
        self = ["businessNumber": .text(location.businessNumber), "days": .list(days)]
    }

    fileprivate init(_ field: TagField) {
        let values = field.values.map { tag -> PlainValue in ["value": .text(tag.value), "count": .integer(tag.count)] }
        self = [
            "integration": .optional(field.integration), "field": .text(field.field), "values": .list(values),
        ]
    }
}
