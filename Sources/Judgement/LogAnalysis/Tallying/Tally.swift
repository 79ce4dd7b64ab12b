internal import LogReading
internal import Playbooks

/// Counts records, on one thread.
final class Tally: RecordSink {
    private var loop: TallyLoop

    init(_ knowledge: Knowledge, window: TimeWindow, clock: LocalClock?) {
        loop = TallyLoop(knowledge, window: window, clock: clock)
    }

    func take(_ record: Record) { loop.take(record) }

    func takeLine(_ line: UnsafeRawBufferPointer) -> Bool { loop.takeLine(line) }

    /// Adds what was counted to `census`; answers the records outside the time window.
    func give(_ census: inout Census) -> Int {
        census.add(loop.census)
        return loop.filtered
    }
}

/// The loop over records, in which no `String` is made. A value, so that the compiler need not check each access.
struct TallyLoop: ~Copyable {
    private let knowledge: Knowledge
    private let window: TimeWindow
    private let clock: LocalClock?
    private let treatment: [Treatment]
    /// The fields that some rule compares.
    private let compared: [Int]
    private var values: [RecordValue] = []
    private var shape = CellBytes()
    private var business = CellBytes()
    private var evidence = CellBytes()
    private(set) var census = Census()
    /// Records outside the time window.
    private(set) var filtered = 0

    /// What the loop does with a slot's values.
    private enum Treatment { case reason, time, text, status, business, shape, evidence, ignored }

    init(_ knowledge: Knowledge, window: TimeWindow, clock: LocalClock?) {
        self.knowledge = knowledge
        self.window = window
        self.clock = clock
        compared = knowledge.comparedFields.compactMap { knowledge.slots.number(of: .evidence($0)) }
        treatment =
            knowledge.slots.uses.map { use in
                switch use {
                case .record(.reason): .reason
                case .record(.time): .time
                case .record(.text): .text
                case .record(.status): .status
                case .record(.business): .business
                case .record: .shape
                case .evidence: .evidence
                }
            } + [.ignored, .ignored]  // `_index` and `_id` are the reader's own
    }

    mutating func take(_ record: Record) {
        values.removeAll(keepingCapacity: true)
        for index in 0..<record.count { values.append(record[index]) }
        let first = firstLook()
        shape.removeAll()
        shape.add(signature: first.signature)
        business.removeAll()
        for value in values {
            if value.slot == FieldPlan.byValue {
                if first.isFoundByValue { shape.add(value, keepsText: true, keepsPath: true) }
                continue
            }
            switch treatment[value.slot] {
            case .reason: shape.add(value, keepsText: true, keepsPath: true)
            case .shape: shape.add(value, keepsText: true, keepsPath: false)
            case .business: business.add(value, keepsText: true, keepsPath: false)
            // Here it only matters which fields the record has; the values are counted one field at a time.
            case .evidence: shape.add(value, keepsText: false, keepsPath: false)
            case .time, .text, .status, .ignored: break
            }
        }
        count(first.time, comparing: first.speaks)
    }

    mutating func takeLine(_ line: UnsafeRawBufferPointer) -> Bool {
        guard let signature = knowledge.signatures.find(in: line) else { return false }
        shape.removeAll()
        shape.add(signature: signature)
        business.removeAll()
        count(LogTime(atStartOf: line), comparing: false)
        return true
    }

    /// What has to be known of a record before its values are counted.
    private struct FirstLook {
        var time: LogTime?
        var signature: Int?
        /// Whether there is a reason to explain.
        var speaks = false
        var isFoundByValue = false
    }

    private func firstLook() -> FirstLook {
        var look = FirstLook()
        var timeRank = UInt32.max
        var hasReasonAlias = false
        for value in values {
            guard value.slot != FieldPlan.byValue else {
                look.isFoundByValue = true
                continue
            }
            switch treatment[value.slot] {
            case .time:
                guard value.rank < timeRank, value.kind == .text || value.kind == .number,
                    let read = LogTime(value.bytes)
                else { continue }
                look.time = read
                timeRank = value.rank
            case .text:
                guard value.kind == .text, let found = knowledge.signatures.find(in: value.bytes) else { continue }
                look.signature = knowledge.signatures.better(look.signature, found)
            case .status:
                guard value.bytes.count == 3 else { continue }
                let status = String(decoding: value.bytes, as: UTF8.self)
                look.signature = knowledge.signatures.better(
                    look.signature, knowledge.signatures.find(status: status))
            case .reason where value.kind != .object:
                hasReasonAlias = true
                if value.kind != .null && !Blank.isBlank(value.bytes) { look.speaks = true }
            default: break
            }
        }
        // Only a record that has no reason by name is searched for one (design.md D11).
        look.isFoundByValue = look.isFoundByValue && !hasReasonAlias
        look.speaks = look.speaks || look.isFoundByValue
        return look
    }

    private mutating func count(_ time: LogTime?, comparing: Bool) {
        var seen = Seen(count: 1)
        switch time {
        case .instant(let instant): seen.first = instant
        case .local(let local):
            if let clock { seen.first = clock.instant(local) } else { seen.zoneless = 1 }
        case nil: seen.untimed = 1
        }
        if seen.first != .max {
            seen.last = seen.first
            if !window.isOpen && !window.contains(seen.first) { filtered += 1; return }
        }
        var group = Group(
            shape: Int32(census.shapes.number(shape.all)), business: Int32(census.businesses.number(business.all)),
            evidence: -1)
        census.add(group, seen)
        guard comparing else { return }
        for slot in compared {
            evidence.removeAll()
            for value in values where value.slot == slot { evidence.add(value, keepsText: true, keepsPath: false) }
            if evidence.isEmpty { continue }
            group.evidence = Int32(census.evidence.number(evidence.all))
            census.add(group, seen)
        }
    }
}
