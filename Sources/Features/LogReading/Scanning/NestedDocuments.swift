/// What the texts of a record hold: a document whose values are the record's, several that were packed, or half of one.
final class NestedDocuments {
    private let plan: FieldPlan
    /// Readers of documents inside documents, one a level.
    private var levels: [InnerDocument] = []

    /// What a record is together with the texts in it.
    enum Whole {
        /// The record with the values of the document that one of its texts is.
        case record(Record)
        /// Documents that stand packed in one of its texts; the record is none.
        case documents([UInt8])
        /// The beginning of a document that goes on elsewhere.
        case piece
        /// The record alone.
        case none
    }

    init(_ plan: FieldPlan) { self.plan = plan }

    /// Looks into the texts of a record.
    func whole(_ record: Record) -> Whole {
        for index in 0..<record.count where record[index].slot == plan.innerSlot {
            let text = record[index].bytes
            if text.first == InnerDocument.packedSign, let packed = InnerDocument.unpacked(text) {
                return .documents(packed)
            }
            if let whole = joined(record, text, depth: 0) { return .record(whole) }
        }
        return holdsPiece(record) ? .piece : .none
    }

    /// A record together with the document that a text of it is; nothing where it is none.
    private func joined(_ record: Record, _ text: UnsafeRawBufferPointer, depth: Int) -> Record? {
        guard depth < InnerDocument.deepest, text.first != InnerDocument.packedSign else { return nil }
        if levels.count == depth { levels.append(InnerDocument(plan: plan)) }
        guard let (bytes, length) = levels[depth].load(text),
            case .record(let found, let rest, let isWrapper) = levels[depth].scanner.scan(
                bytes, length, isRecord: true),
            rest == length, !isWrapper
        else { return nil }
        let whole = levels[depth].join(found, record, without: text)
        guard found.holdsDocument else { return whole }
        for index in 0..<whole.count where whole[index].slot == plan.innerSlot {
            if let deeper = joined(whole, whole[index].bytes, depth: depth + 1) { return deeper }
        }
        return whole
    }

    /// Whether the text that a shipper put into a record is the beginning of a document that goes on elsewhere.
    private func holdsPiece(_ record: Record) -> Bool {
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
}
