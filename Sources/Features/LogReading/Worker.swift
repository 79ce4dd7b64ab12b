internal import Glibc
internal import Support

/// Reads batches on one thread.
final class Worker {
    let sink: any RecordSink
    // Only its own thread touches a worker while it works; the checks would be felt once a record.
    @exclusivity(unchecked) var counts = BatchCounts()
    let scanner: DocumentScanner
    let plan: FieldPlan
    private let seen: DigestTable?
    /// The number of the input at hand, and whether another may come behind it.
    @exclusivity(unchecked) private var input = 0
    @exclusivity(unchecked) private var isLast = false
    private var made: Batch?
    @exclusivity(unchecked) private(set) var readsText = false
    /// What the lines are read by, where they are rows of a table.
    private var table: TableHeader?
    /// Whether each document is first looked at as one of Kibana's saved objects.
    private(set) var mayBeSavedObjects = false
    private var isConsole = false
    /// Readers of documents inside documents, one a level.
    var inner: [InnerDocument] = []
    /// Made when first needed.
    lazy var prefixed = PrefixedDocument(plan: plan)
    /// Made when first needed.
    lazy var unwrapper = Unwrapper(fieldNames: plan.names, textKey: "message")
    /// The first line of the batch at hand, where that is known.
    @exclusivity(unchecked) private var firstLine: Int?
    /// Blocks one after the other that could not be looked at whole, and how many are not looked at for that.
    private var unfitBlocks = 0
    private var blocksToPass = 0
    /// What of the batch at hand was not read, and the unit of it that is read now.
    @exclusivity(unchecked) var unread: UnreadTexts
    @exclusivity(unchecked) var unit: (bytes: UnsafePointer<UInt8>, length: Int)?
    /// Whether the documents at hand come from one that was taken apart.
    var isReshaped = false
    /// What the input's first document tells about the others.
    @exclusivity(unchecked) var first = FirstDocument()
    /// The header of the rows at hand.
    @exclusivity(unchecked) var header: TableHeader?
    /// Lines of the batch at hand that are nothing by themselves.
    var strays = StrayLines()
    /// Lines that are documents and no records, in a batch in which something is sought.
    var entries = StrayLines()
    /// How many lines were.
    @exclusivity(unchecked) var strayLines = 0
    /// Stray texts that were looked at one after the other and hold no document.
    @exclusivity(unchecked) var straysInVain = 0
    private var repairsBefore = 0
    private var tooDeepBefore = 0

    init(plan: FieldPlan, sink: any RecordSink, seen: DigestTable?) {
        self.plan = plan
        self.sink = sink
        self.seen = seen
        scanner = DocumentScanner(plan: plan)
        unread = UnreadTexts(plan)
    }

    /// The batch this worker fills and reads; made when first needed, since a small input needs only one.
    var batch: Batch { made ?? Batch() }

    func prepare() { if made == nil { made = Batch() } }

    /// Starts a new input, the one of this number; `isLast` if no other comes behind it.
    func begin(_ cut: BatchSource, input: Int, isLast: Bool) {
        self.input = input
        self.isLast = isLast
        readsText = cut.readsText
        table = cut.table
        mayBeSavedObjects = cut.mayBeSavedObjects
        isConsole = cut.isConsole
        first = FirstDocument()
        straysInVain = 0
        counts = BatchCounts()
        repairsBefore = scanner.repairs
        tooDeepBefore = scanner.tooDeep
    }

    func work() {
        let batch = batch
        firstLine = batch.firstLine
        let base = UnsafePointer(batch.bytes.base)
        let (lines, count) = (base + batch.start, batch.bytes.count - batch.start)
        unread.begin(lines, count)
        if let table, table.kind == .selection {
            readGroups(lines, count, batch.sequence, table)
        } else if let table {
            readRows(lines, count, batch.sequence, table)
        } else if batch.isLines {
            readLines(lines, count, batch.sequence)
            if batch.passedLines > 0 { counts.lines[counts.lines.count - 1].count += batch.passedLines }
        } else {
            readUnits(batch, base)
        }
        if !unread.isIdle { endUnread(batch, lines) }
        sink.end(batch: batch.sequence)
        counts.repaired = scanner.repairs - repairsBefore
        counts.tooDeep = scanner.tooDeep - tooDeepBefore
    }

