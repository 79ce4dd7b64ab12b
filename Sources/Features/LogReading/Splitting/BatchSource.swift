internal import CSimdjson
internal import Glibc
internal import Support

/// Cuts an input into batches. Not for concurrent use: workers take turns.
final class BatchSource {
    let source: ByteSource
    var window = ByteBuffer(capacity: Batch.size)
    var splitter = DocumentSplitter()
    private var mode: Mode
    var sequence = 0
    private var firstLine = 1
    /// Lines of damaged documents.
    var malformedLines: [Int] = []
    var malformed = 0
    /// The line at which lines that stand alone begin.
    private(set) var firstLineOfLines = 1
    /// rules.md D24's word.
    var format: String
    /// Whether all bytes have been handed out.
    var isDone = false
    let form: InputForm
    /// What the search answers of this input say of themselves.
    var answers: [SearchAnswer] = []
    /// The answer that is being read.
    private var openAnswer: OpenAnswer?
    /// Bytes of text handed out, after unpacking.
    var textBytes = 0
    /// Lines or documents that were longer than anybody's record.
    var tooLong = 0
    /// What the lines of a table are read by.
    private(set) var table: TableHeader?
    /// Whether the documents are Kibana's saved objects.
    private(set) var mayBeSavedObjects = false
    /// Whether it is Console's output: requests and their answers in turn, some of which are plain text.
    private(set) var isConsole = false
    /// The first batch of which something could not be read, where others were read behind it.
    private(set) var firstLostSequence: Int?

    let countsLines: Bool
    private var nextLine: Int? = 1

    /// Whether the lines are plain text rather than documents.
    var readsText: Bool { if case .text = form { table == nil } else { false } }

    enum Mode { case firstDocument, documents, lines, rows, groups }

