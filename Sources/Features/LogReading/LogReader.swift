internal import Dispatch

/// Reads inputs, one after the other, on several threads.
///
/// Each worker has a sink of its own, which lives as long as the reader, so that tallies go over all inputs and are
/// merged once.
public final class LogReader<Sink: RecordSink> {
    private let plan: FieldPlan
    private let countsLines: Bool
    private let workers: [Worker]
    private let seen: DigestTable?
    private let inputs: Int
    private var begun = 0
    /// One a worker, in no meaningful order; complete between two calls of `read`.
    public var sinks: [Sink] { workers.compactMap { $0.sink as? Sink } }

    /// `inputs`: how many will be read at most. A document counts once among several (rules.md D6), which costs 20 to
    /// 30 bytes for each document of all inputs but the last, up to a bound.
    /// `countsLines`: whether sinks are told the line of every record; otherwise only of those at the beginning.
    public convenience init(
        plan: FieldPlan, threads: Int, inputs: Int, countsLines: Bool = false, makeSink: () -> Sink
    ) {
        self.init(
            plan: plan, threads: threads, inputs: inputs, seen: inputs > 1 ? DigestTable() : nil,
            countsLines: countsLines, makeSink: makeSink)
    }

    /// `seen`: what finds duplicates; nothing where none are looked for.
    init(
        plan: FieldPlan, threads: Int, inputs: Int, seen: DigestTable?, countsLines: Bool = false, makeSink: () -> Sink
    ) {
        self.plan = plan
        self.countsLines = countsLines
        self.inputs = inputs
        self.seen = seen
        workers = (0..<max(1, threads)).map { _ in Worker(plan: plan, sink: makeSink(), seen: seen) }
    }

    /// Reads one input to its end. `progress` is told the bytes read so far, from any thread, once a batch.
    public func read(
        _ source: ByteSource, progress: (@Sendable (_ bytes: Int) -> Void)? = nil
    ) throws(InputError) -> ReadSummary {
        let cut = try BatchSource(source, plan: plan, countsLines: countsLines)
        if case .notALog(let found) = cut.form { throw .notALog(found, bytes: source.size ?? source.consumed) }
        begun += 1
        let forgotten = seen?.refused ?? 0
        for worker in workers { worker.begin(cut, input: begun, isLast: begun == inputs) }
        let turn = Turn(cut: cut, source: source, progress: progress)
        if turn.take(workers[0].batch) {
            workers[0].work()
            for worker in workers { worker.first = workers[0].first }
            if !countsLines, let pieces = cut.pieces() {
                let before = source.consumed
                inParallel { worker in
                    while pieces.take(worker.batch) {
                        progress?(before + pieces.bytes)
                        worker.work()
                    }
                }
                cut.finish(pieces)
            } else if !cut.isDone {
                inParallel { worker in
                    while turn.take(worker.batch) { worker.work() }
                }
            }
        }
        var summary = ReadSummary.sum(of: workers.map(\.counts), cut: cut, source: source)
        summary.mayRepeat = forgotten > 0
        return summary
    }

    private func inParallel(_ body: @Sendable (Worker) -> Void) {
        let workers = Shared(workers)
        DispatchQueue.concurrentPerform(iterations: workers.value.count) { body(workers.value[$0]) }
    }
}

/// One worker at a time cuts the next batch.
private final class Turn: @unchecked Sendable {
    // Unchecked: `cut` is only touched by whose turn it is, and by one thread before and after.
    // A semaphore and no Mutex: of that, on Linux, the thread sanitizer knows nothing and reports what it guards as races.
    private let turn = DispatchSemaphore(value: 1)
    private let cut: BatchSource
    private let source: ByteSource
    private let progress: (@Sendable (Int) -> Void)?

    init(cut: BatchSource, source: ByteSource, progress: (@Sendable (Int) -> Void)?) {
        self.cut = cut
        self.source = source
        self.progress = progress
    }

    func take(_ batch: Batch) -> Bool {
        turn.wait()
        defer { turn.signal() }
        let more = cut.next(batch)
        progress?(source.consumed)
        return more
    }
}

/// Carries the workers into the threads; each thread takes its own.
private struct Shared<Value>: @unchecked Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
}
