/// A piece of a command's `result` as a person sees it, before the findings.
public enum ViewBlock: Sendable, Equatable {
    /// A table, drawn in columns that fit the page.
    case table(PlainTable)
    /// A value to copy behind its label; the value is never broken.
    case value(label: String, String)
    /// A sentence or two, wrapped.
    case prose(String)
}

/// Rows under headings.
public struct PlainTable: Sendable, Equatable {
    /// One a column, in capitals by custom.
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
