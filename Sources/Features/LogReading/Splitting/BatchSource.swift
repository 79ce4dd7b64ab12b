internal import Support

/// Cuts an input into batches, as its layout has it. Not for concurrent use: workers take turns.
final class BatchSource {
    let form: InputForm
    /// What the lines of a table are read by.
    let table: TableHeader?
    /// Whether the lines are plain text rather than documents.
    let readsText: Bool
    /// Whether the documents are Kibana's saved objects.
    let mayBeSavedObjects: Bool
    /// Whether it is Console's output: requests and their answers in turn, some of which are plain text.
    let isConsole: Bool
    /// rules.md D24's word.
    private(set) var format: String
    /// Lines above a table that are rows of another, whose header could not be read.
    let linesLost: [Int]
    /// The line at which lines that stand alone begin.
    private(set) var firstLineOfLines = 1
    /// Whether all bytes have been handed out.
    private(set) var isDone = false
    /// The first batch of which something could not be read, where others were read behind it.
    private(set) var firstLostSequence: Int?
    private(set) var documents: DocumentBatches
    private let window: InputWindow
    private var mode: Mode
    private var sequence = 0
    private let countsLines: Bool
    private var nextLine: Int? = 1

    fileprivate enum Mode {
        case documents
        case lines(BatchEnd)
    }

    /// Bytes of text handed out, after unpacking.
    var textBytes: Int { window.textBytes }
    /// Lines or documents that were longer than anybody's record.
    var tooLong: Int { window.tooLong }

    /// `countsLines`: whether each batch knows its first line; otherwise only the first batch does. Throws where nothing
    /// of it can be read.
    init(_ source: ByteSource, plan: FieldPlan, countsLines: Bool = false) throws(InputError) {
        self.countsLines = countsLines
        window = try InputWindow(source)
        let beginning = Beginning(window.text, isWhole: source.ended, plan)
        form = beginning.form
        let layout = Layout.of(beginning)
        let passed = window.text[..<(layout?.start ?? 0)]
        let firstLine = 1 + passed.count { $0 == Ascii.newline }
        format = layout?.format ?? "unknown"
        table = layout?.table.map { TableHeader($0, plan) }
        linesLost = layout?.table?.rowsAbove ?? []
        documents = DocumentBatches(line: firstLine)
        let isJSON = if case .json = form { true } else { false }
        isConsole = isJSON && passed.first { $0 > 0x20 } == UInt8(ascii: "#")
        readsText = layout != nil && !isJSON && table == nil
        mode = layout.map(\.piece.mode) ?? .lines(.line)
        window.drop(passed.count)
        mayBeSavedObjects = isJSON && SavedObject.begins(window.text)
        if case .lines = mode { (firstLineOfLines, nextLine) = (firstLine, firstLine) }
        isDone = layout == nil || layout?.table != nil && window.isAtEnd
    }

    /// Fills `batch`; false at the end.
    func next(_ batch: Batch) -> Bool {
        batch.removeAll()
        if isDone { return false }
        batch.sequence = sequence
        sequence += 1
        batch.firstLine = nil
        switch mode {
        case .documents:
            batch.isLines = false
            takeDocuments(batch)
        case .lines(let end):
            batch.isLines = true
            takeLines(batch, to: end)
            batch.firstLine = nextLine
            nextLine = countsLines ? nextLine.map { $0 + batch.newlines } : nil
        }
        window.textBytes += batch.bytes.count
        return true
    }

    private func takeDocuments(_ batch: Batch) {
        switch documents.take(batch, from: window) {
        case .documents: break
        case .end: isDone = true
        case .lines:
            mode = .lines(.line)
            firstLineOfLines = documents.splitter.line
            nextLine = firstLineOfLines
            isDone = window.isAtEnd
            format = "ndjson"
        }
        format = documents.format ?? format
    }

    /// Longer lines of text or tables than this are passed over, and said; nobody's record is that long, and it bounds
    /// what a line costs.
    static let longestLine = 256 << 20
    /// Where no end was found in so many bytes, they are looked at more closely.
    private static let mostAtOnce = 32 << 20

    /// Moves whole lines, rows or groups; what is left behind them waits in the window.
    private func takeLines(_ batch: Batch, to end: BatchEnd) {
        window.moveAll(into: batch)
        var searched = 0
        while true {
            // The last line needs no end, and may belong to those before it.
            if window.source.ended { isDone = true; return }
            let bytes = UnsafeBufferPointer(start: batch.bytes.base, count: batch.bytes.count)
            if let found = end.last(in: bytes, from: searched)
                ?? (bytes.count >= Self.mostAtOnce ? end.lastByReading(in: bytes) : nil)
            {
                window.takeBack(from: batch, behind: found)
                isDone = window.isAtEnd
                return
            }
            searched = bytes.count
            if searched >= Self.longestLine { return passOver(batch) }
            batch.bytes.reserve(searched * 2)
            window.source.fill(&batch.bytes)
        }
    }

    /// Drops the line that fills the batch, to its newline.
    private func passOver(_ batch: Batch) {
        window.tooLong += 1
        while true {
            window.textBytes += batch.bytes.count
            batch.bytes.removeAll()
            window.source.fill(&batch.bytes)
            let count = batch.bytes.count
            if count == 0 { isDone = true; return }
            let base = UnsafePointer(batch.bytes.base)
            guard let newline = base.offset(of: Ascii.newline, from: 0, to: count) else { continue }
            // The newline stays, so that lines are counted right.
            window.textBytes += newline
            window.takeBack(from: batch, behind: newline)
            batch.bytes.removeAll()
            return
        }
    }

    /// All that is left, for workers that cut it themselves; nothing unless it is lines of a regular file.
    func pieces() -> FilePieces? {
        guard !isDone, table == nil, case .lines = mode else { return nil }
        return window.source.pieces(unread: window.bytes.count, firstSequence: sequence)
    }

    /// Takes over what the workers have done.
    func finish(_ pieces: FilePieces) {
        window.textBytes += window.bytes.count + pieces.bytes
        window.source.finish(pieces, unread: window.bytes.count)
        firstLostSequence = pieces.firstLostSequence
        window.tooLong += pieces.tooLong
        isDone = true
    }
}

extension Layout.Piece {
    fileprivate var mode: BatchSource.Mode {
        switch self {
        case .document: .documents
        case .line: .lines(.line)
        case .row(let table): .lines(.row(table.dialect))
        case .group: .lines(.blankLine)
        }
    }
}
