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
