/// What was read of one input.
public struct ReadSummary: Sendable, Equatable {
    /// One of rules.md D24's words.
    public var format: String
    /// As stored.
    public var bytes: Int
    /// Before filters and duplicates (rules.md D6).
    public var records = 0
    /// Documents and rows that the sink did not take for a record.
    public var others = 0
    /// Records that an earlier input held already.
    public var duplicates = 0
    /// Lines of plain text that the sink did not take for a record.
    public var ignoredLines = 0
    /// Lines or documents that are none.
    public var malformed = 0
    /// The first few of their lines, in order.
    public var malformedLines: [Int] = []
    /// Documents in which bytes had to be replaced.
    public var repaired = 0
    /// Documents with values deeper than the reader looks.
    public var tooDeep = 0
    /// Whether it holds nothing but blanks.
    public var isEmpty = false
    /// Why reading ended early, if it did, and not because the input stops there.
    public var failure: String?
    /// Whether the input stops in the middle of a document, line or compressed member.
    public var isCutOff = false
    /// Whether that made a document malformed: 1, or 0.
    public var cutOffDocuments = 0
    /// What its search answers say of themselves.
    public var answers: [SearchAnswer] = []
    /// Kibana's saved objects, which hold no records.
    public var savedObjects = 0
    /// Rows of a table with fewer cells than its header; what is missing in them was not looked at.
    public var shortRows = 0
    /// The longest row of a table, in bytes.
    public var longestRow = 0
    /// Bytes of text, after unpacking; only where it is read as a table.
    public var textBytes = 0
    /// Lines and documents that were too long to be read.
    public var tooLong = 0
    /// Documents that the first one may be made of, where that cannot be told.
    public var nested = 0
    /// Headers that stand between rows, behind which rows have other columns.
    public var headers = 0
    /// Sought texts that stand in bytes which were not read as a record's own.
    public var unread = 0
    /// The first few of their lines, in order.
    public var unreadLines: [Int] = []
    /// Documents that were taken out of other text, and what was taken off.
    public var unwrapped = 0
    /// See `unwrapped`.
    public var steps: Set<UnwrappingStep> = []
    /// Whether its text was in Windows-1252.
    public var isWindows1252 = false
    /// Whether some documents of earlier inputs were forgotten, so that this input may hold them again unnoticed.
    public var mayRepeat = false

    /// How many lines are named, at most.
    static let shownLines = 8

    /// Nothing read yet.
    public init(format: String, bytes: Int) {
        self.format = format
        self.bytes = bytes
    }

    /// Adds what was read of another part of the same input; places in it mean nothing in the whole.
    public mutating func add(_ part: ReadSummary) {
        if part.records + part.others > 0 {
            format = records + others == 0 || format == part.format ? part.format : "ndjson"
        }
        bytes += part.bytes
        records += part.records
        others += part.others
        duplicates += part.duplicates
        ignoredLines += part.ignoredLines
        malformed += part.malformed
        repaired += part.repaired
        tooDeep += part.tooDeep
        unread += part.unread
        unwrapped += part.unwrapped
        steps.formUnion(part.steps)
        failure = failure ?? part.failure
    }
}

/// What one worker counted of one input.
struct BatchCounts {
    var records = 0
    var others = 0
    var duplicates = 0
    var ignoredLines = 0
    var malformed = 0
    var repaired = 0
    var tooDeep = 0
    var savedObjects = 0
    var shortRows = 0
    var longestRow = 0
    var nested = 0
    /// The row or line in which the input stops.
    var cutOff: Place?
    var answers: [SearchAnswer] = []
    var places: [Place] = []
    var headers = 0
    var unwrapped = 0
    var steps: Set<UnwrappingStep> = []
    var unread = 0
    var unreadPlaces: [Place] = []
    var lines: [BatchLines] = []

    mutating func unread(_ place: Place) {
        unread += 1
        if unreadPlaces.count < 64 { unreadPlaces.append(place) }
    }

