internal import Support

/// One document taken apart into plain ones, as the scanner reads them.
struct ReshapedDocument {
    /// Each on one line; none where the document is plain.
    private(set) var documents: [[UInt8]] = []
    /// Documents that the whole may be made of, where that cannot be told; it was not taken apart.
    private(set) var perhaps = 0
    /// What an answer with a table says of itself.
    private(set) var table: SearchAnswer?
    /// Texts that are half of a document.
    private(set) var pieces = 0
    /// What was taken off texts to get at documents in them.
    private(set) var steps: Set<UnwrappingStep> = []

    /// More than this is nobody's answer to one search.
    static let longest = 64 << 20

    /// As the scanner reads it: a bad byte or escape costs no document.
    private static func node(_ bytes: UnsafeRawBufferPointer) -> JSONNode? {
        if let node = try? JSONReading.document(in: bytes) { return node }
        var repaired: [UInt8] = []
        repaired.reserveCapacity(bytes.count)
        var rest = Array(String(decoding: bytes, as: UTF8.self).utf8)[...]
        while let byte = rest.popFirst() {
            if byte == Ascii.backslash, let escaped = rest.popFirst() {
                if "\"\\/bfnrtu".utf8.contains(escaped) { repaired.append(byte) }
                repaired.append(escaped)
            } else {
                repaired.append(byte < 0x20 && !"\n\r\t".utf8.contains(byte) ? 0x20 : byte)
            }
        }
        return try? JSONReading.documents(in: repaired).first
    }

    /// Nothing where the document cannot be read.
    init?(_ bytes: UnsafeRawBufferPointer, _ plan: FieldPlan) {
        guard bytes.count <= Self.longest, let node = Self.node(bytes) else { return nil }
        let reshaping = Reshaping(plan)
        self.init(DocumentTree(node, reshaping.reshaped), reshaping)
        if let rows = reshaping.rows, rows == documents.count {
            var answer = SearchAnswer()
            answer.documents = rows
            answer.isPartial = node["cursor"]?.kind == .text || node["is_partial"]?.boolean == true
            answer.isTable = true
            table = answer
        }
    }

    /// The same for a line of plain text; nothing where it holds no document.
    init?(line: String, _ plan: FieldPlan) {
        let reshaping = Reshaping(plan)
        let tree = reshaping.reshaped(.text(line))
        guard tree.isEmbedded else { return nil }
        self.init(tree, reshaping)
    }

    /// The same for a row of a table.
    init(_ cells: [(name: String, text: String)], _ plan: FieldPlan) {
        let reshaping = Reshaping(plan)
        let members = cells.map { DocumentTree.Member(key: $0.name, value: reshaping.reshaped(.text($0.text))) }
        self.init(.object(members), reshaping)
    }

    /// The same for what was put together elsewhere.
    init(_ tree: DocumentTree, _ reshaping: Reshaping) {
        steps = reshaping.steps
        pieces = reshaping.pieces
        let contained = ContainedDocuments(in: tree, reshaping.plan, rows: reshaping.rows)
        perhaps = contained.perhaps
        if !contained.found.isEmpty {
            documents = contained.found.map { Array((Self.hoisted($0) ?? $0.opened).written.utf8) }
        } else if let whole = Self.hoisted(tree, reshaping.plan) {
            documents = [Array(whole.written.utf8)]
        } else if reshaping.isChanged {
            documents = [Array(tree.written.utf8)]
        }
    }

    /// Where the scanner looks for a document in a text, which it trusts more than what stands around it.
    private static let key = "event.original"

    /// A document with the one that stands in a text of it moved to where the scanner looks for one; nothing where no text
    /// of it is one, or where the scanner by `plan` finds it by itself.
    private static func hoisted(_ tree: DocumentTree, _ plan: FieldPlan? = nil) -> DocumentTree? {
        var found: Found?
        let rest = without(tree, under: "", &found)
        guard let found, found.document.members != nil else { return nil }
        if let plan, found.isStrict, !found.path.isEmpty, plan.readsDocument(under: found.path) { return nil }
        guard let members = rest.members else { return found.document }
        return .object(members + [DocumentTree.Member(key: key, value: .text(found.document.written))])
    }

    private struct Found {
        var path: String
        var document: DocumentTree
        /// Whether it is JSON, and nothing stands beside it in its text.
        var isStrict: Bool
    }

    /// A value without the first document in a text of it, which goes to `found`.
    private static func without(
        _ tree: DocumentTree, under path: String, _ found: inout Found?
    ) -> DocumentTree {
        guard found == nil else { return tree }
        switch tree {
        case .embedded(let document, let isStrict):
            found = Found(path: path, document: document, isStrict: isStrict)
            return .scalar("null")
        case .object(let members):
            return .object(
                members.map { member in
                    let name = path.isEmpty ? member.key : "\(path).\(member.key)"
                    return DocumentTree.Member(key: member.key, value: without(member.value, under: name, &found))
                })
        case .array(let elements): return .array(elements.map { without($0, under: path, &found) })
        case .text, .scalar: return tree
        }
    }
}
