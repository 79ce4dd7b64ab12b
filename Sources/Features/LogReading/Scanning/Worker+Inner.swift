/// Documents that stand as text where log drivers and shippers put them.
extension Worker {
    /// Whether the text that a shipper put into a record is the beginning of a document that goes on elsewhere.
    func holdsPiece(_ record: Record) -> Bool {
        var isPiece = false
        for index in 0..<record.count {
            let value = record[index]
            if value.slot == FieldPlan.byValue || plan.soughtSlots.contains(value.slot) { return false }
            guard value.slot == plan.innerSlot else { continue }
            if value.kind == .null {
                isPiece = true
                continue
            }
            let text = value.bytes.drop { Ascii.isBlank($0) || $0 == Ascii.newline }
            guard text.first == Ascii.openBrace, text.dropFirst().first(where: { !Ascii.isBlank($0) }) == Ascii.quote
            else {
                continue
            }
            var depth = 0
            for byte in text { depth += byte == Ascii.openBrace ? 1 : byte == Ascii.closeBrace ? -1 : 0 }
            isPiece = isPiece || depth > 0
        }
        return isPiece
    }

    /// A record together with the document that one of its texts is; nothing where none of them is one. An empty record
    /// where the documents in it were delivered one by one.
    func withInner(_ record: Record, _ place: Place, depth: Int = 0) -> Record? {
        guard depth < InnerDocument.deepest else { return nil }
        for index in 0..<record.count where record[index].slot == plan.innerSlot {
            let text = record[index].bytes
            if text.first == UInt8(ascii: "H") {
                if deliverPacked(text, place, depth) { return Record(nil, count: 0, hasMark: false) }
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
    func deliverPacked(_ text: UnsafeRawBufferPointer, _ place: Place, _ depth: Int) -> Bool {
        guard depth == 0, let unpacked = InnerDocument.unpacked(text) else { return false }
        var copy = ByteBuffer(capacity: unpacked.count)
        copy.append(unpacked)
        document(UnsafePointer(copy.base), copy.count, place)
        return true
    }
}
