/// Follows brackets and texts of a document byte by byte, however its quotes are written, to see where it ends.
struct BracketTracker {
    enum Outcome { case open, complete, damaged }

    /// What stood last outside texts.
    private enum Before { case opening, comma, colon, value }

    /// Open brackets: true for an object.
    private var brackets: [Bool] = []
    /// Whether the first bracket is missing, so that closing ones prove nothing.
    private let isHeadless: Bool
    /// How many backslashes stand before a quote that is not part of a text; nothing before the first quote.
    private var level: Int?
    /// Typographic and single quotes do not tell which end of a text they are; then only brackets count.
    private var countsQuotes = true
    private var inText = false
    private var inWord = false
    private var backslashes = 0
    private var before = Before.opening

    /// `level`: the backslashes before each quote of a document whose beginning is missing.
    init(headless level: Int? = nil, countsQuotes: Bool = true) {
        isHeadless = level != nil || !countsQuotes
        self.level = level
        self.countsQuotes = countsQuotes
        if isHeadless { before = .value }
    }

    /// Whether no document can begin here, were the text whole.
    var refusesDocument: Bool {
        if inText { return true }
        if before == .colon { return false }
        return brackets.last != false || before == .value
    }

    /// Whether all brackets seen are closed.
    var isAtTop: Bool { brackets.isEmpty && !inText }

    mutating func take(_ byte: UInt8) -> Outcome {
        if byte == Ascii.backslash {
            backslashes += 1
            return .open
        }
        let run = backslashes
        backslashes = 0
        if byte == Ascii.quote && countsQuotes { return quote(run) }
        if inText { return .open }
        // An escaped line end or tab between tokens.
        if run > 0 && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A { return .open }
        switch byte {
        case Ascii.openBrace, Ascii.openBracket:
            if before == .value && countsQuotes && !brackets.isEmpty { return .damaged }
            brackets.append(byte == Ascii.openBrace)
            before = .opening
            inWord = false
        case Ascii.closeBrace, Ascii.closeBracket: return close(byte == Ascii.closeBrace)
        case Ascii.comma: mark(.comma)
        case Ascii.colon: mark(.colon)
        case Ascii.newline, 0x20, 0x09, 0x0D: inWord = false
        default: return word(byte)
        }
        return .open
    }

    private mutating func mark(_ token: Before) {
        before = token
        inWord = false
    }

    /// A quote behind `run` backslashes: a delimiter, or a part of a text.
    private mutating func quote(_ run: Int) -> Outcome {
        guard let level else {
            level = run
            inText = true
            return .open
        }
        let own = run - level
        let isDelimiter = own >= 0 && own % (level + 1) == 0 && own / (level + 1) % 2 == 0
        guard isDelimiter else { return inText ? .open : .damaged }
        if inText {
            inText = false
            before = .value
        } else {
            if before == .value { return .damaged }
            inText = true
        }
        inWord = false
        return .open
    }

    private mutating func close(_ isObject: Bool) -> Outcome {
        inWord = false
        before = .value
        guard let last = brackets.last else { return isHeadless ? .open : .damaged }
        if last != isObject { return countsQuotes ? .damaged : .open }
        brackets.removeLast()
        return brackets.isEmpty && !isHeadless ? .complete : .open
    }

    private mutating func word(_ byte: UInt8) -> Outcome {
        if level == nil && !inWord && (byte >= 0xC2 || byte == UInt8(ascii: "'")) { countsQuotes = false }
        if countsQuotes && !inWord && before == .value { return .damaged }
        inWord = true
        before = .value
        return .open
    }
}
