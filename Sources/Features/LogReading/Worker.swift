/// Reads batches on one thread.
final class Worker {
    let sink: any RecordSink
    // Only its own thread touches a worker while it works; the checks would be felt once a record.
    @exclusivity(unchecked) var counts = BatchCounts()
    let scanner: DocumentScanner
    let plan: FieldPlan
    private let seen: DigestTable?
    /// The number of the input at hand, and whether another may come behind it.
    @exclusivity(unchecked) private var input = 0
    @exclusivity(unchecked) private var isLast = false
    private var made: Batch?
    @exclusivity(unchecked) private(set) var readsText = false
    /// What the lines are read by, where they are rows of a table.
    private var table: TableHeader?
    /// Whether each document is first looked at as one of Kibana's saved objects.
    private(set) var mayBeSavedObjects = false
    /// Readers of documents inside documents, one a level.
    var inner: [InnerDocument] = []
    /// Made when first needed.
    lazy var prefixed = PrefixedDocument(plan: plan)
    /// The first line of the batch at hand, where that is known.
    @exclusivity(unchecked) private var firstLine: Int?
    /// Blocks one after the other that could not be looked at whole, and how many are not looked at for that.
    var unfitBlocks = 0
    var blocksToPass = 0
    private var repairsBefore = 0
    private var tooDeepBefore = 0

    init(plan: FieldPlan, sink: any RecordSink, seen: DigestTable?) {
        self.plan = plan
        self.sink = sink
        self.seen = seen
        scanner = DocumentScanner(plan: plan)
    }

    /// The batch this worker fills and reads; made when first needed, since a small input needs only one.
    var batch: Batch { made ?? Batch() }

    func prepare() { if made == nil { made = Batch() } }

    /// Starts a new input, the one of this number; `isLast` if no other comes behind it.
    func begin(_ cut: BatchSource, input: Int, isLast: Bool) {
        self.input = input
        self.isLast = isLast
        readsText = cut.readsText
        table = cut.table
        mayBeSavedObjects = cut.mayBeSavedObjects
        counts = BatchCounts()
        repairsBefore = scanner.repairs
        tooDeepBefore = scanner.tooDeep
    }

    func work() {
        let batch = batch
        firstLine = batch.firstLine
        let base = UnsafePointer(batch.bytes.base)
        let (lines, count) = (base + batch.start, batch.bytes.count - batch.start)
        if let table, table.kind == .selection {
            readGroups(lines, count, batch.sequence, table)
        } else if let table {
            readRows(lines, count, batch.sequence, table)
        } else if batch.isLines {
            readLines(lines, count, batch.sequence)
            if batch.passedLines > 0 { counts.lines[counts.lines.count - 1].count += batch.passedLines }
        } else {
            readUnits(batch, base)
        }
        sink.end(batch: batch.sequence)
        counts.repaired = scanner.repairs - repairsBefore
        counts.tooDeep = scanner.tooDeep - tooDeepBefore
    }

    /// Reads what stands in one unit or line: a document, several, an array of them, or an answer.
    func document(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place) {
        if mayBeSavedObjects && SavedObject.isOne(UnsafeBufferPointer(start: bytes, count: length)) {
            counts.savedObjects += 1
            return
        }
        take(scanner.scan(bytes, length), bytes, length, place)
    }

    func take(
        _ answer: DocumentScanner.Answer, _ bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place
    ) {
        switch answer {
        case .record(let record, let rest, let mayBeResponse):
            if mayBeResponse {
                // A record may have such keys as well; then all of it has to be looked at.
                if !split(bytes, length, place) {
                    take(scanner.scan(bytes, length, isRecord: true), bytes, length, place)
                }
                return
            }
            if rest < length {
                var tail = rest
                while tail < length && (Ascii.isBlank(bytes[tail]) || bytes[tail] == Ascii.newline) { tail += 1 }
                // A comma is what stays when a line is copied out of an array.
                if tail < length && bytes[tail] == Ascii.comma && tail + 1 == length { tail = length }
                if tail < length {
                    if !split(bytes, length, place) { counts.malformed(place) }
                    return
                }
            }
            deliver(record, place)
        case .array:
            if !split(bytes, length, place) { counts.malformed(place) }
        case .malformed, .scalar:
            if bytes[length - 1] == Ascii.comma && length > 1 { return document(bytes, length - 1, place) }
            plain(bytes, length, place)
        }
    }

    /// A line of a JSON export that is no document: text that shows a failure is a record, anything else damage.
    func plain(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place) {
        if bytes[length - 1] == Ascii.closeBrace && bytes[0] != Ascii.openBrace && behindPrefix(bytes, length, place) {
            return
        }
        let isJSON = [Ascii.openBrace, Ascii.openBracket, Ascii.quote].contains(bytes[0])
        if !isJSON && sink.take(text: UnsafeRawBufferPointer(start: bytes, count: length), line: number(place)) {
            counts.records += 1
        } else {
            counts.malformed(place)
        }
    }

    /// Takes the documents inside an array or answer, or those that stand on one line; false if the text is no such
    /// thing, and then nothing was taken.
    private func split(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place) -> Bool {
        var splitter = DocumentSplitter()
        var found: [(Int, Int)] = []
        var scalars = 0
        var open: OpenAnswer?
        var answers: [(OpenAnswer, UnsafeBufferPointer<UInt8>?)] = []
        while let event = splitter.advance(over: bytes, count: length) {
            switch event {
            case .document(let start, let end, _):
                if start == 0 && end == length { return false }
                found.append((start, end))
            case .malformed, .plainLine: scalars += 1
            case .answerHead(let start, let end):
                open = OpenAnswer(head: UnsafeBufferPointer(start: bytes + start, count: end - start))
            case .answerTail(let start, let end):
                let tail = start.map { UnsafeBufferPointer(start: bytes + $0, count: end - $0) }
                if let open { answers.append((open, tail)) }
                open = nil
            case .wrapperEnd: break
            }
            if case .document = event { open?.documents += 1 }
        }
        guard splitter.isAtTop, splitter.form != .none || scalars == 0 else { return false }
        for _ in 0..<scalars { counts.malformed(place) }
        for (open, tail) in answers { counts.answers.append(open.close(tail: tail)) }
        for (start, end) in found { document(bytes + start, end - start, place) }
        return true
    }

    /// The line in the whole input, where that is known by now.
    func number(_ place: Place) -> Int? {
        place.sequence == nil ? place.line : firstLine.map { $0 + place.line }
    }

    func deliver(_ record: Record, _ place: Place) {
        if record.holdsDocument, let whole = withInner(record, place) {
            if whole.count > 0 { hand(over: whole, place) }
            return
        }
        hand(over: record, place)
    }

    /// Counts a record and gives it to the sink.
    func hand(over record: Record, _ place: Place) {
        counts.records += 1
        if let seen, let digest = Digest(of: record, plan),
            seen.isDuplicate(digest, input: input, remembers: !isLast)
        {
            counts.duplicates += 1
            return
        }
        sink.take(record, line: number(place))
    }
}

/// A line: in the whole input, or in one batch of lines.
struct Place {
    var line: Int
    var sequence: Int?
}
