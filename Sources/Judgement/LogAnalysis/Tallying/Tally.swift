internal import LogReading
internal import Playbooks

/// Counts records by group, on one thread: the loop over records, in which no `String` is made.
final class Tally: RecordSink {
    private let knowledge: Knowledge
    private let window: TimeWindow
    private let clock: LocalClock?
    private let treatment: [Treatment]
    private let reasonSlot: Int
    private var key = GroupKey()
    private(set) var groups = GroupTable()
    /// Records outside the time window.
    private(set) var filtered = 0

    /// What the loop does with a slot's values.
    private enum Treatment { case reason, time, text, status, always, evidence, ignored }

    init(_ knowledge: Knowledge, window: TimeWindow, clock: LocalClock?) {
        self.knowledge = knowledge
        self.window = window
        self.clock = clock
        reasonSlot = knowledge.slots.number(of: .record(.reason)) ?? -1
        treatment =
            knowledge.slots.uses.map { use in
                switch use {
                case .record(.reason): .reason
                case .record(.time): .time
                case .record(.text): .text
                case .record(.status): .status
                case .record: .always
                case .evidence: .evidence
                }
            } + [.ignored, .ignored]  // `_index` and `_id` are the reader's own
    }

    func take(_ record: Record) {
        var time: LogTime?
        var timeRank = UInt32.max
        var signature: Int?
        var speaks = false  // whether there is a reason to explain
        var hasReasonAlias = false
        var isFoundByValue = false
        for index in 0..<record.count {
            let value = record[index]
            guard value.slot != FieldPlan.byValue else {
                isFoundByValue = true
                continue
            }
            switch treatment[value.slot] {
            case .time:
                guard value.rank < timeRank, value.kind == .text || value.kind == .number,
                    let read = LogTime(value.bytes)
                else { continue }
                time = read
                timeRank = value.rank
            case .text:
                guard value.kind == .text, let found = knowledge.signatures.find(in: value.bytes) else { continue }
                signature = knowledge.signatures.better(signature, found)
            case .status:
                guard value.bytes.count == 3 else { continue }
                let status = String(decoding: value.bytes, as: UTF8.self)
                signature = knowledge.signatures.better(signature, knowledge.signatures.find(status: status))
            case .reason where value.kind != .object:
                hasReasonAlias = true
                if value.kind != .null && !Blank.isBlank(value.bytes) { speaks = true }
            default: break
            }
        }
        // Only a record that has no reason by name is searched for one (design.md D11).
        isFoundByValue = isFoundByValue && !hasReasonAlias
        speaks = speaks || isFoundByValue
        key.begin(signature: signature)
        for index in 0..<record.count {
            let value = record[index]
            if value.slot == FieldPlan.byValue {
                if isFoundByValue { key.add(value, keepsText: true, keepsPath: true) }
                continue
            }
            switch treatment[value.slot] {
            case .reason: key.add(value, keepsText: true, keepsPath: true)
            case .always: key.add(value, keepsText: true, keepsPath: false)
            // Of an unrestricted record it only matters which fields it has.
            case .evidence: key.add(value, keepsText: speaks, keepsPath: false)
            case .time, .text, .status, .ignored: break
            }
        }
        count(time)
    }

    func takeLine(_ line: UnsafeRawBufferPointer) -> Bool {
        guard let signature = knowledge.signatures.find(in: line) else { return false }
        key.begin(signature: signature)
        count(LogTime(atStartOf: line))
        return true
    }

    private func count(_ time: LogTime?) {
        var seen = GroupCount(count: 1)
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
        groups.add(key.all, seen)
    }
}
