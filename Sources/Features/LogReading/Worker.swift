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
    /// The first line of the batch at hand, where that is known.
    @exclusivity(unchecked) private var firstLine: Int?
    /// Blocks one after the other that could not be looked at whole, and how many are not looked at for that.
    private var unfitBlocks = 0
    private var blocksToPass = 0
    /// What of the batch at hand was not read, and the unit of it that is read now.
    @exclusivity(unchecked) private var unread: UnreadTexts
    @exclusivity(unchecked) private var unit: (bytes: UnsafePointer<UInt8>, length: Int)?
    /// Whether the documents at hand come from one that was taken apart.
    private var isReshaped = false
    /// What the input's first document tells about the others.
    @exclusivity(unchecked) var first = FirstDocument()
    /// The header of the rows at hand.
    @exclusivity(unchecked) var header: TableHeader?
    /// Lines of the batch at hand that are nothing by themselves.
    private var strays = StrayLines()
    /// Lines that are documents and no records, in a batch in which something is sought.
    private var entries = StrayLines()
    /// How many lines were.
    @exclusivity(unchecked) var strayLines = 0
    /// Stray texts that were looked at one after the other and hold no document.
    @exclusivity(unchecked) private var straysInVain = 0
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

    /// Takes the documents in what is no record itself, under whatever name; false if there is none.
    private func takeInside(_ place: Place) -> Bool {
        guard !isReshaped, let unit, triesStrays || holdsEscapedDocument(unit) else { return false }
        let isTaken = takeReshaped(unit.bytes, unit.length, place)
        straysInVain = isTaken ? 0 : straysInVain + 1
        return isTaken
    }

    /// Whether a document opens inside a text: a brace, and a quote with what a text needs before it.
    private func holdsEscapedDocument(_ unit: (bytes: UnsafePointer<UInt8>, length: Int)) -> Bool {
        let mark = header == nil ? Ascii.backslash : Ascii.quote
        var at = 0
        while at < unit.length, let found = memchr(unit.bytes + at, Int32(Ascii.openBrace), unit.length - at) {
            at = UnsafeRawPointer(unit.bytes).distance(to: UnsafeRawPointer(found)) + 1
            var next = at
            while next < unit.length && Ascii.isBlank(unit.bytes[next]) { next += 1 }
            if next + 1 < unit.length, unit.bytes[next] == mark, unit.bytes[next + 1] == Ascii.quote { return true }
        }
        return false
    }

    /// Delivers the documents that a unit holds; false if it is plain, and then nothing was delivered.
    func takeReshaped(
        _ bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place, mayHoldOthers: Bool = false
    ) -> Bool {
        let unit = UnsafeRawBufferPointer(start: bytes, count: length)
        let found = header.map { ReshapedDocument($0.cells(of: unit), plan) } ?? ReshapedDocument(unit, plan)
        guard let found else {
            // What the scanner takes for one record, and nothing else can read.
            counts.nested = max(counts.nested, mayHoldOthers ? 2 : 0)
            return false
        }
        counts.nested = max(counts.nested, found.perhaps)
        guard !found.documents.isEmpty else { return false }
        if let answer = found.table { counts.answers.append(answer) }
        deliver(found.documents, of: (bytes, length), place)
        return true
    }

    /// Delivers a list of values as a document, where the first list of the input holds their names; false for another list.
    private func takeRow(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place) -> Bool {
        guard let row = first.row(UnsafeRawBufferPointer(start: bytes, count: length), plan) else { return false }
        if let row { deliver([row], of: (bytes, length), place) }
        return true
    }

    /// The same of a line that is no document, where something that is sought stands in it, or where others held documents.
    func takeReshaped(line bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place) -> Bool {
        guard !isReshaped, length < Self.longestReshapedLine,
            triesStrays || !unread.isIdle && unread.unread(in: bytes, length) != nil
        else { return false }
        let line = String(decoding: UnsafeBufferPointer(start: bytes, count: length), as: UTF8.self)
        return deliver(
            unwrapped: ReshapedDocument(line: line, plan).map(Stray.init) ?? Stray(), of: (bytes, length), place)
    }

    private static let longestReshapedLine = 8 << 20

    /// Delivers documents that were made of a unit, with a proof of their own.
    private func deliver(_ documents: [[UInt8]], of unit: (bytes: UnsafePointer<UInt8>, length: Int), _ place: Place) {
        var text = ByteBuffer(capacity: documents.reduce(0) { $0 + $1.count + 1 })
        var ranges: [Range<Int>] = []
        for document in documents {
            ranges.append(text.count..<(text.count + document.count))
            text.append(document)
            text.append([Ascii.newline])
        }
        let base = UnsafePointer(text.base)
        var outer = UnreadTexts(plan)
        swap(&outer, &unread)
        let (isReshapedBefore, headerBefore, unitBefore) = (isReshaped, header, self.unit)
        (isReshaped, header, self.unit) = (true, nil, nil)
        unread.begin(base, text.count)
        let texts = unread.texts
        for range in ranges { document(base + range.lowerBound, range.count, place) }
        for _ in unread.end() { counts.unread(place) }
        (isReshaped, header, self.unit) = (isReshapedBefore, headerBefore, unitBefore)
        swap(&outer, &unread)
        if !unread.isIdle { unread.settle(copies: texts, unit.bytes, unit.length) }
    }

    /// Takes what is sought in a unit for read.
    func pass(_ bytes: UnsafePointer<UInt8>, _ length: Int) { if !unread.isIdle { unread.pass(bytes, length) } }

    /// Takes note of what was not read of a batch, by its places.
    private func endUnread(_ batch: Batch, _ lines: UnsafePointer<UInt8>) {
        for offset in unread.end() {
            func line(from start: Int) -> Int {
                UnsafeBufferPointer(start: lines + start, count: max(0, offset - start)).count { $0 == Ascii.newline }
            }
            let start = batch.start
            if table == nil, !batch.isLines, let unit = batch.units.last(where: { $0.offset - start <= offset }) {
                counts.unread(Place(line: unit.line + line(from: max(0, unit.offset - start))))
            } else {
                counts.unread(Place(line: line(from: 0), sequence: batch.sequence))
            }
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

    /// Reads runs of lines that are nothing by themselves.
    private func readStrays(_ base: UnsafePointer<UInt8>, _ sequence: Int) {
        for run in strays.runs {
            let place = Place(line: run.lines.lowerBound, sequence: sequence)
            guard readStray(base + run.bytes.lowerBound, run.bytes.count, place) else { continue }
            counts.ignoredLines -= min(counts.ignoredLines, run.lines.count - counts.withdrawMalformed(run, sequence))
        }
        strays = StrayLines()
    }

    /// Reads documents that are spread over entries which are no records by themselves.
    private func readEntries(_ base: UnsafePointer<UInt8>, _ sequence: Int) {
        for run in entries.runs where run.lines.count > 1 && run.bytes.count < Self.longestReshapedLine {
            let (bytes, length) = (base + run.bytes.lowerBound, run.bytes.count)
            guard unread.unread(in: bytes, length) != nil else { continue }
            // The input's first document was read before it was known that the lines stand alone.
            let lead = sequence == 1 && run.lines.lowerBound <= 1 ? first.entry : []
            let text = SpreadText(UnsafeBufferPointer(start: bytes, count: length), after: lead, plan)
            guard !text.documents.isEmpty else { continue }
            let withdrawn = counts.withdrawMalformed(run, sequence)
            if text.isWhole {
                counts.others -= min(counts.others, run.lines.count - withdrawn)
            } else {
                // Some piece is left over.
                counts.malformed(Place(line: run.lines.lowerBound, sequence: sequence))
            }
            deliver(text.documents, of: (bytes, length), Place(line: run.lines.lowerBound, sequence: sequence))
        }
        entries = StrayLines()
    }

    /// Reads what no form expects, where something that is sought stands in it: a document over several lines, one that was
    /// printed or copied, a list of fields; false if there is none.
    func readStray(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ place: Place, isJSON: Bool = false) -> Bool {
        let isSought = !unread.isIdle && unread.unread(in: bytes, length) != nil
        guard length < Self.longestReshapedLine, isSought || triesStrays else { return false }
        let text = Array(UnsafeBufferPointer(start: bytes, count: length))
        var found = Stray()
        // What a mail quotes is unwrapped line by line first.
        if !text.starts(with: ">".utf8),
            let reshaped = ReshapedDocument(line: String(decoding: text, as: UTF8.self), plan)
        {
            found = Stray(reshaped)
        }
        // What has JSON's own quotes and is none is damaged, and nothing is made of it.
        if found.documents.isEmpty, isSought, !isJSON || text.starts(with: "{“".utf8) {
            found = Stray(Unwrapper(fieldNames: plan.names, textKey: "message").read(all: text))
        }
        return deliver(unwrapped: found, of: (bytes, length), place)
    }

    /// Delivers what was found in a text that is no document; false if nothing was.
    private func deliver(
        unwrapped found: Stray, of unit: (bytes: UnsafePointer<UInt8>, length: Int), _ place: Place
    ) -> Bool {
        straysInVain = found.documents.isEmpty ? straysInVain + 1 : 0
        guard !found.documents.isEmpty else { return false }
        counts.unwrapped += found.steps.isEmpty ? 0 : found.documents.count
        counts.steps.formUnion(found.steps)
        deliver(found.documents, of: unit, place)
        return true
    }

    /// Documents in a text that is none, and what was taken off to get at them.
    private struct Stray {
        var documents: [[UInt8]] = []
        var steps: Set<UnwrappingStep> = []

        init() {}

        init(_ reshaped: ReshapedDocument) {
            documents = reshaped.documents
            steps = reshaped.steps
        }

        /// Half of a document stays damage.
        init(_ all: [Unwrapped]) {
            let whole = all.filter { $0.kind == .document && !$0.isPartial }
            documents = whole.map(\.bytes)
            steps = whole.reduce(into: []) { $0.formUnion($1.steps) }
        }
    }

    /// Whether what nothing is sought in is worth a look as well: not where many were looked at in vain.
    private var triesStrays: Bool { straysInVain < 64 }

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
                if isIndexed {
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
            if isOpen && counts.malformed > damagedBefore { counts.isCutOff = true }
            place.line += 1
        }
        return place.line
    }

    /// The offset behind the first newline at `from` or later, or `count`.
    private func endOfLine(_ base: UnsafePointer<UInt8>, _ from: Int, _ count: Int) -> Int {
        guard from < count, let found = memchr(base + from, Int32(Ascii.newline), count - from) else { return count }
        return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found)) + 1
    }

    /// A record together with the document that one of its texts is; nothing where none of them is one. An empty record
    /// where the documents in it were delivered one by one.
    private func withInner(_ record: Record, _ place: Place, depth: Int = 0) -> Record? {
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
    private func deliverPacked(_ text: UnsafeRawBufferPointer, _ place: Place, _ depth: Int) -> Bool {
        guard depth == 0, let unpacked = InnerDocument.unpacked(text) else { return false }
        var copy = ByteBuffer(capacity: unpacked.count)
        copy.append(unpacked)
        document(UnsafePointer(copy.base), copy.count, place)
        return true
    }
}

/// Runs of lines, one directly behind the other.
struct StrayLines {
    struct Run {
        var bytes: Range<Int>
        var lines: Range<Int>
    }

    private(set) var runs: [Run] = []
    var isEmpty: Bool { runs.isEmpty }

    mutating func add(lineAt start: Int, to end: Int, _ line: Int) {
        if let last = runs.last, last.lines.upperBound == line {
            runs[runs.count - 1] = Run(
                bytes: last.bytes.lowerBound..<end, lines: last.lines.lowerBound..<(line + 1))
        } else {
            runs.append(Run(bytes: start..<end, lines: line..<(line + 1)))
        }
    }
}

/// A line: in the whole input, or in one batch of lines.
struct Place {
    var line: Int
    var sequence: Int?
}
