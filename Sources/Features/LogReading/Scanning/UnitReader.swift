/// Reads batches of whole documents, whatever held them.
struct UnitReader {
    private let documents: DocumentReader
    private let delivery: RecordDelivery

    init(_ documents: DocumentReader, _ delivery: RecordDelivery) {
        self.documents = documents
        self.delivery = delivery
    }

    /// Reads the units of a batch, one behind the other.
    func read(_ batch: Batch) {
        let base = UnsafePointer(batch.bytes.base)
        let units = batch.units
        var next = 0
        while next < units.count {
            let start = units[next].offset
            var end = next
            while end < units.count && units[end].offset - start < DocumentReader.blockSize { end += 1 }
            let last = units[end - 1]
            delivery.unread.look(upTo: last.offset + last.length - batch.start)
            let isIndexed = end - next > 4 && documents.index(base + start, last.offset + last.length - start)
            for (index, unit) in zip(next..<end, units[next..<end]) {
                let place = Place(line: unit.line)
                let bytes = base + unit.offset
                switch unit.kind {
                case .stray:
                    if !documents.containers.take(stray: bytes, unit.length, place, isJSON: true) {
                        delivery.counts.malformed(place)
                    }
                case .plain: documents.readPlain(bytes, unit.length, place)
                case .document where index == 0 && batch.sequence == 0: readFirst(bytes, unit.length, place)
                case .document:
                    if isErrorAnswer(bytes, unit.length) { continue }
                    if isIndexed, !documents.first.isReshaped {
                        let answer = documents.scanner.scanLine(at: unit.offset - start, unit.length)
                        documents.take(answer, bytes, unit.length, place)
                    } else {
                        documents.read(bytes, unit.length, place)
                    }
                }
            }
            next = end
        }
    }

    /// The input's first document is always looked at as a tree, and tells about the others.
    private func readFirst(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place) {
        if documents.containers.take(bytes, length, place) {
            documents.first.isReshaped = true
            return
        }
        if isErrorAnswer(bytes, length) { return }
        let (before, malformedBefore) = (delivery.counts.records, delivery.counts.malformed)
        documents.read(bytes, length, place)
        if delivery.counts.records == before {
            documents.first.keep(bytes, length, isMalformed: delivery.counts.malformed > malformedBefore)
        }
    }

    /// Whether a search failed whose answer should stand here, as one of those that `_msearch` gives.
    private func isErrorAnswer(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        let head = UnsafeBufferPointer(start: bytes, count: min(length, 64)).dropFirst()
        let key = head.drop { Ascii.isBlank($0) || $0 == Ascii.newline }
        guard key.starts(with: "\"error\"".utf8),
            ErrorAnswer.of(UnsafeBufferPointer(start: bytes, count: length)) != nil
        else { return false }
        var answer = SearchAnswer()
        answer.isPartial = true
        delivery.counts.answers.append(answer)
        return true
    }
}
