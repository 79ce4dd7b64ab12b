internal import Support

/// Takes what chats, mails, shells and Kibana put around a document off again.
public struct Unwrapper: Sendable {
    private let lists: FieldList
    /// Under this key the text before a document goes into it, since a shipper may have written a failure there.
    private let textKey: String

    /// `fieldNames`: the names of fields by which a list of names and values is seen. `textKey`: the key of the member
    /// that holds the text before a document.
    public init(fieldNames: Set<String>, textKey: String) {
        lists = FieldList(names: fieldNames)
        self.textKey = textKey
    }

    /// All that stands in a text.
    public func read(all text: [UInt8]) -> [Unwrapped] {
        var cutter = PasteCutter(fieldNames: lists.names)
        cutter.take(text)
        var found: [Unwrapped] = []
        while let piece = cutter.next() { found += read(piece) }
        for piece in cutter.finish() { found += read(piece) }
        return found
    }

    /// What stands in one piece; text where no document can be made of it.
    public func read(_ piece: PastePiece) -> [Unwrapped] {
        switch piece.kind {
        case .text: return lines(piece)
        case .list:
            let records = lists.records(piece.bytes)
            if records.isEmpty { return lines(piece) }
            return records.map { record in
                switch record {
                case .record(let document, let isCut):
                    let steps = piece.steps.union(isCut ? [.fieldList, .endMissing] : [.fieldList])
                    return Unwrapped(document: document, steps: steps)
                case .misfit(let row): return Unwrapped(line: row, cells: [], steps: piece.steps.union([.damaged]))
                }
            }
        case .headless:
            guard var found = Self.document(piece.bytes, isHeadless: true) else { return lines(piece) }
            found.steps.formUnion(piece.steps)
            return [found]
        case .document, .fragment:
            let before = piece.bytes[..<piece.opening]
            guard var found = document(piece, before) else { return lines(piece) }
            found.steps.formUnion(piece.steps)
            if piece.kind == .fragment && !found.isPartial { found.steps.insert(.damaged) }
            return [found]
        }
    }

    private func document(_ piece: PastePiece, _ before: ArraySlice<UInt8>) -> Unwrapped? {
        var body = Array(piece.bytes[piece.opening...])
        let isQuoted = before.last == UInt8(ascii: "'")
        if isQuoted { body = Escapes.withoutShellQuotes(body[...]) }
        guard var found = Self.document(body) else { return nil }
        if isQuoted { found.steps.insert(.shellQuotes) }
        let said = Self.words(before)
        guard !said.isEmpty else { return found }
        found.steps.insert(.prefix)
        if found.bytes.first == Ascii.openBrace {
            let comma = found.bytes.count > 2 ? "," : ""
            found.bytes.removeLast()
            found.bytes += Array("\(comma)\(JSONText.quoted(textKey)):\(JSONText.quoted(said))}".utf8)
        }
        return found
    }

    /// The text before a document without the quotes and signs that open it; empty where it says nothing.
    static func words(_ before: ArraySlice<UInt8>) -> String {
        let text = String(decoding: before, as: UTF8.self)
        let signs = " \t\r\n\"'`$\\([,;:=>-"
        let words = text.drop { $0.isWhitespace || signs.contains($0) }
        let kept = words.reversed().drop { $0.isWhitespace || signs.contains($0) }.reversed()
        return kept.contains { $0.isLetter || $0.isNumber } ? String(kept) : ""
    }

    /// One document, from its opening bracket on, with its quotes made straight; nothing if there is none.
    static func document(_ bytes: [UInt8], isHeadless: Bool = false) -> Unwrapped? {
        var text = bytes
        var steps: Set<UnwrappingStep> = []
        // Each round takes one level off; a text that loses nothing has none.
        for _ in 0..<6 {
            guard let level = Escapes.level(text), level > 0 else { break }
            text = Escapes.resolved(text)
            steps.insert(.escapes)
        }
        var reader = JSONRepair(text)
        if isHeadless { reader.headless() } else { reader.document() }
        guard reader.hasContent || reader.out == Array("{}".utf8) && !isHeadless && !reader.isOver else { return nil }
        return Unwrapped(document: reader.out, steps: steps.union(reader.steps))
    }

    private func lines(_ piece: PastePiece) -> [Unwrapped] {
        piece.bytes.split(separator: Ascii.newline).map { line in
            Unwrapped(line: Array(line), cells: TextCells.of(line), steps: piece.steps)
        }
    }
}

