internal import Support

/// Takes documents apart that hold others, and delivers those with a proof of their own; also what no form expects.
final class ContainerReader {
    // The next object in memory may be another thread's, and what is written once a record must not share its cache line.
    private let apart = CacheLine()
    /// Whether the documents at hand come from one that was taken apart.
    @exclusivity(unchecked) private(set) var isInside = false
    /// What the rows at hand are read by.
    @exclusivity(unchecked) var header: TableHeader?
    private let plan: FieldPlan
    private let delivery: RecordDelivery
    private unowned let documents: DocumentReader
    private lazy var unwrapper = Unwrapper(fieldNames: plan.names, textKey: "message")
    /// Stray texts that were looked at one after the other and hold no document.
    private var straysInVain = 0

    init(_ plan: FieldPlan, _ documents: DocumentReader, _ delivery: RecordDelivery) {
        self.plan = plan
        self.documents = documents
        self.delivery = delivery
    }

    /// Starts a new input.
    func begin() { straysInVain = 0 }

    /// Whether what nothing is sought in is worth a look as well: not where many were looked at in vain.
    var triesStrays: Bool { straysInVain < 64 }

    /// Longer texts are not looked into.
    static let longestText = 8 << 20

    /// Takes the documents in what is no record itself, under whatever name; false if there is none.
    func takeInside(_ unit: (bytes: UnsafePointer<UInt8>, length: Int), _ place: Place) -> Bool {
        guard !isInside, triesStrays || holdsEscapedDocument(unit), let found = reshaped(unit.bytes, unit.length) else {
            return false
        }
        let isTaken = deliver(found, of: unit, place)
        straysInVain = isTaken ? 0 : straysInVain + 1
        // Half of a document is no contact that was let through.
        if !isTaken, found.pieces > 0 { delivery.counts.malformed(place) }
        return isTaken || found.pieces > 0
    }

    /// Whether a document opens inside a text: a brace, and a quote with what a text needs before it.
    private func holdsEscapedDocument(_ unit: (bytes: UnsafePointer<UInt8>, length: Int)) -> Bool {
        let mark = header == nil ? Ascii.backslash : Ascii.quote
        var at = 0
        while let brace = unit.bytes.offset(of: Ascii.openBrace, from: at, to: unit.length) {
            at = brace + 1
            var next = at
            while next < unit.length && Ascii.isBlank(unit.bytes[next]) { next += 1 }
            if next + 1 < unit.length, unit.bytes[next] == mark, unit.bytes[next + 1] == Ascii.quote { return true }
        }
        return false
    }

    /// Delivers the documents that a unit holds; false if it is plain, and then nothing was delivered.
    func take(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place, mayHoldOthers: Bool = false) -> Bool {
        guard let found = reshaped(bytes, length) else {
            // What the scanner takes for one record, and nothing else can read.
            delivery.counts.nested = max(delivery.counts.nested, mayHoldOthers ? 2 : 0)
            return false
        }
        return deliver(found, of: (bytes, length), place)
    }

