/// Cuts pasted text, which arrives in parts, into pieces that stand alone, each as soon as it is complete.
///
/// It looks at every byte once or, behind a document that turned out to be unfinished, twice.
public struct PasteCutter {
    private var input: [UInt8] = []
    private var at = 0
    /// Where the line at hand begins in `input`, its quote marks left out.
    private var lineStart = 0
    private var isAtLineStart = true
    private var piece = PastePiece()
    /// Where the line at hand begins in the piece.
    private var lineMark = 0
    private var tracker: BracketTracker?
    /// Behind a document, on its line: what only closes its wrapping is left out.
    private var isBehindDocument = false
    private var isDamaged = false
    /// Between two fences of backticks.
    private var isInFence = false
    private var isFinal = false
    private let lists: FieldList

    /// `fieldNames`: by which a line is seen to be the name of a field.
    public init(fieldNames: Set<String>) { lists = FieldList(names: fieldNames) }

    /// Takes the next bytes.
    public mutating func take(_ bytes: some Collection<UInt8>) {
        if lineStart > 0 {
            input.removeFirst(lineStart)
            at -= lineStart
            lineStart = 0
        }
        input.append(contentsOf: bytes)
    }

    /// What has been taken and is in no piece yet.
    public var pending: ArraySlice<UInt8> { piece.bytes.isEmpty ? input[at...] : piece.bytes[...] }

    /// Whether a document or a list has begun that more text could belong to.
    public var isOpen: Bool { tracker != nil || piece.kind == .list }

    /// Whether it may be complete: nothing but what follows tells that more belongs to it.
    public var isSettled: Bool {
        isAtLineStart && (piece.kind == .list || piece.kind == .headless && tracker?.isAtTop ?? false)
    }

    /// The next complete piece; nothing if more bytes are needed.
    public mutating func next() -> PastePiece? {
        while at < input.count {
            if isAtLineStart {
                guard let isNew = beginLine() else { return nil }
                if isNew { return finish(.fragment) }
                continue
            }
            let byte = input[at]
            if tracker != nil {
                if let done = inDocument(byte) { return done }
            } else if byte == Ascii.newline {
                at += 1
                isAtLineStart = true
                lineStart = at
                isBehindDocument = false
                if let done = endOfTextLine() { return done }
            } else if isBehindDocument && Self.closesWrapping(byte) {
                at += 1
            } else {
                isBehindDocument = false
                guard let done = atTop(byte) else { return nil }
                if let piece = done { return piece }
            }
        }
        return nil
    }

    /// The pieces that are left when nothing more will come.
    public mutating func finish() -> [PastePiece] {
        isFinal = true
        var pieces: [PastePiece] = []
        while let piece = next() { pieces.append(piece) }
        if tracker == nil, piece.kind != .list, lists.isField(piece.bytes[lineMark...]) { piece.kind = .list }
        if let last = finish(tracker == nil ? piece.kind : piece.kind == .headless ? .headless : .fragment) {
            pieces.append(last)
        }
        isFinal = false
        isAtLineStart = true
        isBehindDocument = false
        isInFence = false
        piece = PastePiece()
        (input, at, lineStart) = ([], 0, 0)
        return pieces
    }

    /// Passes over quote marks; true if the line begins another document, so that the open one is unfinished, and
    /// nothing if more bytes are needed to tell.
    private mutating func beginLine() -> Bool? {
        var start = at
        func skip(_ isSkipped: (UInt8) -> Bool) { while start < input.count && isSkipped(input[start]) { start += 1 } }
        skip(Ascii.isBlank)
        if start == input.count && !isFinal { return nil }
        let isQuoted = start < input.count && input[start] == UInt8(ascii: ">")
        if isQuoted {
            skip { Ascii.isBlank($0) || $0 == UInt8(ascii: ">") }
            if start == input.count && !isFinal { return nil }
        } else {
            start = at
        }
        if start < input.count, tracker != nil || piece.kind == .list, endsOpen(at: start) {
            guard let isNew = isFence(start) ? true : opens(start) else { return nil }
            if isNew { return true }
        }
        if isQuoted { piece.steps.insert(.quotedLines) }
        at = start
        lineStart = start
        lineMark = piece.bytes.count
        isAtLineStart = false
        return false
    }