    mutating func malformed(_ place: Place) {
        malformed += 1
        if places.count < 64 { places.append(place) }
    }

    /// Takes back that lines were malformed, since they were read together; answers how many.
    mutating func withdrawMalformed(_ run: StrayLines.Run, _ sequence: Int) -> Int {
        let isIn: (Place) -> Bool = { $0.sequence == sequence && run.lines.contains($0.line) }
        let withdrawn = places.count(where: isIn)
        places.removeAll(where: isIn)
        malformed -= withdrawn
        if let cutOff, isIn(cutOff) { self.cutOff = nil }
        return withdrawn
    }
}

/// How many lines a batch held.
struct BatchLines {
    var sequence: Int
    var count: Int
}

extension ReadSummary {
    /// Adds up what the workers counted, and turns places in batches into lines of the input.
    static func sum(of counts: [BatchCounts], cut: BatchSource, source: ByteSource) -> ReadSummary {
        var summary = ReadSummary(format: cut.format, bytes: source.consumed)
        summary.isEmpty = cut.form == .empty
        summary.isWindows1252 = source.isWindows1252
        summary.failure = source.failure.flatMap { $0.isCutOff ? nil : $0.text }
        summary.isCutOff = source.failure?.isCutOff == true
        summary.answers = cut.documents.answers
        summary.textBytes = cut.textBytes
        summary.tooLong = cut.tooLong
        summary.malformed = cut.documents.malformed + cut.linesLost.count
        summary.malformedLines = cut.documents.malformedLines + cut.linesLost
        var firstLines: [Int: Int] = [:]
        var line = cut.firstLineOfLines
        for batch in counts.flatMap(\.lines).sorted(by: { $0.sequence < $1.sequence }) {
            firstLines[batch.sequence] = line
            line += batch.count
        }
        for worker in counts {
            summary.records += worker.records
            summary.others += worker.others
            summary.duplicates += worker.duplicates
            summary.ignoredLines += worker.ignoredLines
            summary.malformed += worker.malformed
            summary.repaired += worker.repaired
            summary.tooDeep += worker.tooDeep
            summary.savedObjects += worker.savedObjects
            summary.shortRows += worker.shortRows
            summary.nested += worker.nested
            summary.longestRow = max(summary.longestRow, worker.longestRow)
            summary.answers += worker.answers
            func lines(_ places: [Place]) -> [Int] {
                places.compactMap { place in
                    guard let sequence = place.sequence else { return place.line }
                    // Behind a piece that could not be read, nobody knows how many lines it held.
                    if let lost = cut.firstLostSequence, sequence > lost { return nil }
                    return (firstLines[sequence] ?? 1) + place.line
                }
            }
            summary.malformedLines += lines(worker.places)
            summary.unread += worker.unread
            summary.unwrapped += worker.unwrapped
            summary.steps.formUnion(worker.steps)
            summary.headers += worker.headers
            summary.unreadLines += lines(worker.unreadPlaces)
        }
        if !summary.answers.isEmpty && summary.format == "document" { summary.format = "response" }
        if summary.savedObjects > 0 && summary.records + summary.others == 0 { summary.format = "savedObjects" }
        let isCutInside = cut.documents.isUnfinished || counts.contains { $0.cutOff != nil }
        summary.isCutOff = summary.isCutOff || isCutInside
        summary.cutOffDocuments = isCutInside && summary.malformed > 0 ? 1 : 0
        summary.malformedLines = Array(summary.malformedLines.sorted().prefix(shownLines))
        summary.unreadLines = Array(Set(summary.unreadLines).sorted().prefix(shownLines))
        return summary
    }
}

extension InputError {
    static func notALog(_ found: Signature, bytes: Int) -> InputError {
        var fault = InputError(
            "is \(found.name), not a log export",
            remedy: found.unpack.map { "unpack it first and pipe the result in: \($0) | be-diagnose explain -" }
                ?? found.advice ?? "export the records from Kibana as JSON, one document per line", isForm: true)
        fault.bytes = bytes
        return fault
    }
}
