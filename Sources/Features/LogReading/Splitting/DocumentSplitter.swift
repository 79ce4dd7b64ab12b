/// Finds where documents begin and end in JSON text that arrives in pieces (rules.md D4).
///
/// Documents are the objects at the top, the elements of an array at the top, of `hits.hits`, also below `rawResponse`
/// and `response`, and of `logEvents`, `responses` and, where it is the first key, `events`. It only looks at brackets, strings and commas: whether a document is well-formed is the
/// scanner's business. All offsets count from the start of the window that `advance` is given.
struct DocumentSplitter {
    enum Event: Equatable {
        case document(start: Int, end: Int, line: Int)
        case malformed(line: Int)
        /// A document that is none, with all that was passed over behind it.
        case stray(start: Int, end: Int, line: Int)
        /// A line at the top that begins no document: damage, or plain text between documents.
        case plainLine(start: Int, end: Int, line: Int)
        /// What stands in a search answer before its documents, the array's bracket included.
        case answerHead(start: Int, end: Int)
        /// What stands behind them, from the array's other bracket on; nothing where that is too long to be looked at.
        case answerTail(start: Int?, end: Int)
        /// An array at the top has ended.
        case wrapperEnd
    }

    /// What holds documents.
    enum Wrapper {
        case none, array, response, events

        /// rules.md D24's word.
        var word: String {
            switch self {
            case .none, .events: "document"
            case .array: "array"
            case .response: "response"
            }
        }
    }

    /// The next byte to look at.
    var position = 0
    var line = 1
    var wrapper = Wrapper.none
    /// The first wrapper that was met; it names the input's form.
    var form = Wrapper.none

    var lineStart = 0
    var kinds: [Bool] = []  // open brackets: true for an object
    var before: UInt8 = 0  // the last byte outside strings that was not blank; a quote for a string
    var inString = false
    var stringStart = 0
    var path = DocumentPath()
    var unit: Unit?
    var unitDepth = 0
    var plainStart: Int?  // the plain line that is open
    var tailStart: Int?  // behind the documents of an answer
    var elementColumn = 0  // of the last element that began
    var nameStart: Int?  // a text where an element should be
    var resumption = Resumption()
    /// Whether the input ended inside a document or wrapper.
    private(set) var isUnfinished = false

    /// The document that is open.
    struct Unit {
        var start: Int
        var line: Int
        var column: Int
    }

    /// What stands behind an answer's documents is kept up to this.
    private static let longestTail = 4 << 20

    /// The first byte that must stay in the window.
    var keepFrom: Int { resumption.stray?.start ?? unit?.start ?? plainStart ?? tailStart ?? nameStart ?? position }

    /// Whether the next thing to come is an element that is a document, or what ends them; the second is whether no
    /// element has come yet.
    var isBetweenElements: (Bool, isFirst: Bool) {
        let isBetween =
            wrapper != .none && unit == nil && kinds.count == unitDepth && !resumption.isPassing && !inString
        let isFirst = before == Ascii.openBracket
        return (isBetween && plainStart == nil && (isFirst || before == Ascii.closeBrace), isFirst)
    }

    /// Takes over that whole elements were cut off the window's front, up to a line that begins at `lineStart`.
    mutating func tookElements(lines: Int, lineStart: Int) {
        position = 0
        line += lines
        self.lineStart = lineStart
        before = Ascii.closeBrace
    }

    /// Whether nothing is open.
    var isAtTop: Bool { kinds.isEmpty && !resumption.isPassing && plainStart == nil }

    /// Tells that the first `count` bytes of the window are gone.
    mutating func dropped(_ count: Int) {
        position -= count
        lineStart -= count
        stringStart -= count
        unit?.start -= count
        resumption.dropped(count)
        if let start = plainStart { plainStart = start - count }
        if let start = tailStart { tailStart = start - count }
        if let start = nameStart { nameStart = start - count }
    }

