internal import Support

/// What the first document of an input tells about the others.
struct FirstDocument {
    /// Whether it had to be taken apart, so that each is tried.
    var isReshaped = false
    /// Its bytes where it is no record: the others may go on with its text.
    private(set) var entry: [UInt8] = []
    /// Whether that was counted as damage.
    private(set) var isMalformed = false
    /// The names in it, where it is a list of names.
    private var names: [String]?
    private var hasSeenList = false

    private static let longestEntry = 1 << 20

    mutating func keep(_ bytes: UnsafePointer<UInt8>, _ length: Int, isMalformed: Bool) {
        guard length <= Self.longestEntry else { return }
        self.isMalformed = isMalformed
        entry = Array(UnsafeBufferPointer(start: bytes, count: length))
    }

    /// Whether an input's first line is a list that is a row of a table: of names, several of which lead to fields, or of
    /// names with their values.
    static func isRow(_ line: Slice<UnsafeBufferPointer<UInt8>>, _ plan: FieldPlan) -> Bool {
        guard line.first == Ascii.openBracket, line.count < 1 << 16 else { return false }
        var first = FirstDocument()
        let bytes = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: line))
        _ = first.row(bytes, plan)
        if first.names != nil { return true }
        guard let node = try? JSONReading.document(in: bytes) else { return false }
        let reshaping = Reshaping(plan)
        return DocumentTree(node, reshaping.reshaped).members != nil && reshaping.isChanged
    }

    /// The document that a list of values is, under the names of the first list; an inner nothing for the list of names
    /// itself, an outer one for a list that is neither.
    mutating func row(_ bytes: UnsafeRawBufferPointer, _ plan: FieldPlan) -> [UInt8]?? {
        // Only the first list may hold names.
        if hasSeenList, names == nil { return nil }
        hasSeenList = true
        guard let node = try? JSONReading.document(in: bytes) else { return nil }
        let cells = DocumentTree(node) { $0 }.elements ?? []
        guard let names else {
            let texts = cells.compactMap(\.string)
            guard texts.count == cells.count, texts.count(where: { plan.knows($0) }) > 1 else { return nil }
            names = texts
            return .some(nil)
        }
        guard cells.count == names.count else { return nil }
        return Array(DocumentTree.row(names, cells).written.utf8)
    }
}
