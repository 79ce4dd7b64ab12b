internal import Findings
internal import LogAnalysis
internal import Redaction
internal import Reports

/// `--each`: where single records go.
enum EachOutput {
    /// The door through which records leave, in the format asked for.
    static func door(
        _ format: ReportFormat, gate: Gate, write: @escaping @Sendable ([UInt8]) -> Bool
    ) -> RecordDoor {
        let isJSON = !format.isForPersons
        return RecordDoor(
            template: { record in
                let safe = gate.record(record)
                let parts = isJSON ? EachRecord.json(safe) : EachRecord.text(safe)
                return RecordTemplate(
                    beforeLine: Array(parts.beforeLine.utf8), beforeID: Array(parts.beforeID.utf8),
                    beforeTime: Array(parts.beforeTime.utf8), behind: Array(parts.behind.utf8))
            },
            id: { id in isJSON ? Array(EachRecord.json(id.map { shown($0, gate) }).utf8) : [] },
            time: { time in isJSON ? Array(EachRecord.json(time).utf8) : Array((time ?? "no time").utf8) },
            write: write)
    }

    /// An `_id` that a search cluster made is letters and few digits in a row; any other passes the identity mask.
    private static func shown(_ id: String, _ gate: Gate) -> String {
        var run = 0
        for byte in id.utf8 {
            let isDigit = byte >= 0x30 && byte <= 0x39
            run = isDigit ? run + 1 : 0
            let isPlain = isDigit || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte == 0x2D || byte == 0x5F
            if !isPlain || run > 6 { return gate.line(gate.masked(id)) }
        }
        return id
    }
}
