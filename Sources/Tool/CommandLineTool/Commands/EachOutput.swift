internal import LogAnalysis
internal import Model
internal import Reporting

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
            id: { id in isJSON ? Array(EachRecord.json(id.map(gate.documentID)).utf8) : [] },
            time: { time in isJSON ? Array(EachRecord.json(time).utf8) : Array((time ?? "no time").utf8) },
            write: write)
    }
}