    /// `countsLines`: whether each batch knows its first line; otherwise only the first batch does. Throws where nothing
    /// of it can be read.
    init(_ source: ByteSource, plan: FieldPlan, countsLines: Bool = false) throws(InputError) {
        self.source = source
        self.countsLines = countsLines
        fill(&window, source)
        while try source.undoesEncoding(of: window) {
            window.removeAll()
            fill(&window, source)
        }
        if window.count == 0, let failure = source.failure {
            throw InputError("cannot be read: \(failure.text)", remedy: "copy or download it again")
        }
        form = InputForm.of(UnsafePointer(window.base), count: window.count, isWhole: source.ended)
        switch form {
        case .json(let offset):
            mode = .firstDocument
            format = "document"
            let skipped = UnsafeBufferPointer(start: window.base, count: offset)
            splitter.line += skipped.count { $0 == Ascii.newline }
            isConsole = skipped.first(where: { $0 > 0x20 }) == UInt8(ascii: "#")
            drop(offset)
            firstLine = splitter.line
            let text = UnsafeBufferPointer(start: window.base, count: window.count)
            mayBeSavedObjects = SavedObject.begins(text)
            // A list of names and lists of values below it, or lists of names with their values.
            if FirstDocument.isRow(text.prefix { $0 != Ascii.newline }, plan) {
                mode = .lines
                format = "ndjson"
                firstLineOfLines = firstLine
                nextLine = firstLine
            }
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
    private func beginLines() {
        mode = .lines
        format = splitter.form == .none ? "ndjson" : splitter.form.word
        firstLineOfLines = splitter.line
        nextLine = splitter.line
        window.dropFirst(splitter.position)
        if source.ended && window.count == 0 { isDone = true }
    }

    func note(malformedLine line: Int) {
        malformed += 1
        if malformedLines.count < ReadSummary.shownLines { malformedLines.append(line) }
    }

    /// A longer document than this is damage: it bounds what an open bracket costs.
    private static let longestDocument = 1 << 30

    private func takeDocuments(_ batch: Batch) {
        if takeElements(batch) { return }
        while batch.bytes.count < Batch.size {
            guard let event = splitter.advance(over: UnsafePointer(window.base), count: window.count) else {
                if readMore() { continue }
                if let event = splitter.finish() { note(event, batch); continue }
                closeAnswer(tail: nil)
                isDone = true
                break
            }
            note(event, batch)
            if mode == .firstDocument && splitter.isAtTop {
                mode = .documents
                if splitter.line == firstLine && standsAlone() { beginLines(); break }
            }
            // Once the elements of an array have begun, many are cut at once.
            if splitter.isBetweenElements.0 {
                if !batch.units.isEmpty { break }
                if takeElements(batch) { return }
            }
        }
        if format == "document" && splitter.form != .none { format = splitter.form.word }
    }

    /// Moves whole elements of an array, many at once; false where only a look at every byte can tell.
    private func takeElements(_ batch: Batch) -> Bool {
        let (isBetween, isFirst) = splitter.isBetweenElements
        guard isBetween else { return false }
        window.dropFirst(splitter.position)
        splitter.dropped(splitter.position)
        batch.bytes.append(UnsafePointer(window.base), window.count)
        window.removeAll()
        fill(&batch.bytes, source)
        var cut = csj_cut(at: 0, lines: 0, line_start: 0)
        // Negative where the line began before the window.
        let lineStart = splitter.lineStart
        batch.units.reserveCapacity(4096)
        var isFirstNow = isFirst
        while true {
            let count = cutMore(batch, &cut, isFirst: isFirstNow)
            if count < Self.room { break }
            isFirstNow = false
        }
        let end = batch.units.last.map { $0.offset + $0.length } ?? 0
        window.append(UnsafePointer(batch.bytes.base + end), batch.bytes.count - end)
        batch.bytes.count = end
        guard end > 0 else { return false }
        splitter.tookElements(lines: cut.lines, lineStart: cut.lines > 0 ? cut.line_start - end : lineStart - end)
        openAnswer?.documents += batch.units.count
        return true
    }

    private static let room = 512

    private func cutMore(_ batch: Batch, _ cut: inout csj_cut, isFirst: Bool) -> Int {
        let length = batch.bytes.count
        return withUnsafeTemporaryAllocation(of: csj_element.self, capacity: Self.room) { elements in
            let count = batch.bytes.base.withMemoryRebound(to: CChar.self, capacity: length) {
                csj_cut_elements($0, length, isFirst, elements.baseAddress, Self.room, &cut)
            }
            for element in elements[..<count] {
                batch.units.append(
                    Batch.Unit(
                        offset: element.offset, length: element.length, line: splitter.line + element.lines))
            }
            return count
        }
    }

    private func note(_ event: DocumentSplitter.Event, _ batch: Batch) {
        switch event {
        case .document(let start, let end, let line):
            openAnswer?.documents += 1
            append(start, end, line, batch, kind: .document)
        case .malformed(let line): note(malformedLine: line)
        case .stray(let start, let end, let line): append(start, end, line, batch, kind: .stray)
        case .plainLine(let start, let end, let line): append(start, end, line, batch, kind: .plain)
        case .answerHead(let start, let end):
            openAnswer = OpenAnswer(head: UnsafeBufferPointer(start: window.base + start, count: end - start))
        case .answerTail(let start, let end):
            closeAnswer(tail: start.map { UnsafeBufferPointer(start: window.base + $0, count: end - $0) })
        case .wrapperEnd: break
        }
    }

    private func append(_ start: Int, _ end: Int, _ line: Int, _ batch: Batch, kind: Batch.Unit.Kind) {
        batch.units.append(Batch.Unit(offset: batch.bytes.count, length: end - start, line: line, kind: kind))
        batch.bytes.append(UnsafePointer(window.base + start), end - start)
    }

    private func closeAnswer(tail: UnsafeBufferPointer<UInt8>?) {
        if let open = openAnswer { answers.append(open.close(tail: tail)) }
        openAnswer = nil
    }

    /// Whether the first document ended on the line it began on, with nothing behind it (rules.md D4).
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

    /// Reads on behind what must stay; false at the end of the input.
    private func readMore() -> Bool {
        let gone = splitter.keepFrom
        window.dropFirst(gone)
        splitter.dropped(gone)
        if window.count >= Self.longestDocument {
            tooLong += 1
            splitter.giveUp()
            return true
        }
        if window.count == window.capacity { window.reserve(window.capacity * 2) }
        let before = window.count
        fill(&window, source)
        return window.count > before
    }

    /// Longer lines of text or tables than this are passed over, and said; nobody's record is that long, and it bounds
    /// what a line costs.
    static let longestLine = 256 << 20

    /// Moves whole lines; what is left of the last one waits in the window.
    private func takeLines(_ batch: Batch) {
        batch.bytes.append(UnsafePointer(window.base), window.count)
        window.removeAll()
        var searched = 0
        while true {
            if batch.bytes.count < batch.bytes.capacity { fill(&batch.bytes, source) }
            // The last line needs no end, and may belong to those before it.
            if source.ended { isDone = true; return }
            if let end = batch.bytes.endOfLastLine(from: searched) { return cut(batch, at: end) }
            searched = batch.bytes.count
            if searched >= Self.longestLine { return passOver(batch) }
            batch.bytes.reserve(searched * 2)
        }
    }

    /// What stands behind `end` waits in the window.
    func cut(_ batch: Batch, at end: Int) {
        window.append(UnsafePointer(batch.bytes.base + end), batch.bytes.count - end)
        batch.bytes.count = end
        if source.ended && window.count == 0 { isDone = true }
    }

    /// Drops the line that fills the batch, to its newline.
    private func passOver(_ batch: Batch) {
        tooLong += 1
        textBytes += batch.bytes.count
        batch.bytes.removeAll()
        while true {
            batch.bytes.removeAll()
            fill(&batch.bytes, source)
            let count = batch.bytes.count
            if count == 0 { isDone = true; return }
            if let found = memchr(batch.bytes.base, Int32(Ascii.newline), count) {
                // The newline stays, so that lines are counted right.
                let at = UnsafeRawPointer(batch.bytes.base).distance(to: UnsafeRawPointer(found))
                textBytes += at
                window.append(UnsafePointer(batch.bytes.base + at), count - at)
                batch.bytes.removeAll()
                return
            }
            textBytes += count
        }
    }

    /// Moves whole rows; a row may run over lines.
    private func takeRows(_ batch: Batch) {
        take(batch) { [table] bytes in
            // Where backslashes stand before quotes, their number says nothing.
            guard let table, table.dialect.escapesQuotes else { return CSVRows.endOfLast(in: bytes) }
            return CSVRows.endOfLastByCells(in: bytes, table.dialect)
        } orElse: { [table] bytes in
            // Quotes where RFC 4180 has none: only reading the cells can tell.
            table.flatMap { CSVRows.endOfLastByCells(in: bytes, $0.dialect) }
        }
    }

    /// Moves whole groups of lines, which end at a blank one.
    private func takeGroups(_ batch: Batch) {
        take(batch) { bytes in
            var at = bytes.count
            while at > 1 {
                at -= 1
                guard bytes[at] == Ascii.newline else { continue }
                var before = at - 1
                while before >= 0 && Ascii.isBlank(bytes[before]) { before -= 1 }
                if before >= 0 && bytes[before] == Ascii.newline { return at + 1 }
            }
            return nil
        }
    }

    private static let mostAtOnce = 32 << 20

    private func take(
        _ batch: Batch, _ end: (UnsafeBufferPointer<UInt8>) -> Int?,
        orElse slowEnd: (UnsafeBufferPointer<UInt8>) -> Int? = { _ in nil }
    ) {
        batch.bytes.append(UnsafePointer(window.base), window.count)
        window.removeAll()
        while true {
            if batch.bytes.count < batch.bytes.capacity { fill(&batch.bytes, source) }
            if source.ended { isDone = true; return }
            let bytes = UnsafeBufferPointer(start: batch.bytes.base, count: batch.bytes.count)
            if let end = end(bytes) { return cut(batch, at: end) }
            if batch.bytes.count >= Self.mostAtOnce {
                if let end = slowEnd(bytes) { return cut(batch, at: end) }
                if batch.bytes.count >= Self.longestLine { return passOver(batch) }
            }
            batch.bytes.reserve(batch.bytes.count * 2)
        }
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

extension ByteBuffer {
    /// The offset behind the last newline at `from` or later.
    func endOfLastLine(from: Int) -> Int? {
        var end = count
        while end > from && base[end - 1] != Ascii.newline { end -= 1 }
        return end > from ? end : nil
    }
}
