import Findings

/// What `explain` says beside its findings, as the report's `result`.
enum JSONExplanation {
    /// `timeline` and `changes` always; `tags` and `records` where they were asked for.
    static func draft(_ explanation: Explanation) -> JSONDraft {
        var members: [(key: String, value: JSONDraft)] = [
            ("timeline", .value(explanation.timeline.map(timeline) ?? .null)),
            ("changes", .list(count: explanation.changes.count) { changeSet(explanation.changes[$0]) }),
        ]
        if let tags = explanation.tags { members.append(("tags", .value(.list(tags.map(tagField))))) }
        if let records = explanation.records {
            members.append(("records", .list(count: records.count) { record(records[$0]) }))
        }
        return .object(members)
    }

    /// One record, as D22 has it.
    static func record(_ record: RecordExplanation) -> PlainValue {
        .object([
            PlainMember("input", .text(record.input)), PlainMember("line", .integer(record.line)),
            PlainMember("id", text(record.id)), PlainMember("time", text(record.time)),
            PlainMember("businessNumber", text(record.businessNumber)),
            PlainMember("integration", text(record.integration)), PlainMember("restricted", .bool(record.isRestricted)),
            PlainMember(
                "findings",
                .list(
                    record.findings.map { finding in
                        .object([
                            PlainMember("code", .text(finding.code)),
                            PlainMember("verdict", .text(finding.verdict.rawValue)),
                            PlainMember("evidence", .list(finding.evidence.map(evidence))),
                        ])
                    })),
        ])
    }

    private static func evidence(_ evidence: Evidence) -> PlainValue {
        .object([
            PlainMember("name", .text(evidence.name)), PlainMember("value", text(evidence.value)),
            PlainMember("meaning", text(evidence.meaning)),
        ])
    }

    private static func text(_ value: String?) -> PlainValue { value.map { .text($0) } ?? .null }

    private static func timeline(_ histogram: Histogram) -> PlainValue {
        .object([
            PlainMember("hours", .integer(histogram.hours)),
            PlainMember(
                "bins",
                .list(
                    histogram.bins.map { bin in
                        .object([
                            PlainMember("from", .text(bin.from)), PlainMember("records", .integer(bin.records)),
                            PlainMember("restricted", .integer(bin.restricted)),
                            PlainMember("failures", .integer(bin.failures)),
                        ])
                    })),
        ])
    }

    private static func changeSet(_ set: ChangeSet) -> PlainValue {
        .object([
            PlainMember("changes", .list(set.changes.map(change))), PlainMember("contacts", .integer(set.contacts)),
            PlainMember("open", .bool(set.isOpen)),
            PlainMember("businesses", .list(set.businesses.map(JSONFinding.business))),
            PlainMember("businessesTotal", .integer(set.businessesTotal)),
        ])
    }

    private static func change(_ change: ConfigurationChange) -> PlainValue {
        .object([
            PlainMember("code", .text(change.code)), PlainMember("integration", .text(change.integration)),
            PlainMember("property", .text(change.property)), PlainMember("level", .text(change.level)),
            PlainMember("add", .list(change.add.map { .text($0) })),
        ])
    }

    private static func tagField(_ field: TagField) -> PlainValue {
        .object([
            PlainMember("integration", text(field.integration)), PlainMember("field", .text(field.field)),
            PlainMember(
                "values",
                .list(
                    field.values.map { tag in
                        .object([PlainMember("value", .text(tag.value)), PlainMember("count", .integer(tag.count))])
                    })),
        ])
    }
}
