/// What is passed over after a document that is none, and where reading resumes (rules.md D4): at the next line that begins
/// with a bracket, at its very front or as far in as the damaged document; not inside of what stands beside documents.
struct Resumption {
    private enum Passing: Equatable {
        case nothing, toOpening
        /// To the line that closes what began as far in as this.
        case toClosing(column: Int)
    }

    private var passing = Passing.nothing
    private var column = 0
    private var isAtLineStart = true
    private var looks = 0
    /// Whether there was any damage so far.
    private(set) var hasBegun = false
    /// What is being passed over, from where a document seemed to begin.
    private(set) var stray: (start: Int, line: Int)?

    var isPassing: Bool { passing != .nothing }

    /// What is passed over is kept up to this.
    private static let longestStray = 8 << 20

    /// Whether what was taken for the inside of a document is looked at again; a bound keeps an input of nothing but openings
    /// linear.
    mutating func mayLookAgain() -> Bool {
        looks += 1
        return looks <= 64
    }

    /// Starts to pass over what follows a damaged document that began at a column.
    mutating func begin(column: Int, isAtLineStart: Bool = false, stray: (start: Int, line: Int)? = nil) {
        passing = .toOpening
        self.column = column
        self.isAtLineStart = isAtLineStart
        self.stray = stray
        hasBegun = true
    }

    /// Stops passing over anything.
    mutating func end() {
        passing = .nothing
        stray = nil
    }

    /// Tells that the first `count` bytes of the window are gone.
    mutating func dropped(_ count: Int) { stray?.start -= count }

    /// Whether a byte is passed over; false where reading resumes at it.
    mutating func takes(_ byte: UInt8, column: Int) -> Bool {
        let isFirst = isAtLineStart && !Ascii.isBlank(byte)
        if isFirst { isAtLineStart = false }
        switch passing {
        case .nothing: return false
        case .toOpening:
            if isFirst, byte == Ascii.openBrace || byte == Ascii.openBracket, column == 0 || column == self.column {
                passing = .nothing
                return false
            }
        case .toClosing(let opened):
            if isFirst, byte == Ascii.closeBrace || byte == Ascii.closeBracket, column <= opened {
                passing = .toOpening
            }
        }
        return true
    }

    /// Ends a line that was passed over, of which the whole is at hand unless it is very long.
    mutating func endLine(_ line: UnsafeBufferPointer<UInt8>?) {
        isAtLineStart = true
        guard passing == .toOpening, let opened = line.flatMap(Self.columnOfBeside) else { return }
        passing = .toClosing(column: opened)
    }

    /// Whether a line that was read after damage opens what stands beside documents; then that is passed over.
    mutating func passes(besideOpenedBy line: UnsafeBufferPointer<UInt8>, at start: Int, _ number: Int) -> Bool {
        guard hasBegun, let opened = Self.columnOfBeside(line) else { return false }
        passing = .toClosing(column: opened)
        isAtLineStart = true
        stray = (start, number)
        return true
    }

    /// What was passed over, once that is over or too long to be kept.
    mutating func takeStray(isOver: Bool, upTo position: Int) -> (start: Int, line: Int)? {
        guard let found = stray, isOver || position - found.start > Self.longestStray else { return nil }
        stray = nil
        return found
    }

    /// How far in a line begins that opens something that stands beside documents: `"inner_hits": {`.
    private static func columnOfBeside(_ line: UnsafeBufferPointer<UInt8>) -> Int? {
        let text = line.drop(while: Ascii.isBlank)
        guard text.first == Ascii.quote, text.count < 256,
            let end = text.dropFirst().firstIndex(of: Ascii.quote),
            let last = text.last(where: { !Ascii.isBlank($0) }), last == Ascii.openBrace || last == Ascii.openBracket,
            KnownFields.isBeside(String(decoding: text[(text.startIndex + 1)..<end], as: UTF8.self))
        else { return nil }
        return text.startIndex - line.startIndex
    }
}
