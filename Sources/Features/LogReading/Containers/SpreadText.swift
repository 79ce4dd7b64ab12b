internal import Support

/// Documents whose text a log driver has spread over several entries, one a line: pieces of a long line, or the lines of an
/// indented document.
struct SpreadText {
    /// Each on one line; none where the entries' texts are no documents together.
    private(set) var documents: [[UInt8]] = []
    /// Whether the texts hold nothing else, so that no piece is left over.
    private(set) var isWhole = false

    /// `entries`: whole lines, each a document with a text in it; `lead`: the one that stands before them.
    init(_ entries: UnsafeBufferPointer<UInt8>, after lead: [UInt8], _ plan: FieldPlan) {
        var texts: [String] = []
        let lines = (lead.isEmpty ? [] : [lead]) + entries.split(separator: Ascii.newline).map { Array($0) }
        for line in lines {
            guard let node = try? JSONReading.documents(in: line).first,
                let text = node.entries.first(where: { entry in
                    entry.value.kind == .text && entry.key.text.map(plan.readsDocument) == true
                })?.value.text
            else { return }
            texts.append(text)
        }
        guard texts.count > 1 else { return }
        // A piece of a line goes on where it ends, and a line of its own on the next line.
        for separator in ["", "\n"] {
            let reshaping = Reshaping(plan)
            guard
                let found = TextDocuments(Array(texts.joined(separator: separator).utf8), reshaping, keepsWords: false)
            else { continue }
            documents = ReshapedDocument(found.tree, reshaping).documents
            isWhole = found.isAll
            if !documents.isEmpty { return }
        }
    }
}
