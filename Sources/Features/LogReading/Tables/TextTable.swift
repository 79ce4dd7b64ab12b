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
    /// Whether a blank line stands between two rows, and a newline between two cells.
    public var hasCellLines: Bool
    /// Where the rows begin.
    public var headerEnd: Int

    /// Looks at the first bytes of a text; nothing where no table begins with them.
    ///
    /// `known`: names of columns, one of which makes a line of names a header.
    public static func of(_ text: [UInt8], known: [String]) -> TextTable? {
        let plan = FieldPlan(slots: [FieldSlot(name: "column", aliases: known)], soughtTexts: [])
        let form = text.withUnsafeBufferPointer { bytes -> TableForm? in
            guard let base = bytes.baseAddress else { return nil }
            guard case .text(let offset) = InputForm.of(base, count: bytes.count, isWhole: false) else { return nil }
            var form = TableForm.of(UnsafeBufferPointer(rebasing: bytes[offset...]), isWhole: false, plan)
            form?.headerEnd += offset
            return form
        }
        return form.map { form in
            TextTable(
                names: form.names, separator: form.dialect.separator, skipsBlanks: form.dialect.skipsBlanks,
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
    let columns: [Column]
    private let names: UnsafeMutablePointer<CChar>

    init(_ form: TableForm, _ plan: FieldPlan) {
        dialect = form.dialect
        kind = form.kind
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

    /// The header that a row is: names only, other ones than these, of which at least two lead to fields.
    func other(in text: UnsafeBufferPointer<UInt8>, from start: Int, _ plan: FieldPlan) -> TableHeader? {
        guard kind == .csv, let separator = dialect.separator else { return nil }
        var end = start
        // Nearly every row has a sign early that no name has.
        while end < text.count, text[end] != Ascii.newline {
            let byte = text[end]
            let isName = byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || (0x30...0x39).contains(byte)
            guard isName || byte == separator || "@_.-\r".utf8.contains(byte) else { return nil }
            end += 1
        }
        let line = String(decoding: text[start..<end], as: UTF8.self).filter { $0 != "\r" && $0 != "\r\n" }
        let cells = line.split(separator: Character(UnicodeScalar(separator)), omittingEmptySubsequences: false).map(
            String.init)
        guard cells.count > 1, cells.allSatisfy({ $0.first.map { $0.isLetter || $0 == "@" || $0 == "_" } ?? false }),
            cells.count(where: plan.knows) > 1
        else { return nil }
        let own = columns.map {
            String(decoding: UnsafeRawBufferPointer(start: $0.name, count: $0.length), as: UTF8.self)
        }
        guard cells.map(FieldPlan.withoutContainer) != own else { return nil }
        return TableHeader(TableForm(kind: kind, dialect: dialect, names: cells, headerEnd: end), plan)
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
