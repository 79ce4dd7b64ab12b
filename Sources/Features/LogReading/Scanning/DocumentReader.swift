internal import Support

/// Reads what stands in one unit of a batch: a document, several, an array of them, an answer, or a document that holds others.
final class DocumentReader {
    // The next object in memory may be another thread's, and what is written once a record must not share its cache line.
    private let apart = CacheLine()
    let scanner: DocumentScanner
    /// What the input's first document tells about the others.
    @exclusivity(unchecked) var first = FirstDocument()
    /// Whether each document is first looked at as one of Kibana's saved objects.
    private(set) var mayBeSavedObjects = false
    private var isConsole = false
    /// How many lines were nothing by themselves.
    @exclusivity(unchecked) private(set) var strayLines = 0
    /// What takes documents apart that hold others.
    private(set) lazy var containers = ContainerReader(plan, self, delivery)
    private let plan: FieldPlan
    private let delivery: RecordDelivery
    /// The unit that a record is delivered of.
    @exclusivity(unchecked) private var unit: (bytes: UnsafePointer<UInt8>, length: Int)?
    private lazy var nested = NestedDocuments(plan)
    private lazy var prefixed = PrefixedDocument(plan: plan)
    /// Blocks one after the other that could not be looked at whole, and how many are not looked at for that.
    private var unfitBlocks = 0
    private var blocksToPass = 0

    init(_ plan: FieldPlan, _ delivery: RecordDelivery) {
        self.plan = plan
        self.delivery = delivery
        scanner = DocumentScanner(plan: plan)
    }

    /// Starts a new input.
    func begin(_ cut: BatchSource) {
        mayBeSavedObjects = cut.mayBeSavedObjects
        isConsole = cut.isConsole
        first = FirstDocument()
        containers.begin()
    }

    /// Of so many bytes the scanner finds the tokens at once: many, so that this costs nothing, and few enough for the tokens
    /// and the bytes to stay in the processor's second cache.
    static let blockSize = 256 << 10

    /// Finds the tokens of a block of documents; false where each has to be looked at on its own.
    ///
    /// One damaged line makes the whole block unfit. Where damage is everywhere, looking at whole blocks first would only add
    /// to that, so fewer and fewer are looked at.
    func index(_ base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        if mayBeSavedObjects || first.isReshaped { return false }
        if blocksToPass > 0 { blocksToPass -= 1; return false }
        let isFit = scanner.index(base, count)
        unfitBlocks = isFit ? 0 : min(unfitBlocks + 1, 5)
        blocksToPass = isFit ? 0 : (1 << unfitBlocks) - 1
        return isFit
    }

    /// Reads a unit: a document, several, an array of them, or an answer.
    func read(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place) {
        if mayBeSavedObjects && SavedObject.isOne(UnsafeBufferPointer(start: bytes, count: length)) {
            delivery.counts.savedObjects += 1
            delivery.pass(bytes, length)
            return
        }
        if first.isReshaped, !containers.isInside, containers.take(bytes, length, place) { return }
        take(scanner.scan(bytes, length), bytes, length, place)
    }

    /// Takes what the scanner has answered of a unit.
    func take(_ answer: DocumentScanner.Answer, _ bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place) {
        switch answer {
        case .record(let record, let rest, let mayBeResponse):
            if mayBeResponse {
                // A record may have such keys as well; then all of it has to be looked at.
                if !split(bytes, length, place) {
                    take(scanner.scan(bytes, length, isRecord: true), bytes, length, place)
                }
                return
            }
            if rest < length {
                var tail = rest
                while tail < length && (Ascii.isBlank(bytes[tail]) || bytes[tail] == Ascii.newline) { tail += 1 }
                // A comma is what stays when a line is copied out of an array.
                if tail < length && bytes[tail] == Ascii.comma && tail + 1 == length { tail = length }
                if tail < length {
                    if !split(bytes, length, place) { delivery.counts.malformed(place) }
                    return
                }
            }
            if record.mayHoldOthers, !containers.isInside,
                containers.take(bytes, length, place, mayHoldOthers: true)
            {
                return
            }
            deliver(record, place, (bytes, length))
        case .array:
            if !containers.isInside, takeRow(bytes, length, place) || containers.take(bytes, length, place) { return }
            if !split(bytes, length, place) { delivery.counts.malformed(place) }
        case .malformed, .scalar:
            if bytes[length - 1] == Ascii.comma && length > 1 { return read(bytes, length - 1, place) }
            readPlain(bytes, length, place)
        }
    }

    /// Delivers a list of values as a document, where the first list of the input holds their names; false for another list.
    private func takeRow(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place) -> Bool {
        guard let row = first.row(UnsafeRawBufferPointer(start: bytes, count: length), plan) else { return false }
        if let row { containers.deliver([row], of: (bytes, length), place) }
        return true
    }

