/// Rows of a term and its explanation, in two columns.
struct HelpTable {
    /// A term, the line that explains it, and paragraphs that follow.
    struct Row {
        let term: String
        let text: String
        var paragraphs: [String] = []
    }

    let rows: [Row]

    /// The lines at a width; a term that is too long for its column has lines of its own.
    func lines(width: Int) -> [String] {
        let indent = 2
        let widest = rows.map(\.term.count).max() ?? 0
        let column = min(indent + widest + 2, max(8, width * 2 / 5))
        let margin = String(repeating: " ", count: column)
        return rows.flatMap { row -> [String] in
            let parts = [row.text] + row.paragraphs
            var texts = parts.flatMap { TextWrapping.lines($0, width: width - column) }
            var terms = TextWrapping.lines(row.term, width: width - indent).map { "  " + $0 }
            // Wrapping drops the blanks that align `--name` with `-n, --name`.
            if terms.count <= 1 { terms = ["  " + row.term] }
            if let only = terms.first, terms.count == 1, only.count + 2 <= column, !texts.isEmpty {
                terms = [only + String(repeating: " ", count: column - only.count) + texts.removeFirst()]
            }
            return terms + texts.map { margin + $0 }
        }
    }
}
