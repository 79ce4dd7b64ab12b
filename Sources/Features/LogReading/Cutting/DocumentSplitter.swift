/// Finds where documents begin and end in JSON text that arrives in pieces (design.md D4).
///
/// Documents are the objects at the top, the elements of an array at the top, of `hits.hits`, also below `rawResponse`
/// and `response`, and of `logEvents`, `responses` and, where it is the first key, `events`. It only looks at brackets, strings and commas: whether a document is well-formed is the
/// scanner's business. All offsets count from the start of the window that `advance` is given.
struct DocumentSplitter {
    enum Event: Equatable {
        case document(start: Int, end: Int, line: Int)
        case malformed(line: Int)
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

        /// D24's word.
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

    /// What stands behind an answer's documents is kept up to this.
    static let longestTail = 4 << 20

    /// The first byte that must stay in the window.
    var keepFrom: Int { unit?.start ?? plainStart ?? tailStart ?? position }

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

    mutating func endLine() {
        position += 1
        line += 1
        lineStart = position
        onlyBlanks = true
    }

    mutating func reset() {
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
}
