internal import LogReading
internal import Model

/// Keeps or writes single records, on one thread: all of them (`--each`), those of one contact, or the first few.
struct Recorder {
    /// The input at hand, as it was named.
    var input = ""
    private let door: RecordDoor?
    private let output: OrderedOutput?
    private let most: Int
    private var templates: [Group: RecordTemplate] = [:]
    private var lines: [UInt8] = []
    /// The records that are kept, in the order in which they came.
    private(set) var kept: [Kept] = []
    /// Records that were not kept any more.
    private(set) var left = 0

    /// A record, and the time by which records are sorted.
    struct Kept {
        var record: RecordExplanation
        var time: Int64
    }

    /// With no more records than that, each is explained.
    static let few = 5
    /// More records of one contact than that are not listed.
    private static let mostOfContact = 1000

    init(_ options: AnalysisOptions, output: OrderedOutput?) {
        door = output == nil ? nil : options.each
        self.output = output
        most = options.contact == nil ? Self.few : Self.mostOfContact
    }

    /// Starts a new input.
    mutating func begin(_ name: String) {
        input = name
        templates = [:]
    }

    /// Whether the next record is of interest at all.
    var wantsMore: Bool { door != nil || left == 0 }

    mutating func take(_ group: Group, line: Int?, id: String?, time: Int64?, _ census: inout Census) {
        if let door { return write(group, door, line: line, id: id, time: time, &census) }
        guard let line, kept.count < most else {
            left += 1
            return
        }
        var record = RecordWriter.record(group, &census)
        record.input = input
        record.line = line
        record.id = id
        record.time = time.map(Timestamp.text)
        kept.append(Kept(record: record, time: time ?? .min))
    }

    mutating func end(batch: Int) {
        output?.take(lines, batch: batch)
        lines.removeAll(keepingCapacity: true)
    }

    private mutating func write(
        _ group: Group, _ door: RecordDoor, line: Int?, id: String?, time: Int64?, _ census: inout Census
    ) {
        let template: RecordTemplate
        if let known = templates[group] {
            template = known
        } else {
            var record = RecordWriter.record(group, &census)
            record.input = input
            template = door.template(record)
            templates[group] = template
        }
        lines += template.beforeLine
        lines += String(line ?? 0).utf8
        lines += template.beforeID
        lines += door.id(id)
        lines += template.beforeTime
        lines += door.time(time.map(Timestamp.text))
        lines += template.behind
    }
}
