internal import Support

/// Hands one worker's records to its sink, once each among several inputs, and counts them and what is none; takes note of
/// what is sought and was not read.
final class RecordDelivery {
    // The next object in memory may be another thread's, and what is written once a record must not share its cache line.
    private let apart = CacheLine()
    let sink: any RecordSink
    // Only its own thread touches a worker's delivery while it works; the checks would be felt once a record.
    @exclusivity(unchecked) var counts = BatchCounts()
    /// What of the current batch was not read.
    @exclusivity(unchecked) var unread: UnreadTexts
    private let plan: FieldPlan
    private let seen: DigestTable?
    /// The number of the current input, and whether another may follow.
    @exclusivity(unchecked) private var input = 0
    @exclusivity(unchecked) private var isLast = false
    /// The first line of the current batch, where that is known.
    @exclusivity(unchecked) private var firstLine: Int?

    init(plan: FieldPlan, sink: any RecordSink, seen: DigestTable?) {
        self.plan = plan
        self.sink = sink
        self.seen = seen
        unread = UnreadTexts(plan)
    }

    /// Starts a new input, the one of this number; `isLast` if no other follows.
    func begin(input: Int, isLast: Bool) {
        self.input = input
        self.isLast = isLast
        counts = BatchCounts()
    }

    /// Starts a batch, whose text from its first line on is at `lines`.
    func begin(_ batch: Batch, _ lines: UnsafePointer<UInt8>, _ count: Int) {
        firstLine = batch.firstLine
        unread.begin(lines, count)
    }

    /// Gives a record to the sink and counts it, duplicates apart; false if it is none, which is not counted.
    func give(_ record: Record, _ place: Place) -> Bool {
        if let seen, let digest = Digest(of: record, plan),
            seen.isDuplicate(digest, input: input, remembers: !isLast)
        {
            if sink.isRecord(record) {
                counts.records += 1
                counts.duplicates += 1
            } else {
                counts.others += 1
            }
            return true
        }
        guard sink.take(record, line: number(place)) else { return false }
        counts.records += 1
        return true
    }

    /// Gives a line of text to the sink; false if it shows no failure.
    func give(line: UnsafePointer<UInt8>, _ length: Int, _ place: Place) -> Bool {
        guard sink.take(text: UnsafeRawBufferPointer(start: line, count: length), line: number(place)) else {
            return false
        }
        counts.records += 1
        pass(line, length)
        return true
    }

    /// Counts a line that is nothing by itself.
    func ignore(line: UnsafePointer<UInt8>, _ length: Int) {
        counts.ignoredLines += 1
        pass(line, length)
    }

    /// Takes what is sought in a unit for read.
    func pass(_ bytes: UnsafePointer<UInt8>, _ length: Int) { if !unread.isIdle { unread.pass(bytes, length) } }

    /// Whether something that is sought stands in a unit and was not read.
    func isSought(in bytes: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        !unread.isIdle && unread.unread(in: bytes, length) != nil
    }

    /// The line in the whole input, where that is known by now.
    private func number(_ place: Place) -> Int? {
        place.sequence == nil ? place.line : firstLine.map { $0 + place.line }
    }

    /// Ends a batch: takes note of what was not read of it, by its places.
    func end(_ batch: Batch, _ lines: UnsafePointer<UInt8>) {
        noteUnread(batch, lines)
        sink.end(batch: batch.sequence)
    }

    private func noteUnread(_ batch: Batch, _ lines: UnsafePointer<UInt8>) {
        var ahead = batch.units[...]
        // The offsets are in order, so that each line end is counted once.
        var (line, counted) = (0, 0)
        for offset in unread.end() {
            while let unit = ahead.first, unit.offset - batch.start <= offset {
                (line, counted) = (unit.line, max(0, unit.offset - batch.start))
                ahead = ahead.dropFirst()
            }
            let passed = UnsafeBufferPointer(start: lines + counted, count: max(0, offset - counted))
            (line, counted) = (line + passed.count { $0 == Ascii.newline }, max(counted, offset))
            let isInUnit = ahead.count < batch.units.count
            counts.unread(isInUnit ? Place(line: line) : Place(line: line, sequence: batch.sequence))
        }
    }
}

/// A line: in the whole input, or in one batch of lines.
struct Place {
    var line: Int
    var sequence: Int?
}
