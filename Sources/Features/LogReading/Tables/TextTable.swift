internal import CSimdjson
internal import Support

/// How a table in text is written, for whoever copies it cell by cell.
public struct TextTable: Sendable {
    /// The columns' names, in order.
    public var names: [String]
    /// What stands between two cells; nothing where each line is one cell.
    public var separator: UInt8?
    /// Whether blanks before a cell belong to the separator.
    public var skipsBlanks: Bool
    /// Whether a backslash stands before a quote inside a quoted cell.
    public var escapesQuotes: Bool
    /// Whether a blank line stands between two rows, and a newline between two cells.
    public var hasCellLines: Bool
    /// Where the rows begin.
    public var headerEnd: Int

    /// A table of these columns.
    public init(
        names: [String], separator: UInt8?, skipsBlanks: Bool = false, escapesQuotes: Bool = false,
        hasCellLines: Bool = false, headerEnd: Int = 0
    ) {
        self.names = names
        self.separator = separator
        self.skipsBlanks = skipsBlanks
        self.escapesQuotes = escapesQuotes
        self.hasCellLines = hasCellLines
        self.headerEnd = headerEnd
    }

    /// Looks at the first bytes of a text; nothing where no table begins with them.
    ///
    /// `plan`: knows the names of columns, one of which makes a line of names a header.
    public static func of(_ text: [UInt8], _ plan: FieldPlan) -> TextTable? {
        let form = text.withUnsafeBufferPointer { Layout.of(Beginning($0, isWhole: false, plan))?.table }
        return form.map { form in
            TextTable(
                names: form.names, separator: form.dialect.separator, skipsBlanks: form.dialect.skipsBlanks,
                escapesQuotes: form.dialect.escapesQuotes,
                hasCellLines: form.kind == .selection, headerEnd: form.headerEnd)
        }
    }
}

/// What a table's columns are read as; shared by the workers.
final class TableHeader: @unchecked Sendable {
    // Unchecked: nothing is changed after `init`.

    /// One column: its name, and what its values are handed out as.
    struct Column {
        var name: UnsafePointer<CChar>
        var length: Int
        var uses: [csj_use]
        var isMark: Bool
    }

    let dialect: CSVDialect
    let kind: TableForm.Kind
    /// Whether every cell stands in quotes.
    let isQuoted: Bool
    /// Whether rows have more cells than there are names, so that those behind some place are under no name of their own.
    let lacksNames: Bool
    let columns: [Column]
    private let names: UnsafeMutablePointer<CChar>

    init(_ form: TableForm, _ plan: FieldPlan) {
        dialect = form.dialect
        kind = form.kind
        isQuoted = form.isQuoted
        lacksNames = form.lacksNames
        let shortened = form.names.map(FieldPlan.withoutContainer)
        names = .allocate(capacity: shortened.reduce(1) { $0 + $1.utf8.count })
        var columns: [Column] = []
        var at = 0
        for name in shortened {
            for (offset, byte) in name.utf8.enumerated() { names[at + offset] = CChar(bitPattern: byte) }
            let length = name.utf8.count
            columns.append(
                Column(
                    name: UnsafePointer(names + at), length: length, uses: plan.uses(of: name),
                    isMark: plan.hasMark(name)))
            at += length
        }
        self.columns = columns
    }

    deinit { names.deallocate() }

    /// A row's cells under their names.
    func cells(of row: UnsafeRawBufferPointer) -> [(name: String, text: String)] {
        let bytes = row.assumingMemoryBound(to: UInt8.self)
        guard let base = bytes.baseAddress else { return [] }
        var cursor = CSVCursor(bytes, dialect)
        return columns.prefix { _ in !cursor.isAtEnd }.map { column in
            let cell = cursor.next()
            let text = [UInt8](unsafeUninitializedCapacity: cell.length) { room, count in
                count = room.baseAddress.map { cell.copy(from: base, to: $0) } ?? 0
            }
            let name = UnsafeRawBufferPointer(start: column.name, count: column.length)
            return (String(decoding: name, as: UTF8.self), String(decoding: text, as: UTF8.self))
        }
    }

