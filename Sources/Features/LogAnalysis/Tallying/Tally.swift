internal import LogReading

/// Counts records, on one thread.
final class Tally: RecordSink {
    // Only its own worker touches it; the check would be felt once a record.
    @exclusivity(unchecked) private var loop: TallyLoop

    init(_ knowledge: Knowledge, options: AnalysisOptions, output: OrderedOutput?) {
        loop = TallyLoop(knowledge, options: options, output: output)
    }

    /// Starts a new input.
    func begin(_ input: String) { loop.begin(input) }

    func take(_ record: Record, line: Int?) { loop.take(record, line: line) }

    func take(text: UnsafeRawBufferPointer, line: Int?) -> Bool { loop.take(text: text, line: line) }

    func end(batch: Int) { loop.end(batch: batch) }

    /// How many groups of records there are to judge.
    var groups: Int { loop.groups }

    /// Judges what was counted.
    func judge() { loop.judge() }

    /// Adds what was judged to `sums`.
    func give(_ sums: inout Sums) { loop.give(&sums) }
}
