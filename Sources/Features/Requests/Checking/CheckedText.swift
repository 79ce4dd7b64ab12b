/// A text that was checked: what is wrong in each of its calls, and how it reads corrected.
public struct CheckedText: Sendable {
    let source: SourceText
    let calls: [CheckedCall]
    let secrets: SecretPlaces
    /// Words that may be secrets, since nothing tells for sure what they are.
    var unknown: [Range<Int>] = []
    /// What belongs to no option of a call, known words left out: hidden where the text is shown, and never quoted.
    var strays: [Range<Int>] = []

    /// One thing that was found.
    struct Remark: Sendable, Equatable {
        /// From 1.
        var line: Int
        /// From 1, in Unicode scalars.
        var column: Int
        /// What was found.
        var what: String
        /// What was expected.
        var expected: String
        var kind: Diagnosis.Kind
        /// A stretch of the line around it, secrets hidden.
        var excerpt: String
        /// Blanks and carets that stand below the excerpt.
        var caret: String
    }

    /// What was found in one call.
    struct Call: Sendable, Equatable {
        /// `curl`, `body`, or `other` for what is written for another program.
        var kind: String
        /// The documented call that it is, or nearly is.
        var request: String?
        /// In the order of the text, at most `mostRemarks`.
        var remarks: [Remark]
        /// The whole call with every correction that is beyond doubt, secrets hidden; nothing where none was made.
        var corrected: String?
        /// What else may be meant by a call that is worth a warning, and the line for that.
        var alternative: Alternative?
        /// Mistakes whose correction only a person knows.
        var open: Int
    }

    struct Alternative: Sendable, Equatable {
        /// What it does.
        var what: String
        var line: String
    }

    /// All calls, in the order of the text.
    var results: [Call] {
        let rendering = Rendering(source: source, secret: secrets.ranges, unknown: unknown + strays)
        let echo = SecretEcho(secrets.texts + unknown.map { source.text($0) })
        return calls.map { call in
            let entries = call.diagnosis.entries.enumerated().sorted { left, right in
                (left.element.range.lowerBound, left.offset) < (right.element.range.lowerBound, right.offset)
            }.map(\.element)
            let edits = call.diagnosis.edits
            return Call(
                kind: call.kind.rawValue, request: call.request,
                remarks: entries.prefix(Self.mostRemarks).map { remark($0, rendering, echo) },
                corrected: edits.isEmpty && call.alternative == nil ? nil : rendering.corrected(call.range, edits),
                alternative: call.alternative.map { alternative in
                    Alternative(
                        what: alternative.what,
                        line: rendering.corrected(call.range, Diagnosis.together(edits + [alternative.edit])))
                }, open: entries.count { $0.kind == .mistake && $0.edits.isEmpty })
        }
    }

    /// Nobody reads more of them for one call.
    static let mostRemarks = 200

    /// Whether anything is wrong, or worth a warning.
    public var isWrong: Bool { calls.contains { $0.diagnosis.entries.contains { $0.kind != .note } } }

    /// The secrets that stand in the text, for the gate.
    public var secretTexts: [String] { secrets.texts }

    private func remark(_ entry: Diagnosis.Entry, _ rendering: Rendering, _ echo: SecretEcho) -> Remark {
        let place = source.place(min(entry.range.lowerBound, source.scalars.count))
        let (excerpt, caret) = rendering.excerpt(entry.range)
        return Remark(
            line: place.line, column: place.column, what: echo.hidden(in: entry.what),
            expected: echo.hidden(in: entry.expected),
            kind: entry.kind, excerpt: excerpt, caret: caret)
    }
}

extension CheckedText {
    /// The same with a mistake more: it was written for another shell, and what is shown is already translated.
    func written(_ form: ForeignForm) -> CheckedText {
        var calls = calls
        for index in calls.indices where calls[index].kind == .curl {
            let start = calls[index].range.lowerBound
            calls[index].diagnosis.replace(
                start..<(start + 4), form.what, by: "curl", expected: form.remedy)
        }
        return CheckedText(source: source, calls: calls, secrets: secrets, unknown: unknown, strays: strays)
    }
}

/// One call of a checked text.
struct CheckedCall: Sendable {
    enum Kind: String { case curl, body, other }

    var kind: Kind
    var request: String?
    var range: Range<Int>
    var diagnosis: Diagnosis
    /// Whether quotes, brackets or options are not as they should be, so that positions may be wrong.
    var isDamaged = false
    /// What belongs to no option of a call.
    var strays: [Range<Int>] = []
    /// What else may be meant, and how it is written.
    var alternative: (what: String, edit: Diagnosis.Edit)?
}

/// A text that is looked at character by character.
protocol ScalarText {
    var scalars: [Unicode.Scalar] { get }
}

extension ScalarText {
    subscript(_ index: Int) -> Unicode.Scalar? { scalars.indices.contains(index) ? scalars[index] : nil }

    func text(_ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(scalars[range.clamped(to: 0..<scalars.count)]))
    }

    /// Behind all characters from `start` on of which that holds.
    func skip(_ isMeant: (Unicode.Scalar) -> Bool, from start: Int) -> Int {
        var end = start
        while let scalar = self[end], isMeant(scalar) { end += 1 }
        return end
    }
}

