internal import Findings
internal import LogReading
internal import Playbooks

/// The loop over records, in which no `String` is made. A value, so that the compiler need not check each access.
struct TallyLoop: ~Copyable {
    private let knowledge: Knowledge
    private let window: TimeWindow
    private let clock: LocalClock?
    private let wantedBusiness: String?
    private let wantedIntegration: String?
    private let treatment: [Treatment]
    private var shape = CellBytes()
    private var business = CellBytes()
    private var cell = CellBytes()
    private var row: [Int32] = []
    private var clockwork = DayCache()
    private var census: Census
    /// Records that an option leaves out.
    private var filtered = 0
    /// Whether any record, filtered ones included, has what a check-in has.
    private var looksLikeCheckIn = false

    /// What the loop does with a slot's values.
    private enum Treatment { case reason, time, text, status, business, shape, evidence, ignored }

    init(_ knowledge: Knowledge, options: AnalysisOptions) {
        self.knowledge = knowledge
        window = options.window
        clock = options.clock
        wantedBusiness = options.business
        wantedIntegration = options.integration
        census = Census(knowledge, options)
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

    /// Counts a document; answers its group, or nothing for one that an option leaves out.
    @discardableResult
    mutating func take(_ record: Record) -> Group? {
        let look = firstLook(record)
        shape.removeAll()
        shape.add(signature: look.signature)
        business.removeAll()
        for index in 0..<record.count {
            let value = record[index]
            if value.slot == FieldPlan.byValue {
                if look.takesTexts { shape.add(value, keepsText: true, keepsPath: true) }
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
        return count(record, time(record))
    }

    /// Counts a line of plain text that shows a failure; false for any other.
    mutating func takeLine(_ line: UnsafeRawBufferPointer) -> Bool {
        guard let signature = knowledge.signatures.find(in: line) else { return false }
        shape.removeAll()
        shape.add(signature: signature)
        business.removeAll()
        _ = count(nil, LogTime(atStartOf: line))
        return true
    }

    /// Judges what was counted, and adds it to `sums`.
    mutating func give(_ sums: inout Sums) {
        sums.counters.filtered += filtered
        sums.looksLikeCheckIn = sums.looksLikeCheckIn || looksLikeCheckIn
        var judge = CensusJudge(knowledge)
        judge.judge(&census, into: &sums)
    }

    private func firstLook(_ record: Record) -> FirstLook {
        var look = FirstLook()
        var hasReasonAlias = false
        var hasTexts = false
        for index in 0..<record.count {
            let value = record[index]
            guard value.slot != FieldPlan.byValue else {
                hasTexts = true
                continue
            }
            switch treatment[value.slot] {
            case .text:
                guard value.kind == .text, let found = knowledge.signatures.find(in: value.bytes) else { continue }
                look.signature = knowledge.signatures.better(look.signature, found)
            case .status:
                guard value.bytes.count == 3 else { continue }
                let status = String(decoding: value.bytes, as: UTF8.self)
                look.signature = knowledge.signatures.better(
                    look.signature, knowledge.signatures.find(status: status))
            case .reason where value.kind != .object: hasReasonAlias = true
            default: break
            }
        }
        // Only a record that has no reason by name is searched for one (design.md D11).
        look.takesTexts = hasTexts && !hasReasonAlias
        return look
    }

    /// The time in the most trusted place that holds one (design.md D8).
    private mutating func time(_ record: Record) -> LogTime? {
        var best: LogTime?
        var rank = UInt32.max
        for index in 0..<record.count {
            let value = record[index]
            guard value.slot != FieldPlan.byValue, treatment[value.slot] == .time, value.rank < rank,
                value.kind == .text || value.kind == .number, let read = clockwork.time(value.bytes)
            else { continue }
            best = read
            rank = value.rank
        }
        return best
    }

    private mutating func count(_ record: Record?, _ time: LogTime?) -> Group? {
        let shape = census.shape(shape.all)
        let business = census.business(business.all)
        looksLikeCheckIn =
            looksLikeCheckIn || census.kinds[shape].judgement.looksLikeCheckIn || !census.numbers[business].isEmpty
        if let wantedBusiness, !census.numbers[business].contains(wantedBusiness) { filtered += 1; return nil }
        if let wantedIntegration, census.kinds[shape].judgement.integration != wantedIntegration {
            filtered += 1
            return nil
        }
        let seen = seen(time)
        if seen.first != .max {
            if !window.isOpen && !window.contains(seen.first) { filtered += 1; return nil }
            census.timeline.add(census.kinds[shape].series, seen.first)
        }
        var group = Group(shape: Int32(shape), business: Int32(business), values: -1)
        if let record, census.kinds[shape].compares { group.values = values(record, shape, business) }
        census.groups.add(group, seen)
        return group
    }

    private func seen(_ time: LogTime?) -> Seen {
        var seen = Seen(count: 1)
        switch time {
        case .instant(let instant): seen.first = instant
        case .local(let local):
            if let clock { seen.first = clock.instant(local) } else { seen.zoneless = 1 }
        case nil: seen.untimed = 1
        }
        if seen.first != .max { seen.last = seen.first }
        return seen
    }

    /// The values that decide something about a record of this shape.
    private mutating func values(_ record: Record, _ shape: Int, _ business: Int) -> Int32 {
        row.removeAll(keepingCapacity: true)
        for slot in census.kinds[shape].ownSlots { row.append(cell(record, slot)) }
        for other in census.kinds[shape].others {
            guard let slot = other.slot else { continue }
            let cell = cell(record, slot)
            if row.contains(cell) { continue }
            if census.outcome(rule: other.rule, business: business, cell: cell) == .blocked { row.append(cell) }
        }
        return census.row(row)
    }

    private mutating func cell(_ record: Record, _ slot: Int) -> Int32 {
        cell.removeAll()
        for index in 0..<record.count where record[index].slot == slot {
            cell.add(record[index], keepsText: true, keepsPath: false)
        }
        return census.cell(cell.all)
    }
}
