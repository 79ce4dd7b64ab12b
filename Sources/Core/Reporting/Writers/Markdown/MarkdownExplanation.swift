internal import Model

/// What `explain` says beside its findings, as Markdown blocks.
struct MarkdownExplanation {
    let explanation: Explanation

    /// What stands before the findings: single records, the time, the tags.
    var before: [String] {
        var blocks: [String] = []
        if let records = explanation.records, !records.isEmpty {
            let rows = records.map { record in
                [
                    record.time ?? "", Markdown.cell("\(record.input):\(record.line)"), record.businessNumber ?? "",
                    record.isRestricted ? "restricted" : "not restricted",
                    record.findings.map { "\($0.code) \($0.verdict.rawValue)" }.joined(separator: ", "),
                ]
            }
            blocks.append(Markdown.table(["time", "record", "business", "", "codes"], rows))
        }
        if let timeline = explanation.timeline, timeline.bins.contains(where: { $0.restricted + $0.failures > 0 }) {
            let rows = timeline.bins.map { bin in
                [
                    bin.from, Numbers.grouped(bin.records), Numbers.grouped(bin.restricted),
                    Numbers.grouped(bin.failures),
                ]
            }
            blocks.append(
                Markdown.table(["from (\(timeline.hours) h each)", "records", "restricted", "failures"], rows))
        }
        for field in explanation.tags ?? [] {
            let rows = field.values.map { [Markdown.cell($0.value), Numbers.grouped($0.count)] }
            blocks.append(
                "Campaign tags of \(Markdown.text(field.integration ?? "records that name no integration")):\n\n"
                    + Markdown.table([Markdown.cell(field.field), "records"], rows))
        }
        return blocks
    }

    /// What stands behind them: the changes that would let contacts through.
    var behind: [String] {
        if explanation.changes.isEmpty { return [] }
        let rows = explanation.changes.prefix(20).map { set in
            let steps = set.changes.map { change in
                let what =
                    change.add.isEmpty
                    ? "switch off" : "add " + change.add.map(Markdown.cell).joined(separator: ", ") + " to"
                return "\(what) \(Markdown.cell(change.property)) (\(change.level), \(change.code))"
            }
            let open = set.isOpen ? ["what stays undecided above"] : []
            return [
                Numbers.grouped(set.contacts), (steps + open).joined(separator: " and "),
                Numbers.grouped(set.businessesTotal),
            ]
        }
        return [
            "### What would let contacts through\n\n"
                + Markdown.table(["contacts", "changes, all of them", "businesses"], rows)
        ]
    }
}
