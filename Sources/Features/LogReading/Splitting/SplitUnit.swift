/// The documents that stand in one unit: elements of an array, hits of answers, or several on one line.
struct SplitUnit {
    private(set) var documents: [Range<Int>] = []
    private(set) var answers: [SearchAnswer] = []
    /// What stands among them and is no document.
    private(set) var damaged = 0

    /// Nothing where the text is one document, or none of that.
    init?(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
        var splitter = DocumentSplitter()
        var open: OpenAnswer?
        while let event = splitter.advance(over: bytes, count: length) {
            switch event {
            case .document(let start, let end, _):
                if start == 0 && end == length { return nil }
                documents.append(start..<end)
                open?.documents += 1
            case .malformed, .plainLine, .stray: damaged += 1
            case .answerHead(let start, let end):
                open = OpenAnswer(head: UnsafeBufferPointer(start: bytes + start, count: end - start))
            case .answerTail(let start, let end):
                let tail = start.map { UnsafeBufferPointer(start: bytes + $0, count: end - $0) }
                if let open { answers.append(open.close(tail: tail)) }
                open = nil
            case .wrapperEnd: break
            }
        }
        guard splitter.isAtTop, splitter.form != .none || damaged == 0 else { return nil }
    }
}
