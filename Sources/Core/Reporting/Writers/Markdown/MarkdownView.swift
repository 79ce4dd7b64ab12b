internal import Model

/// A command's result in Markdown: tables, values to copy, sentences.
struct MarkdownView {
    let view: [ViewBlock]

    var blocks: [String] {
        view.map { block in
            switch block {
            case .prose(let text): Markdown.text(text)
            case .value(let label, let value): Markdown.text(label) + ":\n\n" + Markdown.block(value)
            case .table(let table):
                Markdown.table(
                    table.headings.map(Markdown.text), table.rows.map { row in row.map(Markdown.text) })
            }
        }
    }
}
