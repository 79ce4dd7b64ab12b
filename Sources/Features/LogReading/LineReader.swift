internal import Support

/// Reads batches of lines, each of which stands alone; what is nothing by itself is read together with its neighbors.
final class LineReader {
    // The next object in memory may be another thread's, and what is written once a record must not share its cache line.
    private let apart = CacheLine()
    /// Whether the lines are plain text rather than documents.
    var readsText = false
    private let plan: FieldPlan
    private let documents: DocumentReader
    private let delivery: RecordDelivery
    /// Lines of the current batch that are nothing by themselves.
    private var strays = StrayLines()
    /// Lines that are documents and no records.
    private var entries = StrayLines()

    init(_ plan: FieldPlan, _ documents: DocumentReader, _ delivery: RecordDelivery) {
        self.plan = plan
        self.documents = documents
        self.delivery = delivery
    }

    /// Reads whole lines.
    func read(_ text: UnsafeBufferPointer<UInt8>, _ sequence: Int) {
        var line = 0
        if let base = text.baseAddress {
            // What of a text belongs together may stand far apart.
            if readsText { delivery.unread.look() }
            var start = 0
            while start < text.count {
                let end = endOfLine(base, min(start + DocumentReader.blockSize, text.count), text.count)
                delivery.unread.look(upTo: end)
                let isIndexed = !readsText && documents.index(base + start, end - start)
                line = readBlock(base, start, end, isIndexed: isIndexed, Place(line: line, sequence: sequence))
                start = end
            }
            if !strays.isEmpty { readStrays(base, sequence) }
            if !entries.isEmpty { readEntries(base, sequence) }
        }
        delivery.counts.lines.append(BatchLines(sequence: sequence, count: line))
    }

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
            let (damagedBefore, othersBefore) = (delivery.counts.malformed, delivery.counts.others)
            let strayBefore = documents.strayLines
            while first < last && Ascii.isBlank(base[first]) { first += 1 }
            while last > first && Ascii.isBlank(base[last - 1]) { last -= 1 }
            if last > first {
                if isIndexed, !documents.first.isReshaped {
                    let answer = documents.scanner.scanLine(at: first - start, last - first)
                    documents.take(answer, base + first, last - first, place)
                } else if readsText {
                    documents.readText(base + first, last - first, place)
                } else {
                    documents.read(base + first, last - first, place)
                }
            }
            let isStray = documents.strayLines > strayBefore
            // Nothing follows the time that others begin with.
            if isOpen, isStray, readsText, Self.isTime(base, first..<last) { delivery.counts.cutOff = place }
            let isDamaged = delivery.counts.malformed > damagedBefore
            if readsText {
                if isStray, !delivery.unread.isIdle || documents.containers.triesStrays {
                    strays.add(lineAt: first, to: next, place.line)
                }
            } else if delivery.counts.others > othersBefore || isDamaged && !isStray {
                entries.add(lineAt: first, to: next, place.line)
            }
            // Only an input's last line has no newline. What a heading of Console announces is not there.
            if isOpen && (isDamaged || !readsText && last > first && base[first] == UInt8(ascii: "#")) {
                delivery.counts.cutOff = place
            }
            place.line += 1
        }
        return place.line
    }

    /// Whether a line is the beginning of a time, or one and nothing else.
    private static func isTime(_ base: UnsafePointer<UInt8>, _ line: Range<Int>) -> Bool {
        guard line.count > 4, line.count < 40 else { return false }
        return line.prefix(4).allSatisfy { (0x30...0x39).contains(base[$0]) }
            && base[line.lowerBound + 4] == UInt8(ascii: "-")
            && line.allSatisfy { (0x30...0x39).contains(base[$0]) || "-:.+TZ".utf8.contains(base[$0]) }
    }

    /// The offset behind the first newline at `from` or later, or `count`.
    private func endOfLine(_ base: UnsafePointer<UInt8>, _ from: Int, _ count: Int) -> Int {
        base.offset(of: Ascii.newline, from: from, to: count).map { $0 + 1 } ?? count
    }

    /// Reads runs of lines that are nothing by themselves.
    private func readStrays(_ base: UnsafePointer<UInt8>, _ sequence: Int) {
        for run in strays.runs {
            let place = Place(line: run.lines.lowerBound, sequence: sequence)
            guard documents.containers.take(stray: base + run.bytes.lowerBound, run.bytes.count, place) else {
                continue
            }
            let ignored = run.lines.count - delivery.counts.withdrawMalformed(run, sequence)
            delivery.counts.ignoredLines -= min(delivery.counts.ignoredLines, ignored)
        }
        strays = StrayLines()
    }

    /// Reads documents that are spread over entries which are no records by themselves.
    private func readEntries(_ base: UnsafePointer<UInt8>, _ sequence: Int) {
        for run in entries.runs where run.lines.count > 1 && run.bytes.count < ContainerReader.longestText {
            let (bytes, length) = (base + run.bytes.lowerBound, run.bytes.count)
            guard delivery.isSought(in: bytes, length) else { continue }
            // The input's first document was read before it was known that the lines stand alone.
            let first = documents.first
            let lead = sequence == 1 && run.lines.lowerBound <= 1 ? first.entry : []
            let text = SpreadText(UnsafeBufferPointer(start: bytes, count: length), after: lead, plan)
            guard !text.documents.isEmpty else { continue }
            let withdrawn = delivery.counts.withdrawMalformed(run, sequence)
            let place = Place(line: run.lines.lowerBound, sequence: sequence)
            if text.isWhole {
                if !lead.isEmpty {
                    if first.isMalformed { delivery.counts.malformed -= 1 } else { delivery.counts.others -= 1 }
                }
                delivery.counts.others -= min(delivery.counts.others, run.lines.count - withdrawn)
            } else {
                // Some piece is left over.
                delivery.counts.malformed(place)
            }
            documents.containers.deliver(text.documents, of: (bytes, length), place)
        }
        entries = StrayLines()
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