    /// The header that a row is: names only, other ones than these, of which at least two lead to fields.
    func other(in text: UnsafeBufferPointer<UInt8>, from start: Int, _ plan: FieldPlan) -> TableHeader? {
        guard kind == .csv, let separator = dialect.separator, isHeader(text, start, separator),
            let (cells, end, isQuoted) = CSVRows.first(
                in: UnsafeBufferPointer(rebasing: text[start...]), isWhole: true, dialect),
            cells.count > 1,
            cells.allSatisfy({ $0.first.map { $0.isLetter || "@_‹".contains($0) } ?? false }),
            cells.count(where: plan.knows) > 1
        else { return nil }
        let own = columns.map {
            String(decoding: UnsafeRawBufferPointer(start: $0.name, count: $0.length), as: UTF8.self)
        }
        guard cells.map(FieldPlan.withoutContainer) != own else { return nil }
        return TableHeader(
            TableForm(kind: kind, dialect: dialect, names: cells, headerEnd: end, isQuoted: isQuoted), plan)
    }

    /// Whether a row may be one: nearly every other has a sign early that no name has.
    private func isHeader(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ separator: UInt8) -> Bool {
        var at = start
        while at < text.count, text[at] != Ascii.newline {
            let byte = text[at]
            let isName = byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || (0x30...0x39).contains(byte)
            // `redact` puts something in `‹›` in a name's place.
            guard isName || byte == separator || "@_.-\r\" ‹›".utf8.contains(byte) else { return false }
            at += 1
        }
        return true
    }
}

extension FieldPlan {
    /// A column's name without the container that it may stand in.
    static func withoutContainer(_ name: String) -> String {
        for container in ["_source.", "fields."] where name.hasPrefix(container) {
            return String(name.dropFirst(container.count))
        }
        return name
    }

    /// Whether a column of that name leads to a field.
    func knows(_ name: String) -> Bool {
        uses(of: Self.withoutContainer(name)).contains { !isColumn(Int($0.slot)) }
    }

    /// Whether a column of that name only says something of its rows.
    func isColumn(_ name: String) -> Bool { uses(of: name).contains { isColumn(Int($0.slot)) } }

    private func isColumn(_ slot: Int) -> Bool { slots.indices.contains(slot) && slots[slot].isColumn }

    /// Whether the scanner reads a document that stands as a text under this path.
    func readsDocument(under path: String) -> Bool {
        let path = path.hasPrefix("_source.") ? String(path.dropFirst(8)) : path
        return uses(of: path).contains { Int($0.slot) == innerSlot }
    }

    /// Under this name a time stands in most logs.
    static let timeKey = "@timestamp"

    /// Whether a time stands under this path.
    func isTime(_ path: String) -> Bool {
        guard let time = uses(of: Self.timeKey).first?.slot else { return false }
        return uses(of: path).contains { $0.slot == time }
    }

    /// Whether a sought text counts as read that stands under this path.
    func isReason(_ path: String) -> Bool { uses(of: path).contains { soughtSlots.contains(Int($0.slot)) } }

    /// Whether a column of that name marks its rows.
    func hasMark(_ name: String) -> Bool { name.withCString { csj_plan_has_mark(plan, $0, name.utf8.count) } }

    /// What a value is handed out as that stands under this path at the top.
    func uses(of path: String) -> [csj_use] {
        var path = path
        return path.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { name in
                guard let base = name.baseAddress else { return [] }
                let count = csj_plan_uses(plan, base, name.count, nil, 0)
                return [csj_use](unsafeUninitializedCapacity: count) { buffer, written in
                    written = csj_plan_uses(plan, base, name.count, buffer.baseAddress, count)
                }
            }
        }
    }
}
