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

    /// What is passed over after damage.
    enum Skip { case nothing, toOpening }

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
    var routes: [Route] = []  // of the outermost objects
    var key = Route.other
    var isFirstKey = true  // of the outermost object
    var unit: Unit?
    var unitDepth = 0
    var plainStart: Int?  // the plain line that is open
    var tailStart: Int?  // behind the documents of an answer
    var skip = Skip.nothing
    var onlyBlanks = true  // in this line, while skipping
    var damagedColumn = 0
    /// What is being passed over, from where a document seemed to begin.
    var strayed: (start: Int, line: Int)?
    var afterDamage = false
    var rescans = 0
    /// Whether the input ended inside a document or wrapper.
    private(set) var isUnfinished = false

    /// The document that is open.
    struct Unit {
        var start: Int
        var line: Int
        var column: Int
    }

    /// Where an object stands on the way to `hits.hits`.
    enum Route { case root, hits, events, other }

    /// What is passed over is kept up to this.
    private static let longestStray = 8 << 20

    /// What stands behind an answer's documents is kept up to this.
    private static let longestTail = 4 << 20

    /// The first byte that must stay in the window.
    var keepFrom: Int { strayed?.start ?? unit?.start ?? plainStart ?? tailStart ?? position }

    /// Whether the next thing to come is an element that is a document, or what ends them; the second is whether no
    /// element has come yet.
    var isBetweenElements: (Bool, isFirst: Bool) {
        let isBetween = wrapper != .none && unit == nil && kinds.count == unitDepth && skip == .nothing && !inString
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
    var isAtTop: Bool { kinds.isEmpty && skip == .nothing && plainStart == nil }

    /// Tells that the first `count` bytes of the window are gone.
    mutating func dropped(_ count: Int) {
        position -= count
        lineStart -= count
        stringStart -= count
        unit?.start -= count
        strayed?.start -= count
        if let start = plainStart { plainStart = start - count }
        if let start = tailStart { tailStart = start - count }
    }

    /// Looks on until something is found or the window ends.
    mutating func advance(over window: UnsafePointer<UInt8>, count: Int) -> Event? {
        while position < count {
            let byte = window[position]
            if let start = plainStart {
                if byte != Ascii.newline { position += 1; continue }
                plainStart = nil
                let event = Event.plainLine(start: start, end: position, line: line)
                endLine()
                return event
            } else if skip != .nothing {
                pass(byte)
                if let event = endStray(isOver: skip == .nothing) { return event }
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
        rescans += 1
        reset()
        // What looked like the inside of an unfinished document may hold whole ones. The bound keeps an input of
        // nothing but openings linear.
        if rescans <= 64 {
            position = open.start
            line = open.line
            lineStart = open.start - open.column
            startSkipping(column: open.column, fromHere: false)
        }
        return .malformed(line: open.line)
    }

    private mutating func endLine() {
        position += 1
        line += 1
        lineStart = position
        onlyBlanks = true
    }

    private mutating func reset() {
        kinds = []
        routes = []
        wrapper = .none
        inString = false
        before = 0
        unit = nil
        plainStart = nil
        tailStart = nil
        skip = .nothing
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
            before = Ascii.quote
            position += 1
            return isElement ? .malformed(line: line) : nil
        case Ascii.colon:
            if kinds.isEmpty { return stray() }
            if wrapper == .none && kinds.count == routes.count { readKey(window) }
            before = byte
        case Ascii.comma:
            if kinds.count == 1 { isFirstKey = false }
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
            isFirstKey = true
            routes = isObject ? [.root] : []
            if !isObject { enter(.array) }
        } else if before == Ascii.openBrace || !mayStartValue {
            return damage()
        } else if atElements {
            unit = Unit(start: position, line: line, column: position - lineStart)
        } else if wrapper == .none && kinds.count == routes.count {
            if isObject {
                routes.append(routes.last == .root ? key : .other)
            } else if routes.last == .hits && key == .hits {
                if let start = unit?.start { event = .answerHead(start: start, end: position + 1) }
                enter(.response)
            } else if routes.last == .root && key == .events {
                enter(.events)
            }
        }
        kinds.append(isObject)
        key = .other
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
            if afterDamage { position += 1; return nil }
            return stray()
        }
        if isObject != (byte == Ascii.closeBrace) { return damage() }
        kinds.removeLast()
        if routes.count > kinds.count { routes.removeLast() }
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

    /// Only these keys lead to documents; all others are alike.
    private mutating func readKey(_ window: UnsafePointer<UInt8>) {
        func spells(_ text: StaticString) -> Bool {
            // No key stands there where nothing was in quotes for longer than the window.
            guard stringStart >= 0, stringStart + text.utf8CodeUnitCount + 1 < position else { return false }
            for index in 0..<text.utf8CodeUnitCount
            where window[stringStart + 1 + index] != text.utf8Start[index] { return false }
            return window[stringStart + 1 + text.utf8CodeUnitCount] == Ascii.quote
        }
        let isTop = kinds.count == 1
        if spells("hits") {
            key = .hits
        } else if isTop && (spells("rawResponse") || spells("response")) {
            key = .root
        } else if isTop && (spells("logEvents") || spells("responses") || (spells("events") && isFirstKey)) {
            key = .events
        } else {
            key = .other
        }
    }

    /// A line at the top that begins no document.
    private mutating func stray() -> Event? {
        plainStart = position
        position += 1
        return nil
    }

    /// The open document cannot be one; reading resumes where a line begins with a bracket.
    mutating func damage() -> Event? {
        let started = unit ?? Unit(start: lineStart, line: line, column: 0)
        // What stands before an element that is none has been handed out already.
        let stray = unit?.start ?? position
        // What came behind a document that never ended was taken for its inside. The bound keeps an input of nothing but
        // openings linear.
        if unit != nil && lineStart > started.start && rescans < 64 {
            rescans += 1
            reset()
            position = started.start
            line = started.line
            lineStart = started.start - started.column
            startSkipping(column: started.column, fromHere: false)
            strayed = (stray, started.line)
            return nil
        }
        // A line after the document's first may itself be the beginning of the next one.
        let fromHere = lineStart > started.start
        if fromHere { position = lineStart }
        reset()
        startSkipping(column: started.column, fromHere: fromHere)
        strayed = (stray, started.line)
        return nil
    }

    /// What was passed over, once that is over or too long to be kept.
    private mutating func endStray(isOver: Bool) -> Event? {
        guard let stray = strayed, isOver || position - stray.start > Self.longestStray else { return nil }
        strayed = nil
        return isOver ? .stray(start: stray.start, end: position, line: stray.line) : .malformed(line: stray.line)
    }

    /// What is open is too long to be a document: what has been read of it is passed over.
    mutating func giveUp() {
        let column = unit?.column ?? 0
        strayed = nil
        reset()
        startSkipping(column: column, fromHere: false)
    }

    private mutating func startSkipping(column: Int, fromHere: Bool) {
        damagedColumn = column
        onlyBlanks = fromHere
        afterDamage = true
        skip = .toOpening
    }

    /// Passes over one byte after damage.
    private mutating func pass(_ byte: UInt8) {
        if byte == Ascii.newline {
            endLine()
            return
        }
        if skip == .toOpening && onlyBlanks && (byte == Ascii.openBrace || byte == Ascii.openBracket) {
            let column = position - lineStart
            if column == 0 || column == damagedColumn { skip = .nothing; return }
        }
        if !Ascii.isBlank(byte) { onlyBlanks = false }
        position += 1
    }
}

/// The bytes that JSON text is cut by.
enum Ascii {
    static let newline = UInt8(ascii: "\n")
    static let backslash = UInt8(ascii: "\\")
    static let quote = UInt8(ascii: "\"")
    static let comma = UInt8(ascii: ",")
    static let colon = UInt8(ascii: ":")
    static let openBrace = UInt8(ascii: "{")
    static let closeBrace = UInt8(ascii: "}")
    static let openBracket = UInt8(ascii: "[")
    static let closeBracket = UInt8(ascii: "]")

    /// What some programs put between documents: NUL, and the mark of RFC 7464.
    static func isSeparator(_ byte: UInt8) -> Bool { byte == 0 || byte == 0x1E }

    /// Blank space that JSON allows, the newline aside.
    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