    /// Whether a bracket or fence at the beginning of a line ends what is open.
    private func endsOpen(at start: Int) -> Bool {
        if isFence(start) { return true }
        guard input[start] == Ascii.openBrace || input[start] == Ascii.openBracket else { return false }
        return tracker?.refusesDocument ?? true
    }

    private func isFence(_ start: Int) -> Bool {
        start + 3 <= input.count && input[start..<start + 3].allSatisfy { $0 == UInt8(ascii: "`") }
    }

    private mutating func inDocument(_ byte: UInt8) -> PastePiece? {
        piece.bytes.append(byte)
        at += 1
        if byte == Ascii.newline {
            isAtLineStart = true
            lineStart = at
            if isDamaged { return finish(piece.kind == .headless ? .headless : .fragment) }
        }
        if isDamaged { return nil }
        switch tracker?.take(byte) ?? .open {
        case .open: return nil
        case .complete:
            isBehindDocument = true
            return finish(.document)
        case .damaged:
            // A later line may be one that begins something else.
            guard lineMark > 0 else {
                isDamaged = true
                return nil
            }
            piece.bytes.removeSubrange(lineMark...)
            at = lineStart
            isAtLineStart = false
            return finish(piece.kind == .headless ? .headless : .fragment)
        }
    }

    /// One byte outside documents; nothing at all if more bytes are needed.
    private mutating func atTop(_ byte: UInt8) -> PastePiece?? {
        let isBracket = byte == Ascii.openBrace || byte == Ascii.openBracket
        if isBracket && piece.kind == .text {
            guard let isOpening = opens(at) else { return nil }
            if isOpening {
                piece.opening = piece.bytes.count
                if piece.bytes.contains(UInt8(ascii: "`")) { piece.steps.insert(.codeFence) }
                tracker = BracketTracker()
                piece.kind = .fragment
                return .some(inDocument(byte))
            }
        }
        if byte == Ascii.colon && piece.kind == .text, let headless = Quotes.keyEnd(piece.bytes) {
            tracker = headless
            piece.kind = .headless
            return .some(inDocument(byte))
        }
        piece.bytes.append(byte)
        at += 1
        return .some(nil)
    }

    /// Whether the bracket at `place` opens a document; nothing if more bytes are needed to tell.
    private func opens(_ place: Int) -> Bool? {
        var next = place + 1
        while next < input.count,
            Ascii.isBlank(input[next]) || input[next] == Ascii.newline || input[next] == 0xC2
                || input[next] == 0xA0 || input[next] == UInt8(ascii: ">")
        { next += 1 }
        guard next < input.count else { return isFinal ? false : nil }
        if input[place] == Ascii.openBracket { return input[next] == Ascii.openBrace }
        switch input[next] {
        case Ascii.quote, Ascii.backslash, Ascii.closeBrace, UInt8(ascii: "'"), 0xE2: return true
        case 0xAB, 0xBB: return true
        default: return false
        }
    }

    private mutating func endOfTextLine() -> PastePiece? {
        let line = piece.bytes[lineMark...]
        if line.allSatisfy(Ascii.isBlank) { return finish(piece.kind) }
        if piece.kind == .list || lists.isField(line) {
            piece.kind = .list
            piece.bytes.append(Ascii.newline)
            return nil
        }
        return finish(.text)
    }

    /// Ends the piece at hand; nothing if there is nothing in it.
    private mutating func finish(_ kind: PastePiece.Kind) -> PastePiece? {
        var done = piece
        done.kind = piece.kind == .headless || piece.kind == .list ? piece.kind : kind
        piece = PastePiece()
        lineMark = 0
        tracker = nil
        isDamaged = false
        let isNothing = done.bytes.allSatisfy { Ascii.isBlank($0) || $0 == Ascii.newline || Self.closesWrapping($0) }
        let isFence = done.kind == .text && done.bytes.starts(with: "```".utf8)
        if isFence { isInFence.toggle() }
        if isInFence { piece.steps.insert(.codeFence) }
        return isNothing || isFence ? nil : done
    }

    /// What stands behind a document without meaning: ends of quotes, of fences and of lists.
    private static func closesWrapping(_ byte: UInt8) -> Bool {
        Ascii.isBlank(byte) || "\"'`\\,;.)]}".utf8.contains(byte)
    }
}