/// What was done to text that was copied by hand, to get at the document in it.
public enum UnwrappingStep: String, Sendable, CaseIterable, Comparable {
    /// `> ` before each line, as mails and chats quote.
    case quotedLines = "removed ‘>’ before each line"
    /// A fence of backticks around the document.
    case codeFence = "removed code fence"
    /// Text before the document: a shipper's, a chat's, a command's.
    case prefix = "ignored text before the document"
    /// Quotes of a shell around it.
    case shellQuotes = "removed shell quotes"
    /// Escaped quotes, once or several times over.
    case escapes = "escaped quotes resolved"
    /// Typographic quotes in place of straight ones.
    case typographicQuotes = "straightened curly quotes"
    /// Single quotes in place of double ones, and the literals that go with them.
    case singleQuotes = "changed single quotes to double"
    /// A comma with nothing behind it.
    case trailingComma = "removed trailing comma"
    /// A line end inside a text.
    case joinedLines = "broken lines joined"
    /// Names and values in lines or columns, as a table or a document view gives them.
    case fieldList = "read names and values as a record"
    /// The document's beginning was not selected.
    case startMissing = "start missing"
    /// The document's end was not selected.
    case endMissing = "end missing"
    /// What stands behind some place is no JSON any more.
    case damaged = "damaged"

    /// Whether something of the document was not there to be read.
    public var isLoss: Bool { self == .startMissing || self == .endMissing || self == .damaged }

    /// The order in which they are listed.
    public static func < (left: UnwrappingStep, right: UnwrappingStep) -> Bool { left.place < right.place }

    private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// A document or a line of text as it stood in its wrapping.
public struct Unwrapped: Sendable, Equatable {
    /// What it is.
    public enum Kind: Sendable {
        /// One document, as strict JSON on one line.
        case document
        /// A line of plain text, whose parts are in `cells`.
        case text
    }

    /// What it is.
    public var kind: Kind
    /// The document, or the line of text.
    public var bytes: [UInt8]
    /// What a line of text may be the value of a field by: its whole, its columns, and what stands behind a colon.
    public var cells: [String] = []
    /// What was done to it.
    public var steps: Set<UnwrappingStep> = []

    /// A document with nothing around it, or with what these steps took off.
    public init(document bytes: [UInt8], steps: Set<UnwrappingStep> = []) {
        kind = .document
        self.bytes = bytes
        self.steps = steps
    }

    /// A line of text.
    init(line: [UInt8], cells: [String], steps: Set<UnwrappingStep>) {
        kind = .text
        bytes = line
        self.cells = cells
        self.steps = steps
    }

    /// Whether something of the document was not there to be read.
    public var isPartial: Bool { steps.contains { $0.isLoss } }

    /// A document of texts, on one line.
    public static func document(_ members: [(key: String, text: String)]) -> [UInt8] {
        let written = members.map { "\(JSONText.quoted($0.key)):\(JSONText.quoted($0.text))" }
        return Array("{\(written.joined(separator: ","))}".utf8)
    }
}

/// A piece of pasted text that stands alone: a document in its wrapping, or lines of text.
public struct PastePiece: Sendable, Equatable {
    /// What it seems to be.
    public enum Kind: Sendable {
        /// Brackets that open and close.
        case document
        /// Brackets that open and do not close.
        case fragment
        /// Members of a document whose opening bracket is missing.
        case headless
        /// Names and values of fields, line by line.
        case list
        /// A line of text.
        case text
    }

    /// What it seems to be.
    public var kind = Kind.text
    /// As pasted, without what marks the lines as quoted.
    public var bytes: [UInt8] = []
    /// Where its first bracket stands in `bytes`, for a document or fragment.
    public var opening = 0
    /// What was done to it already.
    public var steps: Set<UnwrappingStep> = []

    /// Whether it is a document with nothing around it, which can be read as it stands.
    public var isPlainDocument: Bool {
        guard kind == .document, steps.isEmpty, bytes[..<opening].allSatisfy(Ascii.isBlank) else { return false }
        var at = opening + 1
        while at < bytes.count, bytes[at] == Ascii.newline || Ascii.isBlank(bytes[at]) || bytes[at] == Ascii.openBrace {
            at += 1
        }
        return at < bytes.count && (bytes[at] == Ascii.quote || bytes[at] == Ascii.closeBrace)
    }
}