    private func reshaped(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> ReshapedDocument? {
        let unit = UnsafeRawBufferPointer(start: bytes, count: length)
        return header.map { ReshapedDocument($0.cells(of: unit), plan) } ?? ReshapedDocument(unit, plan)
    }

    /// Delivers what a unit was taken apart to; false if it is plain, and then nothing was delivered.
    private func deliver(
        _ found: ReshapedDocument, of unit: (bytes: UnsafePointer<UInt8>, length: Int), _ place: Place
    ) -> Bool {
        delivery.counts.nested = max(delivery.counts.nested, found.perhaps)
        guard !found.documents.isEmpty else { return false }
        for _ in 0..<found.pieces { delivery.counts.malformed(place) }
        if let answer = found.table { delivery.counts.answers.append(answer) }
        deliver(found.documents, of: unit, place)
        return true
    }

    /// The same of a line that is no document, where something that is sought stands in it, or where others held documents.
    func take(line bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place) -> Bool {
        guard !isInside, length < Self.longestText, triesStrays || delivery.isSought(in: bytes, length) else {
            return false
        }
        let line = String(decoding: UnsafeBufferPointer(start: bytes, count: length), as: UTF8.self)
        return deliver(StrayDocuments(ReshapedDocument(line: line, plan)), of: (bytes, length), place)
    }

    /// Reads what no form expects, where something that is sought stands in it: a document over several lines, one that was
    /// printed or copied, a list of fields; false if there is none.
    func take(
        stray bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place, isJSON: Bool = false
    ) -> Bool {
        let isSought = delivery.isSought(in: bytes, length)
        guard length < Self.longestText, isSought || triesStrays else { return false }
        let text = Array(UnsafeBufferPointer(start: bytes, count: length))
        var found = StrayDocuments(nil)
        // What a mail quotes is unwrapped line by line first.
        if !text.starts(with: ">".utf8) {
            found = StrayDocuments(ReshapedDocument(line: String(decoding: text, as: UTF8.self), plan))
        }
        // What has JSON's own quotes and is none is damaged, and nothing is made of it.
        if found.documents.isEmpty, isSought, !isJSON || text.starts(with: "{“".utf8) {
            found = StrayDocuments(unwrapper.read(all: text))
        }
        return deliver(found, of: (bytes, length), place)
    }

    /// Delivers what was found in a text that is no document; false if nothing was.
    private func deliver(
        _ found: StrayDocuments, of unit: (bytes: UnsafePointer<UInt8>, length: Int), _ place: Place
    ) -> Bool {
        straysInVain = found.documents.isEmpty ? straysInVain + 1 : 0
        guard !found.documents.isEmpty else { return false }
        delivery.counts.unwrapped += found.steps.isEmpty ? 0 : found.documents.count
        delivery.counts.steps.formUnion(found.steps)
        for _ in 0..<found.pieces { delivery.counts.malformed(place) }
        deliver(found.documents, of: unit, place)
        return true
    }

    /// Delivers documents that were made of a unit, with a proof of their own.
    func deliver(_ documents: [[UInt8]], of unit: (bytes: UnsafePointer<UInt8>, length: Int), _ place: Place) {
        var text = ByteBuffer(capacity: documents.reduce(0) { $0 + $1.count + 1 })
        var ranges: [Range<Int>] = []
        for document in documents {
            ranges.append(text.count..<(text.count + document.count))
            text.append(document)
            text.append([Ascii.newline])
        }
        let base = UnsafePointer(text.base)
        var outer = UnreadTexts(plan)
        swap(&outer, &delivery.unread)
        let (isInsideBefore, headerBefore) = (isInside, header)
        (isInside, header) = (true, nil)
        delivery.unread.begin(base, text.count)
        delivery.unread.look()
        let texts = delivery.unread.texts
        for range in ranges { self.documents.read(base + range.lowerBound, range.count, place) }
        for _ in delivery.unread.end() { delivery.counts.unread(place) }
        (isInside, header) = (isInsideBefore, headerBefore)
        swap(&outer, &delivery.unread)
        if !delivery.unread.isIdle { delivery.unread.settle(copies: texts, unit.bytes, unit.length) }
    }
}

/// Documents in a text that is none, and what was taken off to get at them.
private struct StrayDocuments {
    var documents: [[UInt8]] = []
    var steps: Set<UnwrappingStep> = []
    /// Texts beside them that are half of a document.
    var pieces = 0

    init(_ reshaped: ReshapedDocument?) {
        guard let reshaped else { return }
        documents = reshaped.documents
        steps = reshaped.steps
        pieces = reshaped.pieces
    }

    /// Half of a document stays damage.
    init(_ all: [Unwrapped]) {
        let whole = all.filter { $0.kind == .document && !$0.isPartial }
        documents = whole.map(\.bytes)
        pieces = all.count { $0.isPartial }
        steps = whole.reduce(into: []) { $0.formUnion($1.steps) }
    }
}
