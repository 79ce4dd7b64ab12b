/// What was done to text that was copied by hand, to get at the document in it.
public enum UnwrappingStep: String, Sendable, CaseIterable, Comparable {
    /// `> ` before each line, as mails and chats quote.
    case quotedLines = "‘>’ before each line left out"
    /// A fence of backticks around the document.
    case codeFence = "code fence left out"
    /// Text before the document: a shipper's, a chat's, a command's.
    case prefix = "text before the document left out"
    /// Quotes of a shell around it.
    case shellQuotes = "shell quotes taken off"
    /// Escaped quotes, once or several times over.
    case escapes = "escaped quotes resolved"
    /// Typographic quotes in place of straight ones.
    case typographicQuotes = "typographic quotes made straight"
    /// Single quotes in place of double ones, and the literals that go with them.
    case singleQuotes = "single quotes made double"
    /// A comma with nothing behind it.
    case trailingComma = "trailing comma left out"
    /// A line end inside a text.
    case joinedLines = "broken lines joined"
    /// A document inside a text of the document.
    case innerDocument = "document inside a text read"
    /// Names and values in lines or columns, as a table or a document view gives them.
    case fieldList = "names and values read as a record"
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
