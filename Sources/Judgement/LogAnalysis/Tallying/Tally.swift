internal import LogReading

/// Counts records, on one thread.
final class Tally: RecordSink {
    // Only its own worker touches it; the check would be felt once a record.
    @exclusivity(unchecked) private var loop: TallyLoop

    init(_ knowledge: Knowledge, options: AnalysisOptions) {
        loop = TallyLoop(knowledge, options: options)
    }

    func take(_ record: Record) { loop.take(record) }

    func takeLine(_ line: UnsafeRawBufferPointer) -> Bool { loop.takeLine(line) }

    /// Judges what was counted, and adds it to `sums`.
    func give(_ sums: inout Sums) { loop.give(&sums) }
}
