extension Worker {
    /// A record together with the document that one of its texts is; nothing where none of them is one. An empty record
    /// where the documents in it were delivered one by one.
    func withInner(_ record: Record, _ place: Place, depth: Int = 0) -> Record? {
        guard depth < InnerDocument.deepest else { return nil }
        for index in 0..<record.count where record[index].slot == plan.innerSlot {
            let text = record[index].bytes
            if text.first == UInt8(ascii: "H") {
                if deliverPacked(text, place, depth) { return Record(nil, count: 0) }
                continue
            }
            if inner.count == depth { inner.append(InnerDocument(plan: plan)) }
            guard let (bytes, length) = inner[depth].load(text),
                case .record(let found, let rest, let isWrapper) = inner[depth].scanner.scan(
                    bytes, length, isRecord: true),
                rest == length, !isWrapper
            else { continue }
            let whole = inner[depth].join(found, record, without: text)
            return found.holdsDocument ? withInner(whole, place, depth: depth + 1) ?? whole : whole
        }
        return nil
    }

    /// Delivers the documents in a packed text; false if it is none.
    private func deliverPacked(_ text: UnsafeRawBufferPointer, _ place: Place, _ depth: Int) -> Bool {
        guard depth == 0, let unpacked = InnerDocument.unpacked(text) else { return false }
        var copy = ByteBuffer(capacity: unpacked.count)
        unpacked.withUnsafeBufferPointer { bytes in
            if let base = bytes.baseAddress { copy.append(base, bytes.count) }
        }
        document(UnsafePointer(copy.base), copy.count, place)
        return true
    }
}

extension Worker {
    /// Delivers the documents that an input's first document is made of; false if it is one of its own.
    func takeNested(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place) -> Bool {
        let whole = UnsafeBufferPointer(start: bytes, count: length)
        if let table = JSONTable(whole) {
            take(table, place)
            return true
        }
        switch NestedDocuments.of(whole, plan) {
        case .none: return false
        case .perhaps(let count):
            counts.nested = count
            return false
        case .documents(let found):
            for range in found {
                let line =
                    place.line
                    + UnsafeBufferPointer(start: bytes, count: range.lowerBound)
                    .count { $0 == Ascii.newline }
                document(bytes + range.lowerBound, range.count, Place(line: line))
            }
            return true
        }
    }

    private func take(_ table: JSONTable, _ place: Place) {
        for row in table.documents {
            var copy = ByteBuffer(capacity: row.count)
            row.withUnsafeBufferPointer { if let base = $0.baseAddress { copy.append(base, row.count) } }
            document(UnsafePointer(copy.base), copy.count, place)
        }
        var answer = SearchAnswer()
        answer.documents = table.documents.count
        answer.isPartial = table.hasMore
        counts.answers.append(answer)
    }
}