    /// Reads what stands in one unit or line: a document, several, an array of them, or an answer.
    func document(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place) {
        if mayBeSavedObjects && SavedObject.isOne(UnsafeBufferPointer(start: bytes, count: length)) {
            counts.savedObjects += 1
            pass(bytes, length)
            return
        }
        if first.isReshaped, !isReshaped, takeReshaped(bytes, length, place) { return }
        take(scanner.scan(bytes, length), bytes, length, place)
    }

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
                    if !split(bytes, length, place) { counts.malformed(place) }
                    return
                }
            }
            if record.mayHoldOthers, !isReshaped, takeReshaped(bytes, length, place, mayHoldOthers: true) { return }
            deliver(record, place, (bytes, length))
        case .array:
            if !isReshaped, takeRow(bytes, length, place) || takeReshaped(bytes, length, place) { return }
            if !split(bytes, length, place) { counts.malformed(place) }
        case .malformed, .scalar:
            if bytes[length - 1] == Ascii.comma && length > 1 { return document(bytes, length - 1, place) }
            plain(bytes, length, place)
        }
    }

    /// A line of a JSON export that is no document: text that shows a failure is a record, anything else damage.
    func plain(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place) {
        if bytes[length - 1] == Ascii.closeBrace && bytes[0] != Ascii.openBrace && behindPrefix(bytes, length, place) {
            return
        }
        if takeReshaped(line: bytes, length, place) { return }
        strayLines += 1
        // Console writes a line such as `# GET logs/_search 200 OK` above each answer.
        if bytes[0] == UInt8(ascii: "#") {
            counts.ignoredLines += 1
            pass(bytes, length)
            return
        }
        let isJSON = [Ascii.openBrace, Ascii.openBracket, Ascii.quote].contains(bytes[0])
        if !isJSON && sink.take(text: UnsafeRawBufferPointer(start: bytes, count: length), line: number(place)) {
            counts.records += 1
            pass(bytes, length)
        } else if isConsole, bytes[0] | 0x20 >= 0x61, bytes[0] | 0x20 <= 0x7A, !"{[,".utf8.contains(bytes[length - 1]) {
            // An answer in words, such as one of `_cat`.
            counts.ignoredLines += 1
        } else {
            counts.malformed(place)
        }
    }

    /// Takes the documents inside an array or answer, or those that stand on one line; false if the text is no such
    /// thing, and then nothing was taken.
    private func split(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place) -> Bool {
        var splitter = DocumentSplitter()
        var found: [(Int, Int)] = []
        var scalars = 0
        var open: OpenAnswer?
        var answers: [(OpenAnswer, UnsafeBufferPointer<UInt8>?)] = []
        while let event = splitter.advance(over: bytes, count: length) {
            switch event {
            case .document(let start, let end, _):
                if start == 0 && end == length { return false }
                found.append((start, end))
            case .malformed, .plainLine, .stray: scalars += 1
            case .answerHead(let start, let end):
                open = OpenAnswer(head: UnsafeBufferPointer(start: bytes + start, count: end - start))
            case .answerTail(let start, let end):
                let tail = start.map { UnsafeBufferPointer(start: bytes + $0, count: end - $0) }
                if let open { answers.append((open, tail)) }
                open = nil
            case .wrapperEnd: break
            }
            if case .document = event { open?.documents += 1 }
        }
        guard splitter.isAtTop, splitter.form != .none || scalars == 0 else { return false }
        for _ in 0..<scalars { counts.malformed(place) }
        for (open, tail) in answers { counts.answers.append(open.close(tail: tail)) }
        var rest = 0
        for (start, end) in found {
            document(bytes + start, end - start, place)
            // What an answer says beside its documents is no record's.
            if !answers.isEmpty { pass(bytes + rest, start - rest) }
            rest = end
        }
        if !answers.isEmpty { pass(bytes + rest, length - rest) }
        return true
    }

    /// The line in the whole input, where that is known by now.
    func number(_ place: Place) -> Int? {
        place.sequence == nil ? place.line : firstLine.map { $0 + place.line }
    }

    /// Delivers a record that was read from a unit of the batch.
    func deliver(_ record: Record, _ place: Place, _ unit: (UnsafePointer<UInt8>, Int)) {
        self.unit = unit
        defer { self.unit = nil }
        deliver(record, place)
    }

    private func deliver(_ record: Record, _ place: Place) {
        if record.holdsDocument, let whole = withInner(record, place) {
            if whole.count > 0 { hand(over: whole, place) }
            return
        }
        // Half of a document is no contact that was let through: what was cut off may be the reason.
        if record.holdsDocument, holdsPiece(record) { return counts.malformed(place) }
        hand(over: record, place)
    }

    /// Counts a record and gives it to the sink.
    func hand(over record: Record, _ place: Place) {
        if !unread.isIdle, let unit {
            let isAll = unread.settle(record, unit.bytes, unit.length)
            if !isAll, !isReshaped, unread.unread(in: unit.bytes, unit.length) != nil,
                takeReshaped(unit.bytes, unit.length, place)
            {
                return
            }
        }
        if let seen, let digest = Digest(of: record, plan),
            seen.isDuplicate(digest, input: input, remembers: !isLast)
        {
            if sink.isRecord(record) {
                counts.records += 1
                counts.duplicates += 1
            } else {
                counts.others += 1
            }
            return
        }
        if sink.take(record, line: number(place)) {
            counts.records += 1
        } else if !takeInside(place) {
            counts.others += 1
        }
    }

    /// Takes what is sought in a unit for read.
    func pass(_ bytes: UnsafePointer<UInt8>, _ length: Int) { if !unread.isIdle { unread.pass(bytes, length) } }

    /// Takes note of what was not read of a batch, by its places.
    private func endUnread(_ batch: Batch, _ lines: UnsafePointer<UInt8>) {
        let units = table == nil && !batch.isLines ? batch.units[...] : []
        var ahead = units
        // The offsets are in order, so that each line end is counted once.
        var (line, counted) = (0, 0)
        for offset in unread.end() {
            while let unit = ahead.first, unit.offset - batch.start <= offset {
                (line, counted) = (unit.line, max(0, unit.offset - batch.start))
                ahead = ahead.dropFirst()
            }
            let passed = UnsafeBufferPointer(start: lines + counted, count: max(0, offset - counted))
            (line, counted) = (line + passed.count { $0 == Ascii.newline }, max(counted, offset))
            let isInUnit = ahead.count < units.count
            counts.unread(isInUnit ? Place(line: line) : Place(line: line, sequence: batch.sequence))
        }
    }

    /// Reads whole lines, each of which stands alone.
    private func readLines(_ base: UnsafePointer<UInt8>, _ count: Int, _ sequence: Int) {
        var start = 0
        var line = 0
        while start < count {
            let end = endOfLine(base, min(start + Self.blockSize, count), count)
            let isIndexed = !readsText && !mayBeSavedObjects && !first.isReshaped && index(base + start, end - start)
            line = readBlock(base, start, end, isIndexed: isIndexed, Place(line: line, sequence: sequence))
            start = end
        }
        if !strays.isEmpty { readStrays(base, sequence) }
        if !entries.isEmpty { readEntries(base, sequence) }
        counts.lines.append(BatchLines(sequence: sequence, count: line))
    }

    /// One damaged line makes the whole block unfit; then each line is looked at on its own. Where damage is everywhere,
    /// looking at whole blocks first would only add to that, so fewer and fewer are looked at.
    func index(_ base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        if blocksToPass > 0 { blocksToPass -= 1; return false }
        let isFit = scanner.index(base, count)
        unfitBlocks = isFit ? 0 : min(unfitBlocks + 1, 5)
        blocksToPass = isFit ? 0 : (1 << unfitBlocks) - 1
        return isFit
    }

    /// Lines of which the scanner finds the tokens at once: many, so that this costs nothing, and few enough for the
    /// tokens and the bytes to stay in the processor's second cache.
    static let blockSize = 256 << 10

    /// Reads the lines in `start..<stop`, of which the first stands at `place`; answers the number of the next.
    private func readBlock(
        _ base: UnsafePointer<UInt8>, _ start: Int, _ stop: Int, isIndexed: Bool, _ place: Place
    ) -> Int {
        var place = place
        var next = start
        while next < stop {
            var first = next
            next = endOfLine(base, next, stop)
            var last = next
            let isOpen = base[last - 1] != Ascii.newline
            if !isOpen { last -= 1 }
            let (damagedBefore, strayBefore, othersBefore) = (counts.malformed, strayLines, counts.others)
            while first < last && Ascii.isBlank(base[first]) { first += 1 }
            while last > first && Ascii.isBlank(base[last - 1]) { last -= 1 }
            if last > first {
                if isIndexed, !self.first.isReshaped {
                    let answer = scanner.scanLine(at: first - start, last - first)
                    take(answer, base + first, last - first, place)
                } else {
                    self.line(base + first, last - first, place)
                }
            }
            if readsText, strayLines > strayBefore, !unread.isIdle || triesStrays {
                strays.add(lineAt: first, to: next, place.line)
            }
            let isPiece = counts.others > othersBefore || counts.malformed > damagedBefore && strayLines == strayBefore
            if isPiece, !readsText, !unread.isIdle { entries.add(lineAt: first, to: next, place.line) }
            // Only an input's last line has no newline.
            if isOpen && counts.malformed > damagedBefore { counts.cutOff = place }
            place.line += 1
        }
        return place.line
    }

    /// The offset behind the first newline at `from` or later, or `count`.
    private func endOfLine(_ base: UnsafePointer<UInt8>, _ from: Int, _ count: Int) -> Int {
        guard from < count, let found = memchr(base + from, Int32(Ascii.newline), count - from) else { return count }
        return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found)) + 1
    }

}

/// A line: in the whole input, or in one batch of lines.
struct Place {
    var line: Int
    var sequence: Int?
}