    /// A line of a JSON export that is no document: text that shows a failure is a record, anything else damage.
    func readPlain(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place) {
        if bytes[length - 1] == Ascii.closeBrace && bytes[0] != Ascii.openBrace
            && readBehindPrefix(bytes, length, place)
        {
            return
        }
        if containers.take(line: bytes, length, place) { return }
        strayLines += 1
        // Console writes a line such as `# GET logs/_search 200 OK` above each answer.
        if bytes[0] == UInt8(ascii: "#") { return delivery.ignore(line: bytes, length) }
        let isJSON = [Ascii.openBrace, Ascii.openBracket, Ascii.quote].contains(bytes[0])
        if !isJSON && delivery.give(line: bytes, length, place) { return }
        if isConsole, bytes[0] | 0x20 >= 0x61, bytes[0] | 0x20 <= 0x7A, !"{[,".utf8.contains(bytes[length - 1]) {
            // An answer in words, such as one of `_cat`.
            delivery.counts.ignoredLines += 1
        } else {
            delivery.counts.malformed(place)
        }
    }

    /// A line of text: a document behind a prefix or with its quotes escaped, a failure, or nothing by itself.
    func readText(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place) {
        if bytes[length - 1] == Ascii.closeBrace && readBehindPrefix(bytes, length, place) { return }
        if readEscaped(bytes, length, place) || containers.take(line: bytes, length, place) { return }
        if delivery.give(line: bytes, length, place) { return }
        strayLines += 1
        if DocumentPart.isOne(bytes, length) {
            delivery.counts.malformed(place)
        } else {
            delivery.counts.ignoredLines += 1
        }
    }

    /// Reads the document that a line ends with, behind what a shipper wrote before it; false if there is none.
    private func readBehindPrefix(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place) -> Bool {
        var at = 0
        // A logger's name or a thread may stand in braces as well.
        for _ in 0..<4 {
            guard let found = DocumentPart.opening(bytes, at, length) else { return false }
            if case .record(let record, let rest, let mayBeResponse) = scanner.scan(bytes + found, length - found),
                rest == length - found
            {
                // A member of an indented document is a part of it.
                if record.count == 0, DocumentPart.isMember(bytes, length) { return false }
                if mayBeResponse {
                    take(.record(record, rest: rest, mayBeResponse: true), bytes + found, length - found, place)
                } else {
                    deliver(prefixed.join(record, bytes, found), place, (bytes, length))
                }
                return true
            }
            at = found + 1
        }
        return false
    }

    /// Reads the document that a line holds with its quotes escaped; false if there is none.
    private func readEscaped(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place) -> Bool {
        guard length < 1 << 20, let at = DocumentPart.escapedOpening(bytes, length),
            let found = Unwrapper.document(Array(UnsafeBufferPointer(start: bytes + at, count: length - at))),
            !found.isPartial
        else { return false }
        var copy = ByteBuffer(capacity: found.bytes.count)
        copy.append(found.bytes)
        guard case .record(let record, let rest, false) = scanner.scan(UnsafePointer(copy.base), copy.count),
            rest == copy.count
        else { return false }
        deliver(prefixed.join(record, bytes, at), place, (bytes, length))
        return true
    }

    /// Takes the documents inside an array or answer, or those that stand on one line; false if the text is no such
    /// thing, and then nothing was taken.
    private func split(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place) -> Bool {
        guard let whole = SplitUnit(bytes, length) else { return false }
        for _ in 0..<whole.damaged { delivery.counts.malformed(place) }
        delivery.counts.answers += whole.answers
        var rest = 0
        for document in whole.documents {
            read(bytes + document.lowerBound, document.count, place)
            // What an answer says beside its documents is no record's.
            if !whole.answers.isEmpty { delivery.pass(bytes + rest, document.lowerBound - rest) }
            rest = document.upperBound
        }
        if !whole.answers.isEmpty { delivery.pass(bytes + rest, length - rest) }
        return true
    }

    /// Delivers a record that was read from a unit of the batch, together with the document that one of its texts may be.
    func deliver(_ record: Record, _ place: Place, _ unit: (UnsafePointer<UInt8>, Int)) {
        self.unit = unit
        defer { self.unit = nil }
        if record.holdsDocument {
            switch nested.whole(record) {
            case .documents(let packed):
                var copy = ByteBuffer(capacity: packed.count)
                copy.append(packed)
                return read(UnsafePointer(copy.base), copy.count, place)
            case .record(let whole): return hand(over: whole, place)
            // Half of a document is no contact that was let through: what was cut off may be the reason.
            case .piece: return delivery.counts.malformed(place)
            case .none: break
            }
        }
        hand(over: record, place)
    }

    /// Counts a record and gives it to the sink, unless its unit holds others.
    private func hand(over record: Record, _ place: Place) {
        if !delivery.unread.isIdle, let unit {
            let isAll = delivery.unread.settle(record, unit.bytes, unit.length)
            if !isAll, !containers.isInside, delivery.isSought(in: unit.bytes, unit.length),
                containers.take(unit.bytes, unit.length, place)
            {
                return
            }
        }
        if delivery.give(record, place) { return }
        if let unit, containers.takeInside(unit, place) { return }
        delivery.counts.others += 1
    }
}
