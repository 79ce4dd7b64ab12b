internal import Model
internal import Support

/// A command's result for a person: tables whose columns fit the page, rows, steps, values to copy, sentences.
struct TextView {
    let blocks: [ViewBlock]
    let style: TextStyle

    private static let gutter = 2
    private static let indent = 2

    private var paint: Paint { Paint(isOn: style.color) }

    /// The column of the labels in front of sentences and steps.
    private let labelWidth: Int

    init(blocks: [ViewBlock], style: TextStyle) {
        self.blocks = blocks
        self.style = style
        labelWidth = max(6, blocks.map { if case .part(let label, _) = $0 { label.count } else { 0 } }.max() ?? 0)
    }

    func write(on page: inout Page) {
        var isBelowHeading = false
        for block in blocks {
            if !block.isBelow, !isBelowHeading { page.blank() }
            write(block, on: &page)
            isBelowHeading = block.isHeading
        }
    }

    private func write(_ block: ViewBlock, on page: inout Page) {
        switch block {
        case .prose(let text), .note(let text): page.prose(text)
        case .part(let label, let text):
            page.prose(text, label: label.padded(to: labelWidth) + " ", hang: labelWidth + 1)
        case .heading(let text): page.strongProse(text, paint)
        case .value(let label, let value):
            page.prose(label + ":")
            page.verbatim(value, indent: Self.indent)
        case .table(let table): draw(table, on: &page)
        case .rows(let rows): write(rows, on: &page)
        case .items(let items): for item in items { page.prose(item, indent: Self.indent, hang: Self.hang(of: item)) }
        case .steps(let steps): write(steps, on: &page)
        case .lines(let lines): for line in lines { page.verbatim(line, indent: 0) }
        case .code(let text): page.verbatim(text, indent: 0)
        case .days(let locations):
            TextDays(locations: locations, style: style).writeRows(on: &page, indent: labelWidth + 1)
        case .group(let blocks): for block in blocks { write(block, on: &page) }
        }
    }

    /// Below the text behind a number or a dash.
    private static func hang(of item: String) -> Int {
        let mark = item.prefix { $0.isNumber || $0 == "." || $0 == "-" }
        let isMark = !mark.isEmpty && mark.count < 4 && item.dropFirst(mark.count).first == " "
        return indent + (isMark ? mark.count + 1 : 2)
    }

    private func write(_ rows: [ViewRow], on page: inout Page) {
        let width = rows.map { ColumnWidth.of($0.label) }.max() ?? 0
        // Behind long labels there is no room for a text.
        let isBelow = width > page.width * 2 / 5
        let hang = isBelow ? Self.indent + 4 : Self.indent + width + Self.gutter
        for row in rows {
            let start = page.lines.count
            if isBelow || row.texts.isEmpty { page.prose(row.label, indent: Self.indent) }
            for (index, text) in row.texts.enumerated() {
                let lead = index == 0 && !isBelow ? String(Blanks.of(Self.indent)) + row.label : ""
                write(text, lead: lead, hang: hang, isVerbatim: row.isVerbatim, on: &page)
            }
            if let mark = row.mark {
                let word = row.label.prefix { $0 != " " }
                page.repaint(from: start) {
                    $0.replacing(word, with: paint.mark(String(word), mark), maxReplacements: 1)
                }
            }
        }
    }

    /// A text whose lines all begin at the same column, the first behind what leads to it.
    private func write(_ text: String, lead: String, hang: Int, isVerbatim: Bool = false, on page: inout Page) {
        let room = max(8, page.width - hang)
        let lines = isVerbatim ? [text] : Wrapping.lines(text, first: room, rest: room, cuttingWords: false)
        for (index, line) in lines.enumerated() {
            let before = index == 0 ? lead : ""
            page.line(before + Blanks.of(max(0, hang - ColumnWidth.of(before))) + line)
        }
    }

    private func write(_ steps: [ViewStep], on page: inout Page) {
        let width = (steps.map(\.owner.rawValue.count).max() ?? 0) + 2
        for (index, step) in steps.enumerated() {
            // What may be sent stands between the step and what is copied.
            page.step(
                step.text, owner: step.owner, label: (index == 0 ? "Next" : "").padded(to: labelWidth) + " ",
                width: width,
                hang: labelWidth + 1,
                copied: [], paint)
            if let quote = step.quote { page.prose(quote, indent: Self.indent, hang: Self.indent) }
            for line in step.lines { page.verbatim(line, indent: 0) }
        }
    }

    /// One line per row; what is too wide is cut, but for the last column, which is wrapped.
    private func draw(_ table: PlainTable, on page: inout Page) {
        // A column in which nothing is known takes room and tells nothing.
        let columns = table.headings.indices.filter { column in table.rows.contains { !$0[column].isEmpty } }
        guard !columns.isEmpty else { return }
        let lines = [columns.map { table.headings[$0] }] + table.rows.map { row in columns.map { row[$0] } }
        let widths = widths(lines, page.width - Self.indent)
        let before = widths.dropLast().reduce(0) { $0 + $1 + Self.gutter }
        for line in lines {
            var text = ""
            for (cell, width) in zip(line.dropLast(), widths) {
                let shown = Wrapping.cut(cell, width)
                text += shown + Blanks.of(width - ColumnWidth.of(shown) + Self.gutter)
            }
            let last = line.last ?? ""
            write(last, lead: String(Blanks.of(Self.indent)) + text, hang: Self.indent + before, on: &page)
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

extension ViewBlock {
    fileprivate var isHeading: Bool { if case .heading = self { true } else { false } }

    /// Whether it goes right below what comes before it.
    fileprivate var isBelow: Bool {
        switch self {
        case .note, .part, .days: true
        default: false
        }
    }
}
