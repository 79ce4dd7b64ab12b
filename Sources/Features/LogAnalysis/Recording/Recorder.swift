internal import LogReading
internal import Model
public import Reporting
internal import Support
internal import Synchronization

/// Keeps or writes single records, on one thread: all of them (`--each`), those of one contact, or the first few.
struct Recorder {
    /// The input at hand, as it was named.
    var input = ""
    private let door: RecordDoor?
    private let output: OrderedOutput?
    private let most: Int
    private var templates: [Group: EachRecord.Parts] = [:]
    private var lines: [UInt8] = []
    /// The records that are kept, in the order in which they came.
    private(set) var kept: [Kept] = []
    /// Records that were not kept any more.
    private(set) var left = 0

    /// A record, and the time by which records are sorted.
    struct Kept {
        var record: RecordExplanation
        var time: Int
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

    mutating func take(_ group: Group, line: Int?, id: String?, time: Int?, _ recordGroups: inout RecordGroups) {
        if let door { return write(group, door, line: line, id: id, time: time, &recordGroups) }
        guard let line, kept.count < most else {
            left += 1
            return
        }
        var record = RecordWriter.record(group, &recordGroups)
        record.input = input
        record.line = line
        record.id = id
        record.time = time.map(Timestamp.text(milliseconds:))
        kept.append(Kept(record: record, time: time ?? .min))
    }

    /// Takes over the records that another thread has kept.
    mutating func take(over other: inout Recorder) {
        kept += other.kept
        left += other.left
        other.kept = []
        other.left = 0
    }

    mutating func end(batch: Int) {
        output?.take(lines, batch: batch)
        lines.removeAll(keepingCapacity: true)
    }

    private mutating func write(
        _ group: Group, _ door: RecordDoor, line: Int?, id: String?, time: Int?, _ recordGroups: inout RecordGroups
    ) {
        let template: EachRecord.Parts
        if let known = templates[group] {
            template = known
        } else {
            var record = RecordWriter.record(group, &recordGroups)
            record.input = input
            template = door.template(record)
            templates[group] = template
        }
        lines += template.beforeLine.utf8
        lines += String(line ?? 0).utf8
        lines += template.beforeID.utf8
        lines += door.id(id).utf8
        lines += template.beforeTime.utf8
        lines += door.time(time.map(Timestamp.text(milliseconds:))).utf8
        lines += template.behind.utf8
    }
}

/// Where single records go (`--each`): through the gate, as bytes that may be shown.
public struct RecordDoor: Sendable {
    private let isJSON: Bool
    private let gate: Gate
    /// Takes finished lines, in the order of the input; false if nobody wants more.
    let write: @Sendable ([UInt8]) -> Bool

    /// Writes records in the form that goes with a report's format.
    public init(_ format: ReportFormat, gate: Gate, write: @escaping @Sendable ([UInt8]) -> Bool) {
        isJSON = !format.isForPersons
        self.gate = gate
        self.write = write
    }

    /// A record's line without what differs from record to record of one group: line, `_id` and time are left out.
    func template(_ record: RecordExplanation) -> EachRecord.Parts {
        let safe = gate.record(record)
        return isJSON ? EachRecord.json(safe) : EachRecord.text(safe)
    }

    /// An `_id` as it may be shown in such a line; nothing stands for a record without one.
    func id(_ id: String?) -> String { isJSON ? EachRecord.json(id.map(gate.documentID)) : "" }

    /// A time as it stands in such a line; nothing stands for a record without one.
    func time(_ time: String?) -> String {
        isJSON ? EachRecord.json(time) : time.map { ShownTime.seconds($0, $0) } ?? "no time"
    }
}

/// Puts what several threads write into the order of the input.
final class OrderedOutput: Sendable {
    private let state = Mutex(State())
    private let write: @Sendable ([UInt8]) -> Bool

    private struct State {
        var next = 0
        var waiting: [Int: [UInt8]] = [:]
        var isClosed = false
    }

    init(_ write: @escaping @Sendable ([UInt8]) -> Bool) { self.write = write }