    /// Looks on until something is found or the window ends.
    mutating func advance(over window: UnsafePointer<UInt8>, count: Int) -> Event? {
        while position < count {
            let byte = window[position]
            if let start = plainStart {
                if byte != Ascii.newline { position += 1; continue }
                plainStart = nil
                if resumption.passes(besideOpenedBy: text(window, from: start), at: start, line) {
                    endLine()
                    continue
                }
                let event = Event.plainLine(start: start, end: position, line: line)
                endLine()
                return event
            } else if resumption.isPassing {
                pass(byte, window)
                if let event = endStray(isOver: !resumption.isPassing) { return event }
            } else if inString {
                if byte == Ascii.newline { return damage() }  // no string holds a raw newline
                if byte == Ascii.backslash {
                    guard position + 1 < count else { return nil }
                    position += window[position + 1] == Ascii.newline ? 1 : 2
                } else {
                    position += 1
                    if byte == Ascii.quote { inString = false }
                }
            } else if byte == Ascii.newline {
                endLine()
            } else if Ascii.isBlank(byte) || (kinds.isEmpty && Ascii.isSeparator(byte)) {
                position += 1
            } else if let event = token(byte, window) {
                return event
            }
        }
        return nil
    }

    /// The input has ended, so what is open is unfinished. Call `advance` again until both answer nothing.
    mutating func finish() -> Event? {
        if let event = endStray(isOver: true) { return event }
        if let start = plainStart {
            plainStart = nil
            return .plainLine(start: start, end: position, line: line)
        }
        guard let open = unit else {
            let unfinished = !kinds.isEmpty
            reset()
            isUnfinished = isUnfinished || unfinished
            return unfinished ? .malformed(line: line) : nil
        }
        isUnfinished = true
        let mayLookAgain = resumption.mayLookAgain()
        reset()
        // What looked like the inside of an unfinished document may hold whole ones.
        if mayLookAgain {
            position = open.start
            line = open.line
            lineStart = open.start - open.column
            resumption.begin(column: open.column)
        }
        return .malformed(line: open.line)
    }

    private mutating func endLine() {
        position += 1
        line += 1
        lineStart = position
    }

