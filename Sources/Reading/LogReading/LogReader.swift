internal import Dispatch
internal import Synchronization

/// Reads inputs, one after the other, on several threads.
///
/// Each worker has a sink of its own, which lives as long as the reader, so that tallies go over all inputs and are
/// merged once.
public final class LogReader<Sink: RecordSink> {
    private let plan: FieldPlan
    private let countsLines: Bool
    private let workers: [Worker]
    private let seen: DigestTable?
    /// One a worker, in no meaningful order; complete between two calls of `read`.
    public var sinks: [Sink] { workers.compactMap { $0.sink as? Sink } }

    /// `detectsDuplicates`: whether a document counts once among all inputs (design.md D6); costs 16 bytes a document.
    /// `countsLines`: whether sinks are told the line of every record; otherwise only of those at the beginning.
    public init(
        plan: FieldPlan, threads: Int, detectsDuplicates: Bool, countsLines: Bool = false, makeSink: () -> Sink
    ) {
        self.plan = plan
        self.countsLines = countsLines
        seen = detectsDuplicates ? DigestTable() : nil
        var workers: [Worker] = []
        for _ in 0..<max(1, threads) { workers.append(Worker(plan: plan, sink: makeSink(), seen: seen)) }
        self.workers = workers
    }

    /// Reads one input to its end. `progress` is told the bytes read so far, from any thread, once a batch.
    public func read(
        _ source: ByteSource, progress: (@Sendable (_ bytes: Int) -> Void)? = nil
    ) throws(InputFault) -> ReadSummary {
        let cut = try BatchSource(source, plan: plan, countsLines: countsLines)
        if case .notALog(let found) = cut.form { throw .notALog(found, bytes: source.size ?? source.consumed) }
        for worker in workers { worker.begin(cut) }
        let turn = Turn(cut: cut, source: source, progress: progress)
        workers[0].prepare()
        if turn.take(workers[0].batch) {
            workers[0].work()
            if !countsLines, let pieces = cut.pieces() {
                let before = source.consumed
                inParallel { worker in
                    worker.prepare()
                    while pieces.take(worker.batch) {
                        progress?(before + pieces.bytes)
                        worker.work()
                    }
                }
                cut.finish(pieces)
            } else if !cut.isDone {
                inParallel { worker in
                    worker.prepare()
                    while turn.take(worker.batch) { worker.work() }
                }
            }
        }
        if let seen { for worker in workers { seen.insert(worker.fresh) } }
        return ReadSummary.sum(of: workers.map(\.counts), cut: cut, source: source)
    }

    /// Calls `body` once for every sink, each on a thread of its own, and returns when all are done.
    ///
    /// To be called between two calls of `read`.
    public func withSinksInParallel(_ body: @Sendable (Sink) -> Void) {
        let sinks = Shared(sinks)
        DispatchQueue.concurrentPerform(iterations: sinks.value.count) { body(sinks.value[$0]) }
    }

    private func inParallel(_ body: @Sendable (Worker) -> Void) {
        let workers = Shared(workers)
        DispatchQueue.concurrentPerform(iterations: workers.value.count) { index in
            body(workers.value[index])
        }
    }
}

/// One worker at a time cuts the next batch.
private final class Turn: @unchecked Sendable {
    // Unchecked: `cut` is only touched with the lock held, and by one thread before and after.
    private let lock = Mutex(())
    private let cut: BatchSource
    private let source: ByteSource
    private let progress: (@Sendable (Int) -> Void)?

    init(cut: BatchSource, source: ByteSource, progress: (@Sendable (Int) -> Void)?) {
        self.cut = cut
        self.source = source
        self.progress = progress
    }

    func take(_ batch: Batch) -> Bool {
        lock.withLock { _ in
            let more = cut.next(batch)
            progress?(source.consumed)
            return more
        }
    }
}

/// Carries the workers into the threads; each thread takes its own.
private struct Shared<Value>: @unchecked Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
}
