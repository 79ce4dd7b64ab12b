internal import Model

/// A command's result for a person: tables whose columns fit the page, values to copy, sentences.
struct TextView {
    let blocks: [ViewBlock]

    func write(on page: inout Page) {
        for block in blocks {
            page.blank()
            switch block {
            case .prose(let text): page.prose(text)
            case .value(let label, let value):
                page.prose(label + ":")
                page.verbatim(value, indent: 2)
            case .table(let table): draw(table, on: &page)
            }
        }
    }

    private static let gutter = 2

    private func draw(_ table: PlainTable, on page: inout Page) {
        // A column in which nothing is known takes room and tells nothing.
        let columns = table.headings.indices.filter { column in table.rows.contains { !$0[column].isEmpty } }
        guard !columns.isEmpty else { return }
        let lines = [columns.map { table.headings[$0] }] + table.rows.map { row in columns.map { row[$0] } }
        let widths = widths(lines, page.width)
        for line in lines {
            let cells = zip(line, widths).map { Wrapping.lines($0, first: $1, rest: $1) }
            for part in 0..<(cells.map(\.count).max() ?? 0) {
                var text = ""
                // Blanks go before a piece, not behind one: the end of a line has none.
                var blanks = 0
                for (cell, width) in zip(cells, widths) {
                    let piece = part < cell.count ? cell[part] : ""
                    if !piece.isEmpty {
                        text += Blanks.of(blanks)
                        text += piece
                        blanks = 0
                    }
                    blanks += max(0, width - ColumnWidth.of(piece)) + Self.gutter
                }
                page.line(text)
            }
        }
    }

    /// The columns' widths: as wide as they need, and if that is too much, the widest give way first.
    private func widths(_ lines: [[String]], _ width: Int) -> [Int] {
        var widths = lines[0].indices.map { column in lines.map { ColumnWidth.of($0[column]) }.max() ?? 0 }
        let least = 8
        while widths.reduce(Self.gutter * (widths.count - 1), +) > width,
            let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > least
        {
            widths[widest] -= 1
        }
        return widths
    }
}