    /// The text from a place in this line on.
    private func text(_ window: UnsafePointer<UInt8>, from start: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: window + max(start, 0), count: position - max(start, 0))
    }

    private mutating func reset() {
        kinds = []
        path = DocumentPath()
        wrapper = .none
        inString = false
        before = 0
        unit = nil
        plainStart = nil
        tailStart = nil
        nameStart = nil
        resumption.end()
    }

    /// Looks at one byte outside strings.
    mutating func token(_ byte: UInt8, _ window: UnsafePointer<UInt8>) -> Event? {
        switch byte {
        case Ascii.openBrace, Ascii.openBracket: return open(byte)
        case Ascii.closeBrace, Ascii.closeBracket: return close(byte)
        case Ascii.quote:
            if kinds.isEmpty { return stray() }
            if !mayStartValue { return damage() }
            let isElement = atElements
            inString = true
            stringStart = position
            nameStart = isElement ? position : nil
            before = Ascii.quote
            position += 1
            return isElement ? .malformed(line: line) : nil
        case Ascii.colon:
            if kinds.isEmpty { return stray() }
            // An element has no name: what this is a member of ended too early.
            if atElements { return damage(from: nameStart) }
            if wrapper == .none && kinds.count == path.depth { readKey(window) }
            before = byte
        case Ascii.comma:
            if kinds.count == 1 { path.passedMember() }
            nameStart = nil
            before = byte
        default:
            if kinds.isEmpty { return stray() }
            let isElement = atElements && mayStartValue
            before = 0x61
            position += 1
            return isElement ? .malformed(line: line) : nil
        }
        position += 1
        return nil
    }

    /// Whether the next value would be an element that is a document.
    private var atElements: Bool { wrapper != .none && unit == nil && kinds.count == unitDepth }

    private var mayStartValue: Bool {
        before == Ascii.comma || before == Ascii.colon || before == Ascii.openBracket || before == Ascii.openBrace
    }

    private mutating func open(_ byte: UInt8) -> Event? {
        let isObject = byte == Ascii.openBrace
        var event: Event?
        if kinds.isEmpty {
            unit = Unit(start: position, line: line, column: position - lineStart)
            path.begin(isObject: isObject)
            if !isObject { enter(.array) }
        } else if before == Ascii.openBrace || !mayStartValue {
            return damage()
        } else if atElements {
            elementColumn = position - lineStart
            unit = Unit(start: position, line: line, column: elementColumn)
        } else if wrapper == .none && kinds.count == path.depth {
            if isObject {
                path.enterObject()
            } else if path.leadsToHits {
                if let start = unit?.start { event = .answerHead(start: start, end: position + 1) }
                enter(.response)
            } else if path.leadsToEvents {
                enter(.events)
            }
        }
        kinds.append(isObject)
        path.forgetKey()
        before = byte
        position += 1
        return event
    }

    private mutating func enter(_ kind: Wrapper) {
        wrapper = kind
        if form == .none { form = kind }
        unit = nil
        unitDepth = kinds.count + 1
    }

    private mutating func close(_ byte: UInt8) -> Event? {
        guard let isObject = kinds.last else {
            // The end of a wrapper whose beginning was damaged.
            if resumption.hasBegun { position += 1; return nil }
            return stray()
        }
        if isObject != (byte == Ascii.closeBrace) { return damage() }
        kinds.removeLast()
        path.leave(to: kinds.count)
        position += 1
        before = byte
        if let done = unit, kinds.count == (wrapper == .none ? 0 : unitDepth) {
            unit = nil
            if wrapper == .none { before = 0 }
            return .document(start: done.start, end: position, line: done.line)
        }
        // Behind the elements: what is left of the wrapper holds no documents.
        if wrapper != .none && unit == nil && kinds.count < unitDepth {
            unitDepth = -1
            if wrapper == .response { tailStart = position - 1 }
        }
        if let start = tailStart, position - start > Self.longestTail { tailStart = nil }
        guard kinds.isEmpty else { return nil }
        let isAnswer = wrapper == .response
        let start = tailStart
        tailStart = nil
        wrapper = .none
        before = 0
        return isAnswer ? .answerTail(start: start, end: position) : .wrapperEnd
    }

    private mutating func readKey(_ window: UnsafePointer<UInt8>) {
        // No key stands there where nothing was in quotes for longer than the window.
        let start = stringStart + 1
        let text = stringStart >= 0 && start < position ? start..<position : 0..<0
        path.read(keyIn: UnsafeBufferPointer(rebasing: UnsafeBufferPointer(start: window, count: position)[text]))
    }

    /// A line at the top that begins no document.
    private mutating func stray() -> Event? {
        plainStart = position
        position += 1
        return nil
    }

    /// The open document cannot be one; reading resumes where a line begins with a bracket. `from`: where what is no
    /// element begins.
    mutating func damage(from start: Int? = nil) -> Event? {
        let started = unit ?? Unit(start: lineStart, line: line, column: wrapper == .none ? 0 : elementColumn)
        // What stands before an element that is none has been handed out already.
        let stray = unit?.start ?? start ?? position
        // What came behind a document that never ended was taken for its inside.
        if unit != nil && lineStart > started.start && resumption.mayLookAgain() {
            reset()
            position = started.start
            line = started.line
            lineStart = started.start - started.column
            resumption.begin(column: started.column, stray: (stray, started.line))
            return nil
        }
        // A line after the document's first may itself be the beginning of the next one.
        let fromHere = lineStart > started.start
        if fromHere { position = lineStart }
        reset()
        resumption.begin(column: started.column, isAtLineStart: fromHere, stray: (stray, started.line))
        return nil
    }

    /// What was passed over, once that is over or too long to be kept.
    private mutating func endStray(isOver: Bool) -> Event? {
        guard let stray = resumption.takeStray(isOver: isOver, upTo: position) else { return nil }
        return isOver ? .stray(start: stray.start, end: position, line: stray.line) : .malformed(line: stray.line)
    }

    /// What is open is too long to be a document: what has been read of it is passed over.
    mutating func giveUp() {
        let column = unit?.column ?? 0
        reset()
        resumption.begin(column: column)
    }

    /// Passes over one byte after damage, unless reading resumes there.
    private mutating func pass(_ byte: UInt8, _ window: UnsafePointer<UInt8>) {
        if byte == Ascii.newline {
            resumption.endLine(lineStart < 0 ? nil : text(window, from: lineStart))
            endLine()
        } else if resumption.takes(byte, column: position - lineStart) {
            position += 1
        }
    }
}
