internal import LogReading
internal import Model
internal import Support

/// Counts records, on one thread.
final class Tally: RecordSink {
    // Only its own worker touches it; the check would be felt once a record.
    @exclusivity(unchecked) private var loop: TallyLoop
    // The next object in memory may be another thread's, and what is written once a record must not share its cache line.
    private let apart = CacheLine()

    init(_ knowledge: Knowledge, options: AnalysisOptions, output: OrderedOutput?) {
        loop = TallyLoop(knowledge, options: options, output: output)
    }

    /// Starts a new input.
    func begin(_ input: String) { loop.begin(input) }

    func take(_ record: Record, line: Int?) -> Bool { loop.take(record, line: line) }

    func isRecord(_ record: Record) -> Bool { loop.isRecord(record) }

    func take(text: UnsafeRawBufferPointer, line: Int?) -> Bool { loop.take(text: text, line: line) }

    func end(batch: Int) { loop.end(batch: batch) }

    /// What was seen of counts in the input at hand.
    var seenCounts: RowWeights.Seen { loop.seenCounts }

    /// Ends an input; `isPlain`: its rows stand for as many as they say.
    func settle(isPlain: Bool) { loop.settle(isPlain: isPlain) }

    /// Takes over all that another one has counted.
    func merge(_ other: Tally) { loop.merge(&other.loop) }

    /// Judges what was counted.
    func totals() -> AnalysisTotals { loop.totals() }
}
