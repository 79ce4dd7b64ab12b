internal import CSimdjson
internal import Support

/// Cuts a text into batches of documents, whatever holds them: nothing, an array, a search answer.
struct DocumentBatches {
    private(set) var splitter = DocumentSplitter()
    /// What the search answers of this input say of themselves.
    private(set) var answers: [SearchAnswer] = []
    private(set) var malformed = 0
    /// Lines of damaged documents, the first few.
    private(set) var malformedLines: [Int] = []
    /// The answer that is being read.
    private var openAnswer: OpenAnswer?
    private let firstLine: Int
    private var isAtFirstDocument = true
    /// Whether a heading of Console ends the input, and nothing of its answer is there.
    private var endsInHeading = false
    /// Whether the input ended inside of something.
    var isUnfinished: Bool { splitter.isUnfinished || endsInHeading }

    /// What comes behind a batch.
    enum Next {
        case documents, end
        /// The first document stood alone on its line, and so do the others.
        case lines
    }

    /// `line`: the line on which the text begins.
    init(line: Int) {
        splitter.line = line
        firstLine = line
    }

    /// rules.md D24's word; nothing where only documents themselves were seen.
    var format: String? { splitter.form == .none ? nil : splitter.form.word }

    /// A longer document than this is damage: it bounds what an open bracket costs.
    private static let longestDocument = 1 << 30

    /// Fills a batch.
    mutating func take(_ batch: Batch, from window: InputWindow) -> Next {
        if takeElements(batch, window) { return .documents }
        while batch.bytes.count < Batch.size {
            guard let event = splitter.advance(over: UnsafePointer(window.bytes.base), count: window.bytes.count) else {
                if readMore(window) { continue }
                if let event = splitter.finish() {
                    if case .plainLine(let start, _, _) = event {
                        endsInHeading = window.text[start] == UInt8(ascii: "#")
                    }
                    note(event, batch, window)
                    continue
                }
                closeAnswer(tail: nil)
                return .end
            }
            note(event, batch, window)
            if isAtFirstDocument && splitter.isAtTop {
                isAtFirstDocument = false
                if splitter.line == firstLine && standsAlone(window) {
                    window.bytes.dropFirst(splitter.position)
                    return .lines
                }
            }
            // Once the elements of an array have begun, many are cut at once.
            if splitter.isBetweenElements.0 {
                if !batch.units.isEmpty { break }
                if takeElements(batch, window) { break }
            }
        }
        return .documents
    }

    private mutating func note(_ event: DocumentSplitter.Event, _ batch: Batch, _ window: InputWindow) {
        let text = window.text
        func append(_ start: Int, _ end: Int, _ line: Int, kind: Batch.Unit.Kind) {
            batch.units.append(Batch.Unit(offset: batch.bytes.count, length: end - start, line: line, kind: kind))
            batch.bytes.append(UnsafePointer(window.bytes.base + start), end - start)
        }
        switch event {
        case .document(let start, let end, let line):
            openAnswer?.documents += 1
            append(start, end, line, kind: .document)
        case .malformed(let line):
            malformed += 1
            if malformedLines.count < ReadSummary.shownLines { malformedLines.append(line) }
        case .stray(let start, let end, let line): append(start, end, line, kind: .stray)
        case .plainLine(let start, let end, let line): append(start, end, line, kind: .plain)
        case .answerHead(let start, let end):
            openAnswer = OpenAnswer(head: UnsafeBufferPointer(rebasing: text[start..<end]))
        case .answerTail(let start, let end):
            closeAnswer(tail: start.map { UnsafeBufferPointer(rebasing: text[$0..<end]) })
        case .wrapperEnd: break
        }
    }

    private mutating func closeAnswer(tail: UnsafeBufferPointer<UInt8>?) {
        if let open = openAnswer { answers.append(open.close(tail: tail)) }
        openAnswer = nil
    }

    /// Whether the first document ended on the line it began on, with nothing behind it (rules.md D4).
    private mutating func standsAlone(_ window: InputWindow) -> Bool {
        var at = splitter.position
        while true {
            while at < window.bytes.count && Ascii.isBlank(window.bytes.base[at]) { at += 1 }
            if at < window.bytes.count { return window.bytes.base[at] == Ascii.newline }
            let before = splitter.position
            guard readMore(window) else { return true }
            at -= before - splitter.position
        }
    }

    /// Reads on behind what must stay; false at the end of the input.
    private mutating func readMore(_ window: InputWindow) -> Bool {
        let gone = splitter.keepFrom
        window.bytes.dropFirst(gone)
        splitter.dropped(gone)
        if window.bytes.count >= Self.longestDocument {
            window.tooLong += 1
            splitter.giveUp()
            return true
        }
        if window.bytes.count == window.bytes.capacity { window.bytes.reserve(window.bytes.capacity * 2) }
        let before = window.bytes.count
        window.fill()
        return window.bytes.count > before
    }
}

/// Elements of an array, many at once.
extension DocumentBatches {
    private static let room = 512

    /// Moves whole elements of an array; false where only a look at every byte can tell.
    private mutating func takeElements(_ batch: Batch, _ window: InputWindow) -> Bool {
        let (isBetween, isFirst) = splitter.isBetweenElements
        guard isBetween else { return false }
        window.bytes.dropFirst(splitter.position)
        splitter.dropped(splitter.position)
        window.moveAll(into: batch)
        var cut = csj_cut(at: 0, lines: 0, line_start: 0)
        // Negative where the line began before the window.
        let lineStart = splitter.lineStart
        batch.units.reserveCapacity(4096)
        var isFirstNow = isFirst
        while cutMore(batch, &cut, isFirst: isFirstNow) == Self.room { isFirstNow = false }
        let end = batch.units.last.map { $0.offset + $0.length } ?? 0
        window.takeBack(from: batch, behind: end)
        guard end > 0 else { return false }
        splitter.tookElements(lines: cut.lines, lineStart: cut.lines > 0 ? cut.line_start - end : lineStart - end)
        openAnswer?.documents += batch.units.count
        return true
    }

    private func cutMore(_ batch: Batch, _ cut: inout csj_cut, isFirst: Bool) -> Int {
        let length = batch.bytes.count
        return withUnsafeTemporaryAllocation(of: csj_element.self, capacity: Self.room) { elements in
            let count = batch.bytes.base.withMemoryRebound(to: CChar.self, capacity: length) {
                csj_cut_elements($0, length, isFirst, elements.baseAddress, Self.room, &cut)
            }
            for element in elements[..<count] {
                batch.units.append(
                    Batch.Unit(offset: element.offset, length: element.length, line: splitter.line + element.lines))
            }
            return count
        }
    }
}
