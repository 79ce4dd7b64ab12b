internal import Support

/// What is done to one document's values, from the innermost out.
final class Reshaping {
    let plan: FieldPlan
    let knownFields: KnownFields
    /// Whether a known field was found that did not stand under its name.
    var isChanged = false
    /// Rows of the largest table.
    var rows: Int?
    /// Texts that begin as a document with a known field does, and are none.
    var pieces = 0
    /// What was taken off texts to get at the documents in them.
    var steps: Set<UnwrappingStep> = []

    init(_ plan: FieldPlan) {
        self.plan = plan
        knownFields = KnownFields(plan: plan)
    }

    /// Takes note of a text that no form reads, where it is half of a document.
    func notePiece(_ tree: DocumentTree) {
        guard let text = tree.string, text.utf8.count >= 16 else { return }
        let bytes = text.utf8.drop { Ascii.isBlank($0) || $0 == Ascii.newline }
        guard bytes.first == Ascii.openBrace,
            let next = bytes.dropFirst().first(where: { !Ascii.isBlank($0) && $0 != Ascii.newline }),
            next == Ascii.quote || next == Ascii.backslash
        else { return }
        let parts = text.prefix(1 << 16).split { $0 == "\"" || $0 == "\\" }
        if parts.contains(where: { plan.knows(String($0)) }) { pieces += 1 }
    }

    /// A table's rows as documents, beside what else stands there.
    func table(_ names: [String], _ found: ValueTable.Rows, _ rest: [DocumentTree.Member]) -> DocumentTree {
        let rows = found.rows
        pieces += found.misfits
        isChanged = isChanged || found.misfits > 0
        self.rows = max(self.rows ?? 0, rows.count)
        let documents = rows.map { DocumentTree.row(names, $0) }
        return .object(rest + [DocumentTree.Member(key: ValueTable.rowsKey, value: .array(documents))])
    }

    /// A document that was found in a text, with the words before it and the time among them, where it has none itself.
    func embedded(_ tree: DocumentTree, before words: String, isStrict: Bool) -> DocumentTree {
        let isAlone = words.allSatisfy(\.isWhitespace)
        let words = Unwrapper.words(Array(words.utf8)[...])
        if !words.isEmpty { steps.insert(.prefix) }
        guard !words.isEmpty, let members = tree.members else {
            return .embedded(tree, isStrict: isStrict && isAlone)
        }
        var more: [DocumentTree.Member] = []
        if !members.contains(where: { plan.isTime($0.key) }) {
            // A time is the first word, or the first two.
            let parts = words.split(separator: " ", maxSplits: 2).prefix(2).map { $0.trimming { "[]".contains($0) } }
            for text in [parts.first, parts.count == 2 ? parts.joined(separator: " ") : nil].compactMap({ $0 }) {
                more.append(DocumentTree.Member(key: FieldPlan.timeKey, value: .text(text)))
            }
        }
        if tree["message"] == nil { more.append(DocumentTree.Member(key: "message", value: .text(words))) }
        return .embedded(.object(members + more), isStrict: false)
    }

    /// A value as it is meant, by all forms.
    func reshaped(_ tree: DocumentTree) -> DocumentTree {
        var tree = tree
        for _ in 0..<4 {
            guard let next = ValueForm.all.lazy.compactMap({ $0.read(tree, self) }).first else { break }
            tree = next
            if tree.isEmbedded { break }
        }
        notePiece(tree)
        return tree
    }
}