    /// Takes the lines of one batch, which are written when those of all batches before it have been.
    func take(_ lines: [UInt8], batch: Int) {
        state.withLock { state in
            state.waiting[batch] = lines
            while let lines = state.waiting.removeValue(forKey: state.next) {
                state.next += 1
                if !lines.isEmpty && !state.isClosed { state.isClosed = !write(lines) }
            }
        }
    }

    /// Begins a new input, whose batches are numbered from 0 again.
    func begin() { state.withLock { $0.next = 0 } }
}

/// Makes what is said of one record out of its group.
enum RecordWriter {
    /// Everything but input, line, `_id` and time.
    static func record(_ group: Group, _ recordGroups: inout RecordGroups) -> RecordExplanation {
        let judgement = recordGroups.judgedShapes[Int(group.shape)].judgement
        let numbers = recordGroups.numbers[Int(group.business)]
        var findings: [RecordExplanation.RecordFinding] = []
        for (hit, indexed) in zip(judgement.hits, recordGroups.judgedShapes[Int(group.shape)].indexedHits) {
            let decided = Decision.of(indexed, group, &recordGroups)
            let code = decided.code(of: hit)
            let verdict = decided.verdict
            var values: [EvidenceValue] = []
            if let shown = hit.shown { values.append(shown) }
            if decided.cell >= 0 { values += recordGroups.assessedValues[Int(decided.cell)].evidence.values }
            if decided.isMissing, let field = hit.field {
                values.append(EvidenceValue(name: field, value: nil))
            }
            let evidence = values.sorted { ($0.name, $0.value ?? "") < ($1.name, $1.value ?? "") }.map {
                Evidence(name: $0.name, value: $0.value, meaning: meaning($0, judgement, recordGroups), count: 1)
            }
            let known = findings.firstIndex { $0.code == code && $0.verdict == verdict }
            if let known {
                findings[known].evidence += evidence.filter { !findings[known].evidence.contains($0) }
            } else {
                findings.append(RecordExplanation.RecordFinding(code: code, verdict: verdict, evidence: evidence))
            }
        }
        findings += letThrough(group, judgement, &recordGroups)
        findings.sort { ($0.code, $0.verdict.rawValue) < ($1.code, $1.verdict.rawValue) }
        return RecordExplanation(
            input: "", line: 0, id: nil, time: nil,
            businessNumber: numbers.isEmpty ? nil : numbers.joined(separator: ","),
            integration: judgement.integration, isRestricted: judgement.isRestricted, findings: findings)
    }

    /// What speaks against a contact that was let through (rules.md D32).
    private static func letThrough(
        _ group: Group, _ judgement: Judgement, _ recordGroups: inout RecordGroups
    ) -> [RecordExplanation.RecordFinding] {
        var evidence: [LetThrough.Code: [EvidenceValue]] = [:]
        for objection in recordGroups.objections(to: group) {
            let values = recordGroups.assessedValues[Int(objection.cell)].evidence.values
            evidence[objection.found.code, default: []] += values.filter {
                recordGroups.speaks($0, objection.found, rule: objection.rule)
            }
        }
        return evidence.map { code, values in
            RecordExplanation.RecordFinding(
                code: code.text, verdict: code.verdict,
                evidence: values.sorted { ($0.name, $0.value ?? "") < ($1.name, $1.value ?? "") }.map {
                    Evidence(name: $0.name, value: $0.value, meaning: meaning($0, judgement, recordGroups), count: 1)
                })
        }
    }

    private static func meaning(_ value: EvidenceValue, _ judgement: Judgement, _ recordGroups: borrowing RecordGroups)
        -> String?
    {
        let playbook = judgement.integration.flatMap { recordGroups.knowledge.playbooks.playbook(named: $0) }
        return playbook?.meaning(of: value.value, field: value.name)
    }
}

extension Playbook {
    /// What a value of an evidence field means, where that is known.
    func meaning(of value: String?, field: String) -> String? {
        let meanings = evidenceFields.first { $0.name == field }?.meanings ?? []
        return meanings.first { $0.value.lowercased() == value?.lowercased() }?.meaning
    }
}
