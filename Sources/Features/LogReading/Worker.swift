/// Reads batches on one thread.
final class Worker {
    /// What the current input's first document tells about the others.
    var first: FirstDocument {
        get { documents.first }
        set { documents.first = newValue }
    }
    var sink: any RecordSink { delivery.sink }
    var counts: BatchCounts { delivery.counts }
    /// The batch this worker fills and reads; made when first needed, since a small input needs only one.
    private(set) lazy var batch = Batch()

    private let delivery: RecordDelivery
    private let documents: DocumentReader
    private let lines: LineReader
    private let rows: RowReader
    private let units: UnitReader
    /// What the lines are read by, where they are rows of a table.
    private var table: TableHeader?
    private var repairsBefore = 0
    private var tooDeepBefore = 0

    init(plan: FieldPlan, sink: any RecordSink, seen: DigestTable?) {
        delivery = RecordDelivery(plan: plan, sink: sink, seen: seen)
        documents = DocumentReader(plan, delivery)
        lines = LineReader(plan, documents, delivery)
        rows = RowReader(plan, documents, delivery)
        units = UnitReader(documents, delivery)
    }

    /// Starts a new input, the one of this number; `isLast` if no other follows.
    func begin(_ cut: BatchSource, input: Int, isLast: Bool) {
        table = cut.table
        delivery.begin(input: input, isLast: isLast)
        documents.begin(cut)
        lines.readsText = cut.readsText
        repairsBefore = documents.scanner.repairs
        tooDeepBefore = documents.scanner.tooDeep
    }

    /// Reads its batch.
    func work() {
        let batch = batch
        let start = UnsafePointer(batch.bytes.base) + batch.start
        let text = UnsafeBufferPointer(start: start, count: batch.bytes.count - batch.start)
        delivery.begin(batch, start, text.count)
        if let table {
            rows.read(text, batch.sequence, table)
        } else if batch.isLines {
            lines.read(text, batch.sequence)
            if batch.passedLines > 0 {
                delivery.counts.lines[delivery.counts.lines.count - 1].count += batch.passedLines
            }
        } else {
            units.read(batch)
        }
        delivery.end(batch, start)
        delivery.counts.repaired = documents.scanner.repairs - repairsBefore
        delivery.counts.tooDeep = documents.scanner.tooDeep - tooDeepBefore
    }
}
