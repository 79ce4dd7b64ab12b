internal import Model

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

    /// Writes one record, as D22 has it.
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
