/// Cuts an input into batches. Not for concurrent use: workers take turns.
final class BatchSource {
    let source: ByteSource
    var window = ByteBuffer(capacity: Batch.size)
    var splitter = DocumentSplitter()
    var mode: Mode
    var sequence = 0
    private var firstLine = 1
    /// Lines of damaged documents.
    var malformedLines: [Int] = []
    var malformed = 0
    /// The line at which lines that stand alone begin.
    private(set) var firstLineOfLines = 1
    /// D24's word.
    var format: String
    /// Whether all bytes have been handed out.
    var isDone = false
    let form: InputForm
    /// What the search answers of this input say of themselves.
    var answers: [SearchAnswer] = []
    /// The answer that is being read.
    var openAnswer: OpenAnswer?
    /// Bytes of text handed out, after unpacking.
    var textBytes = 0
    /// Lines or documents that were longer than anybody's record.
    var tooLong = 0
    /// What the lines of a table are read by.
    private(set) var table: TableHeader?
    /// Whether the documents are Kibana's saved objects.
    private(set) var mayBeSavedObjects = false
    /// The first batch of which something could not be read, where others were read behind it.
    private(set) var firstLostSequence: Int?

    let countsLines: Bool
    var nextLine: Int? = 1

    /// Whether the lines are plain text rather than documents.
    var readsText: Bool { if case .text = form { table == nil } else { false } }

    enum Mode { case firstDocument, documents, lines, rows, groups }

    /// `countsLines`: whether each batch knows its first line; otherwise only the first batch does. Throws where nothing
    /// of it can be read.
    init(_ source: ByteSource, plan: FieldPlan, countsLines: Bool = false) throws(InputFault) {
        self.source = source
        self.countsLines = countsLines
        fill(&window, source)
        while try source.undoesEncoding(of: window) {
            window.removeAll()
            fill(&window, source)
        }
        if window.count == 0, let failure = source.failure {
            throw InputFault("cannot be read: \(failure.text)", remedy: "copy or download it again")
        }
        form = InputForm.of(UnsafePointer(window.base), count: window.count, isWhole: source.ended)
        switch form {
        case .json(let offset):
            mode = .firstDocument
            format = "document"
            let skipped = UnsafeBufferPointer(start: window.base, count: offset)
            splitter.line += skipped.count { $0 == Ascii.newline }
            drop(offset)
            firstLine = splitter.line
            mayBeSavedObjects = SavedObject.begins(UnsafeBufferPointer(start: window.base, count: window.count))
        case .text(let offset):
            mode = .lines
            format = "text"
            drop(offset)
            beginTable(plan)
        case .empty, .notALog:
            mode = .lines
            format = "unknown"
            isDone = true
        }
    }

    private func beginTable(_ plan: FieldPlan) {
        let bytes = UnsafeBufferPointer(start: window.base, count: window.count)
        guard let found = TableForm.of(bytes, isWhole: source.ended, plan) else { return }
        table = TableHeader(found, plan)
        format = found.kind.rawValue
        mode = found.kind == .selection ? .groups : .rows
        firstLineOfLines = 1 + bytes[..<found.headerEnd].count { $0 == Ascii.newline }
        nextLine = firstLineOfLines
        drop(found.headerEnd)
        if source.ended && window.count == 0 { isDone = true }
    }

    /// Drops what stands before the first batch.
    private func drop(_ count: Int) {
        window.dropFirst(count)
        textBytes += count
    }

    /// Fills `batch`; false at the end.
    func next(_ batch: Batch) -> Bool {
        batch.removeAll()
        if isDone { return false }
        batch.sequence = sequence
        sequence += 1
        batch.isLines = mode == .lines || mode == .rows || mode == .groups
        batch.firstLine = nil
        switch mode {
        case .lines: takeLines(batch)
        case .rows: takeRows(batch)
        case .groups: takeGroups(batch)
        case .firstDocument, .documents: takeDocuments(batch)
        }
        textBytes += batch.bytes.count
        if batch.isLines {
            batch.firstLine = nextLine
            nextLine = countsLines ? nextLine.map { $0 + batch.newlines } : nil
        }
        return true
    }

    /// All that is left, for workers that cut it themselves; nothing unless it is lines of a regular file.
    func pieces() -> FilePieces? {
        mode == .lines && !isDone ? source.pieces(unread: window.count, firstSequence: sequence) : nil
    }

    /// Takes over what the workers have done.
    func finish(_ pieces: FilePieces) {
        textBytes += window.count + pieces.bytes
        source.finish(pieces, unread: window.count)
        firstLostSequence = pieces.firstLostSequence
        tooLong += pieces.tooLong
        isDone = true
    }

    /// Goes on with lines that stand alone, behind a first document that did.
    func beginLines() {
        mode = .lines
        format = splitter.form == .none ? "ndjson" : splitter.form.word
        firstLineOfLines = splitter.line
        nextLine = splitter.line
        window.dropFirst(splitter.position)
        if source.ended && window.count == 0 { isDone = true }
    }

    /// Whether the first document is the only thing on its line so far.
    var isOnFirstLine: Bool { splitter.line == firstLine }

    func note(malformedLine line: Int) {
        malformed += 1
        if malformedLines.count < ReadSummary.shownLines { malformedLines.append(line) }
    }
}

/// Reads until the buffer is full or the input ends: a pipe gives little at a time.
func fill(_ buffer: inout ByteBuffer, _ source: ByteSource) {
    while buffer.count < buffer.capacity {
        let count = source.read(into: buffer.base + buffer.count, buffer.capacity - buffer.count)
        if count == 0 { return }
        buffer.count += count
    }
}
