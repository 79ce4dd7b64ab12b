internal import Support

/// How an input's text is laid out: what its bytes are cut into, and from where on.
struct Layout {
    /// What one worker may take alone.
    enum Piece {
        case document
        case line
        /// A row of a table, which may run over lines.
        case row(TableForm)
        /// Lines up to a blank one: a row of which each cell is a line.
        case group(TableForm)
    }

    var piece: Piece
    /// rules.md D24's word; of documents, what is found to hold them tells more.
    var format: String
    /// Where the first piece begins.
    var start: Int

    var table: TableForm? {
        switch piece {
        case .document, .line: nil
        case .row(let table), .group(let table): table
        }
    }

    /// The layout of a text; nothing where it holds no log.
    static func of(_ beginning: Beginning) -> Layout? {
        LayoutForm.all.lazy.compactMap { $0.recognize(beginning) }.first
    }
}

/// The first bytes of a text.
struct Beginning {
    let bytes: UnsafeBufferPointer<UInt8>
    /// Whether there are no more.
    let isWhole: Bool
    let plan: FieldPlan
    let form: InputForm

    init(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool, _ plan: FieldPlan) {
        self.bytes = bytes
        self.isWhole = isWhole
        self.plan = plan
        form = InputForm.of(bytes, isWhole: isWhole)
    }

    /// Text that begins with no document, a byte order mark aside, and where it begins.
    fileprivate var plain: (bytes: UnsafeBufferPointer<UInt8>, offset: Int)? {
        guard case .text(let offset) = form else { return nil }
        return (UnsafeBufferPointer(rebasing: bytes[offset...]), offset)
    }
}

/// A way in which texts are laid out: what it is called, and how it is told.
///
/// They are asked in the order of `all`, and the first one that recognizes a text has it.
struct LayoutForm: Sendable {
    /// For `Documentation/log-forms.md`.
    let name: String
    let recognize: @Sendable (Beginning) -> Layout?

    /// Documents come before tables, since commas stand between their members too; a table under a title comes behind the
    /// others, since a title is only what no table begins with; lines are what nothing else has taken.
    static let all = [lists, documents, table, selection, column, titledTable, lines]

    /// A list of names and lists of values below it, or lists of names with their values.
    static let lists = LayoutForm(name: "lists, one per line") { beginning in
        guard case .json(let start) = beginning.form,
            FirstDocument.isRow(beginning.bytes[start...].prefix { $0 != Ascii.newline }, beginning.plan)
        else { return nil }
        return Layout(piece: .line, format: "ndjson", start: start)
    }

    /// Whatever holds them; where the first one stands alone on its line, so do the others.
    static let documents = LayoutForm(name: "documents") { beginning in
        guard case .json(let start) = beginning.form else { return nil }
        return Layout(piece: .document, format: "document", start: start)
    }

    static let table = tableForm("table", TableForm.delimited)
    static let selection = tableForm("one cell per line", TableForm.selection)
    static let column = tableForm("one column", TableForm.column)
    static let titledTable = tableForm("table under a title", TableForm.titled)

    static let lines = LayoutForm(name: "lines of text") { beginning in
        beginning.plain.map { Layout(piece: .line, format: "text", start: $0.offset) }
    }

    private static func tableForm(
        _ name: String, _ recognize: @escaping @Sendable (TableForm.Sample) -> TableForm?
    ) -> LayoutForm {
        LayoutForm(name: name) { beginning in
            guard let (bytes, offset) = beginning.plain else { return nil }
            let (sample, start) = TableForm.Sample.below(bytes, beginning)
            guard var table = recognize(sample) else { return nil }
            table.headerEnd += offset + start
            let firstLine = 1 + bytes[..<start].count { $0 == Ascii.newline }
            table.rowsAbove = table.rowsAbove.map { firstLine + $0 }
            let piece = table.kind == .selection ? Layout.Piece.group(table) : .row(table)
            return Layout(piece: piece, format: table.kind.rawValue, start: table.headerEnd)
        }
    }
}
