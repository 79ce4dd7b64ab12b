/// A piece of a command's `result` as a person sees it, before the findings.
public indirect enum ViewBlock: Sendable, Equatable {
    /// A table, drawn in columns that fit the page.
    case table(PlainTable)
    /// A value to copy behind its label; the value is never broken.
    case value(label: String, String)
    /// A sentence or two, wrapped.
    case prose(String)
    /// The same right below what comes before it.
    case note(String)
    /// A label in front of a sentence, right below what comes before it, in line with steps.
    case part(label: String, String)
    /// What the next block is about.
    case heading(String)
    /// Labels in a column, each with its text.
    case rows([ViewRow])
    /// Sentences that belong together, one below the other.
    case items([String])
    /// What to do next.
    case steps([ViewStep])
    /// Lines to copy, which are never broken and begin at the first column.
    case lines([String])
    /// A text of several lines to copy.
    case code(String)
    /// How many contacts locations had on each day, as rows of blocks.
    case days([LocationDays])
    /// Blocks without blank lines between them.
    case group([ViewBlock])
}

/// A label with its text.
public struct ViewRow: Sendable, Equatable {
    /// The first column.
    public var label: String
    /// Each begins on a line of its own.
    public var texts: [String]
    /// Colors the label.
    public var mark: Mark?
    /// Whether the texts are copied, and so never broken.
    public var isVerbatim: Bool

    /// What a label says of its text.
    public enum Mark: Sendable, Equatable {
        case good, remarkable, bad, unknown
    }

    /// Makes a row; most have one text.
    public init(_ label: String, _ texts: [String], mark: Mark? = nil, isVerbatim: Bool = false) {
        self.label = label
        self.texts = texts
        self.mark = mark
        self.isVerbatim = isVerbatim
    }
}

/// One thing to do, and what to run for it.
public struct ViewStep: Sendable, Equatable {
    /// The one who does it.
    public var owner: Owner
    /// One or two sentences.
    public var text: String
    /// A text that may be sent to the client as it is.
    public var quote: String?
    /// Commands or a query, which are copied.
    public var lines: [String]

    /// Makes a step; without `lines` there is nothing to run.
    public init(_ owner: Owner, _ text: String, quote: String? = nil, lines: [String] = []) {
        self.owner = owner
        self.text = text
        self.quote = quote
        self.lines = lines
    }
}

/// Rows under headings.
public struct PlainTable: Sendable, Equatable {
    /// One per column, in capitals by custom.
    public var headings: [String]
    /// Each with as many cells as there are headings; an empty cell is unknown.
    public var rows: [[String]]

    /// Makes a table; shorter rows are filled with empty cells.
    public init(_ headings: [String], rows: [[String]]) {
        self.headings = headings
        self.rows = rows.map { row in
            Array(row.prefix(headings.count)) + Array(repeating: "", count: max(0, headings.count - row.count))
        }
    }
}