/// A text as a program receives it, with the place in the source of each of its characters.
struct MappedText: ScalarText, Sendable {
    private(set) var scalars: [Unicode.Scalar] = []
    private(set) var places: [Int] = []
    /// The place behind the last character.
    var end: Int

    init(end: Int) { self.end = end }

    /// A piece of the source as it stands.
    init(_ source: SourceText, _ range: Range<Int>) {
        scalars = Array(source.scalars[range])
        places = Array(range)
        end = range.upperBound
    }

    var text: String { String(String.UnicodeScalarView(scalars)) }

    mutating func append(_ scalar: Unicode.Scalar, at place: Int) {
        scalars.append(scalar)
        places.append(place)
    }

    mutating func append(_ other: MappedText) {
        scalars += other.scalars
        places += other.places
    }

    /// The place in the source of a character here, or of the end.
    func place(_ index: Int) -> Int { index < places.count ? places[index] : end }

    /// The piece of the source from one character here up to another.
    func range(_ range: Range<Int>) -> Range<Int> {
        let start = place(range.lowerBound)
        let last = range.isEmpty ? start : place(range.upperBound - 1) + 1
        return start..<max(start, last)
    }
}

/// A text that is checked, with its places.
struct SourceText: ScalarText, Sendable {
    let scalars: [Unicode.Scalar]
    private let lineStarts: [Int]

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        var starts = [0]
        for (index, scalar) in scalars.enumerated() where scalar == "\n" { starts.append(index + 1) }
        lineStarts = starts
    }

    /// Line and column, both from 1; a column is a Unicode scalar.
    func place(_ index: Int) -> (line: Int, column: Int) {
        let line = (lineStarts.firstIndex { $0 > index } ?? lineStarts.count) - 1
        return (line + 1, index - lineStarts[line] + 1)
    }

    /// The line of a place, without its end; a carriage return inside it ends nothing.
    func line(around index: Int) -> Range<Int> {
        let start = lineStarts[place(index).line - 1]
        let end = skip({ $0 != "\n" }, from: start)
        return start..<(end > start && scalars[end - 1] == "\r" ? end - 1 : end)
    }

    /// So much of a piece that it is recognized.
    func beginning(_ range: Range<Int>) -> String { text(range.prefix(24)) + (range.count > 24 ? "…" : "") }

    /// Whether the word stands here, in lower case and without regard to the text's case.
    func has(_ word: String, at index: Int) -> Bool {
        let wanted = Array(word.unicodeScalars)
        guard index >= 0, index + wanted.count <= scalars.count else { return false }
        return wanted.indices.allSatisfy { Letters.lowered(scalars[index + $0]) == wanted[$0] }
    }
}

/// Kinds of characters that a word processor or a chat program puts in the place of ASCII.
enum Letters {
    static let dashes = Set(
        "\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}\u{FE58}\u{FE63}\u{FF0D}".unicodeScalars)
    static let curlyDoubles = Set("“”„‟″«»＂".unicodeScalars)
    static let curlySingles = Set("‘’‚‛′´`".unicodeScalars)
    static let strangeBlanks = Set("\u{A0}\u{2007}\u{202F}\u{2002}\u{2003}\u{2009}\u{3000}".unicodeScalars)
    static let invisibles = Set("\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}\u{AD}".unicodeScalars)

    static func isCurly(_ scalar: Unicode.Scalar?) -> Bool {
        scalar.map { curlyDoubles.contains($0) || curlySingles.contains($0) } ?? false
    }

    static func isQuote(_ scalar: Unicode.Scalar?) -> Bool { scalar == "'" || scalar == "\"" || isCurly(scalar) }

    /// Whether a quote is of the kind of the one that opened a text.
    static func closes(_ scalar: Unicode.Scalar, _ open: Unicode.Scalar) -> Bool {
        open == "\"" || curlyDoubles.contains(open)
            ? scalar == "\"" || curlyDoubles.contains(scalar) : scalar == "'" || curlySingles.contains(scalar)
    }

    static func isDash(_ scalar: Unicode.Scalar?) -> Bool { scalar == "-" || scalar.map(dashes.contains) == true }

    /// A blank that is none of ASCII's, or a character that shows nothing.
    static func isStrange(_ scalar: Unicode.Scalar) -> Bool {
        strangeBlanks.contains(scalar) || invisibles.contains(scalar)
    }

    static func isBlank(_ scalar: Unicode.Scalar?) -> Bool { scalar == " " || scalar == "\t" || scalar == "\r" }

    static func isSpace(_ scalar: Unicode.Scalar?) -> Bool { isBlank(scalar) || scalar == "\n" }

    static func isLetter(_ scalar: Unicode.Scalar?) -> Bool {
        guard let value = scalar?.value else { return false }
        return (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value)
    }

    static func isDigit(_ scalar: Unicode.Scalar?) -> Bool { scalar.map { (0x30...0x39).contains($0.value) } ?? false }

    static func isWord(_ scalar: Unicode.Scalar?) -> Bool { isLetter(scalar) || isDigit(scalar) || scalar == "_" }

    static func lowered(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        (0x41...0x5A).contains(scalar.value) ? Unicode.Scalar(UInt8(scalar.value + 0x20)) : scalar
    }
}
