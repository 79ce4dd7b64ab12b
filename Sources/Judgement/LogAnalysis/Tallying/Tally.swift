internal import LogReading
internal import Playbooks

/// Counts records, on one thread.
final class Tally: RecordSink {
    private var loop: TallyLoop

    init(_ knowledge: Knowledge, options: AnalysisOptions) {
        loop = TallyLoop(knowledge, options: options)
    }

    func take(_ record: Record) { loop.take(record) }

    func takeLine(_ line: UnsafeRawBufferPointer) -> Bool { loop.takeLine(line) }

    /// Adds what was counted to `census`; answers the records outside the time window.
    func give(_ census: inout Census) -> Int {
        census.add(loop.census)
        if let group = loop.quietGroup { census.add(Census.moved(group, from: loop.census, to: &census), loop.quiet) }
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
    private let integrationSlot: Int
    private var values: [RecordValue] = []
    private var shape = CellBytes()
    private var business = CellBytes()
    private var evidence = CellBytes()
    private(set) var census = Census()
    /// Records outside the time window.
    private(set) var filtered = 0
    /// Records of which nothing is judged (`isQuiet`): they only count, all in the group of the first of them.
    private(set) var quiet = Seen()
    private(set) var quietGroup: Group?
    /// Whether no filter asks whose an unrestricted record is, or when it was.
    private let countsQuietly: Bool

    /// What the loop does with a slot's values.
    private enum Treatment { case reason, time, text, status, business, shape, evidence, ignored }

    init(_ knowledge: Knowledge, options: AnalysisOptions) {
        self.knowledge = knowledge
        window = options.window
        clock = options.clock
        countsQuietly = options.business == nil && options.integration == nil && options.window.isOpen
        integrationSlot = knowledge.slots.number(of: .record(.integration)) ?? -1
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
        let isQuiet = countsQuietly && first.isQuiet
        if isQuiet && quietGroup != nil {
            quiet.count += 1
            return
        }
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
        let group = count(time, comparing: first.speaks)
        if isQuiet { quietGroup = group }
    }

    mutating func takeLine(_ line: UnsafeRawBufferPointer) -> Bool {
        guard let signature = knowledge.signatures.find(in: line) else { return false }
        shape.removeAll()
        shape.add(signature: signature)
        business.removeAll()
        _ = count(LogTime(atStartOf: line), comparing: false)
        return true
    }

    /// What has to be known of a record before its values are counted.
    private struct FirstLook {
        var signature: Int?
        /// Whether it has a field that check-ins have.
        var isCheckIn = false
        /// Whether something beside the reason has to be looked at: a flag, or a reason that is no text.
        var hasOddity = false
        /// Whether there is a reason to explain.
        var speaks = false
        var isFoundByValue = false

        /// Whether it is plainly an unrestricted check-in, of which there is nothing to say.
        var isQuiet: Bool { isCheckIn && !speaks && !hasOddity && signature == nil }
    }

    private func firstLook() -> FirstLook {
        var look = FirstLook()
        var hasReasonAlias = false
        for value in values {
            guard value.slot != FieldPlan.byValue else {
                look.isFoundByValue = true
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
            case .shape where value.slot != integrationSlot: look.hasOddity = true
            case .evidence: look.isCheckIn = look.isCheckIn || (value.kind != .null && value.kind != .object)
            case .reason where value.kind == .object: look.hasOddity = true
            case .reason:
                hasReasonAlias = true
                look.isCheckIn = true
                if value.kind != .null && !Blank.isBlank(value.bytes) { look.speaks = true }
            default: break
            }
        }
        // Only a record that has no reason by name is searched for one (design.md D11).
        look.isFoundByValue = look.isFoundByValue && !hasReasonAlias
        look.speaks = look.speaks || look.isFoundByValue
        return look
    }

    /// The time in the most trusted place that holds one (design.md D8).
    private var time: LogTime? {
        var best: LogTime?
        var rank = UInt32.max
        for value in values where value.slot != FieldPlan.byValue && treatment[value.slot] == .time {
            guard value.rank < rank, value.kind == .text || value.kind == .number,
                let read = LogTime(value.bytes)
            else { continue }
            best = read
            rank = value.rank
        }
        return best
    }

    /// Counts a record; answers its group, or nothing for one outside the time window.
    private mutating func count(_ time: LogTime?, comparing: Bool) -> Group? {
        var seen = Seen(count: 1)
        switch time {
        case .instant(let instant): seen.first = instant
        case .local(let local):
            if let clock { seen.first = clock.instant(local) } else { seen.zoneless = 1 }
        case nil: seen.untimed = 1
        }
        if seen.first != .max {
            seen.last = seen.first
            if !window.isOpen && !window.contains(seen.first) { filtered += 1; return nil }
        }
        var group = Group(
            shape: Int32(census.shapes.number(shape.all)), business: Int32(census.businesses.number(business.all)),
            evidence: -1)
        census.add(group, seen)
        let whole = group
        guard comparing else { return whole }
        for slot in compared {
            evidence.removeAll()
            for value in values where value.slot == slot { evidence.add(value, keepsText: true, keepsPath: false) }
            if evidence.isEmpty { continue }
            group.evidence = Int32(census.evidence.number(evidence.all))
            census.add(group, seen)
        }
        return whole
    }
}
