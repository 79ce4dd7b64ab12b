/// Cuts an input into batches. Not for concurrent use: workers take turns.
final class BatchSource {
    private let source: ByteSource
    private var window = ByteBuffer(capacity: Batch.size)
    private var splitter = DocumentSplitter()
    private var mode: Mode
    private var sequence = 0
    private var firstLine = 1
    /// Lines of damaged documents.
    private(set) var malformedLines: [Int] = []
    private(set) var malformed = 0
    /// The line at which lines that stand alone begin.
    private(set) var firstLineOfLines = 1
    /// D24's word.
    private(set) var format: String
    /// Whether all bytes have been handed out.
    private(set) var isDone = false
    let form: InputForm
    /// The first batch of which something could not be read, where others were read behind it.
    private(set) var firstLostSequence: Int?

    private let countsLines: Bool
    private var nextLine: Int? = 1

    /// Whether the lines are plain text rather than documents.
    var readsText: Bool { if case .text = form { true } else { false } }

    private enum Mode { case firstDocument, documents, lines }

    /// `countsLines`: whether each batch knows its first line; otherwise only the first batch does.
    /// Throws where nothing of it can be read.
    init(_ source: ByteSource, countsLines: Bool = false) throws(InputFault) {
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
            window.dropFirst(offset)
            firstLine = splitter.line
        case .text(let offset):
            mode = .lines
            format = "text"
            window.dropFirst(offset)
        case .empty, .notALog:
            mode = .lines
            format = "unknown"
            isDone = true
        }
    }

    /// Fills `batch`; false at the end.
    func next(_ batch: Batch) -> Bool {
        batch.removeAll()
        if isDone { return false }
        batch.sequence = sequence
        sequence += 1
        batch.isLines = mode == .lines
        batch.firstLine = nil
        if mode == .lines {
            takeLines(batch)
            batch.firstLine = nextLine
            nextLine = countsLines ? nextLine.map { $0 + batch.newlines } : nil
        } else {
            takeDocuments(batch)
        }
        return true
    }

    /// All that is left, for workers that cut it themselves; nothing unless it is lines of a regular file.
    func pieces() -> FilePieces? {
        mode == .lines && !isDone ? source.pieces(unread: window.count, firstSequence: sequence) : nil
    }

    /// Takes over what the workers have done.
    func finish(_ pieces: FilePieces) {
        source.finish(pieces, unread: window.count)
        firstLostSequence = pieces.firstLostSequence
        isDone = true
    }

    /// Moves whole lines; what is left of the last one waits in the window.
    private func takeLines(_ batch: Batch) {
        batch.bytes.append(UnsafePointer(window.base), window.count)
        window.removeAll()
        var searched = 0
        while true {
            if batch.bytes.count < batch.bytes.capacity { fill(&batch.bytes, source) }
            var end = batch.bytes.count
            while end > searched && batch.bytes.base[end - 1] != Ascii.newline { end -= 1 }
            if end > searched {
                window.append(UnsafePointer(batch.bytes.base + end), batch.bytes.count - end)
                batch.bytes.count = end
                if source.ended && window.count == 0 { isDone = true }
                return
            }
            if source.ended { isDone = true; return }
            searched = batch.bytes.count
            batch.bytes.reserve(batch.bytes.count * 2)
        }
    }

    private func takeDocuments(_ batch: Batch) {
        while batch.bytes.count < Batch.size {
            guard let event = splitter.advance(over: UnsafePointer(window.base), count: window.count) else {
                if readMore() { continue }
                if let event = splitter.finish() { note(event, batch); continue }
                isDone = true
                break
            }
            note(event, batch)
            if mode == .firstDocument && splitter.isAtTop {
                mode = .documents
                if splitter.line == firstLine && standsAlone() { beginLines(); break }
            }
        }
        if format == "document" && splitter.form != .none { format = splitter.form.rawValue }
    }

    private func note(_ event: DocumentSplitter.Event, _ batch: Batch) {
        switch event {
        case .document(let start, let end, let line):
            batch.units.append(Batch.Unit(offset: batch.bytes.count, length: end - start, line: line))
            batch.bytes.append(UnsafePointer(window.base + start), end - start)
        case .malformed(let line):
            malformed += 1
            if malformedLines.count < ReadSummary.shownLines { malformedLines.append(line) }
        case .plainLine(let start, let end, let line):
            batch.units.append(
                Batch.Unit(offset: batch.bytes.count, length: end - start, line: line, isPlain: true))
            batch.bytes.append(UnsafePointer(window.base + start), end - start)
        case .wrapperEnd: break
        }
    }

    /// Whether the first document ended on the line it began on, with nothing behind it (design.md D4).
    private func standsAlone() -> Bool {
        var at = splitter.position
        while true {
            while at < window.count && Ascii.isBlank(window.base[at]) { at += 1 }
            if at < window.count { return window.base[at] == Ascii.newline }
            let before = splitter.position
            guard readMore() else { return true }
            at -= before - splitter.position
        }
    }

    private func beginLines() {
        mode = .lines
        if splitter.form == .none { format = "ndjson" } else { format = splitter.form.rawValue }
        firstLineOfLines = splitter.line
        nextLine = splitter.line
        window.dropFirst(splitter.position)
        if source.ended && window.count == 0 { isDone = true }
    }

    /// Reads on behind what must stay; false at the end of the input.
    private func readMore() -> Bool {
        let gone = splitter.keepFrom
        window.dropFirst(gone)
        splitter.dropped(gone)
        if window.count == window.capacity { window.reserve(window.capacity * 2) }
        let before = window.count
        fill(&window, source)
        return window.count > before
    }
}

/// Reads until the buffer is full or the input ends: a pipe gives little at a time.
private func fill(_ buffer: inout ByteBuffer, _ source: ByteSource) {
    while buffer.count < buffer.capacity {
        let count = source.read(into: buffer.base + buffer.count, buffer.capacity - buffer.count)
        if count == 0 { return }
        buffer.count += count
    }
}
