internal import LogReading
internal import Model
internal import Support

/// The loop over records, in which no `String` is made. A value, so that the compiler need not check each access.
struct TallyLoop: ~Copyable {
    private let knowledge: Knowledge
    private let options: AnalysisOptions
    private let signatures: Signatures
    private let window: TimeWindow
    private let clock: LocalClock?
    private let wantedBusinesses: [String]
    private let wantedIntegration: String?
    private let treatment: SlotTreatments
    private let areListsKnown: Bool
    private let start = Fingerprint.start
    private var shape = Fingerprint.start
    private var business = Fingerprint.start
    /// Values that are told apart for the first time.
    private var fresh = CellEncoder()
    /// The cells of the record at hand that are looked at, each once.
    private var row = UniqueList<Int32>()
    /// Where the evidence stands in the record at hand.
    private var evidence = UniqueList<Place>()
    private let failedRuns: FailedRunReader
    /// Business numbers that stand in the text of the record at hand.
    private var textBusinesses: [String] = []
    private let days = DayCache()
    private var recordGroups: RecordGroups
    private let contact: ContactMatch?
    private let tags: [Int]
    private var recorder: Recorder
    private var isRecording: Bool
    /// Records of which no time could be read, though a field for it holds a text.
    private var timesNotRead = 0
    /// Records that an option leaves out.
    private var filtered = 0
    /// When the records were, those included that the time filter leaves out.
    private var reach = Occurrences()
    /// Documents of the wanted business that are no records.
    private var othersOfBusiness = 0

    // Not private for the reason given at `GroupJudge.CountedCell`.
    struct Place: BitwiseCopyable {
        var slot: Int32
        var index: Int32
    }

    init(_ knowledge: Knowledge, options: AnalysisOptions, output: OrderedOutput?) {
        self.knowledge = knowledge
        self.options = options
        signatures = knowledge.signatures
        window = options.window
        clock = options.clock
        wantedBusinesses = options.businesses
        wantedIntegration = options.integration
        recordGroups = RecordGroups(knowledge, options)
        failedRuns = FailedRunReader(knowledge)
        contact = options.contact
        tags = options.countsTags ? knowledge.tagSlots : []
        recorder = Recorder(options, output: output)
        isRecording = recorder.wantsMore
        areListsKnown = recordGroups.comparisons.areKnown || options.planned != nil
        treatment = SlotTreatments(knowledge)
    }

    /// What was seen of a document beside its shape, its business and its evidence.
    private struct Sight {
        var signature: Int?
        var time: LogTime?
        /// Whether a text stands where times do, and none could be read.
        var hasUnreadTime = false
        /// Whether a reason may stand under a name that no playbook knows.
        var isSearched = false
        /// Where it says how many it stands for, or -1.
        var countPlace = -1
        /// The whole line, where it is no document.
        var text: UnsafeRawBufferPointer?
    }

    /// Counts a document; false for one that is no record.
    mutating func take(_ record: Record, line: Int?) -> Bool { count(record, look(at: record), line) }

    /// Whether a document that is not counted is a record.
    mutating func isRecord(_ record: Record) -> Bool {
        let sight = look(at: record)
        return isRecord(record, shape: number(of: record, sight))
    }

    @inline(__always)
    private mutating func look(at record: Record) -> Sight {
        shape = start
        business = start
        evidence.removeAll()
        var signature: Int?
        var time: LogTime?
        var timeRank = UInt32.max
        var hasUnreadTime = false
        var hasReasonAlias = false
        var hasTexts = false
        var countPlace = -1
        for index in 0..<record.count {
            let value = record[index]
            if value.slot == FieldPlan.byValue {
                hasTexts = true
                continue
            }
            switch treatment[value.slot] {
            case .reason:
                if value.kind != .object { hasReasonAlias = true }
                shape.add(value, path: value.path)
            case .shape: shape.add(value, path: nil)
            case .business:
                business.add(value, path: nil)
                // Nearly always the only one.
                recordGroups.businesses.fetch(business)
            // Here it only matters which fields the record has; the values are counted one field at a time.
            case .evidence:
                shape.add(presenceOf: value, isBlank: false)
                evidence.append(Place(slot: Int32(value.slot), index: Int32(index)))
            case .placing:
                shape.add(presenceOf: value, isBlank: Blank.isBlank(value))
                evidence.append(Place(slot: Int32(value.slot), index: Int32(index)))
            case .text:
                if value.kind == .text { signature = better(signature, signatures.find(in: value.bytes)) }
            case .status:
                if value.bytes.count == 3 { signature = better(signature, status(value)) }
            case .time:
                // The most trusted place that holds a time (rules.md D8).
                guard value.rank < timeRank, value.kind == .text || value.kind == .number else { continue }
                guard let read = days.time(value.bytes) else {
                    // A word is no time in a form that is not known.
                    if value.bytes.contains(where: { (0x30...0x39).contains($0) }) { hasUnreadTime = true }
                    continue
                }
                time = read
                timeRank = value.rank
            case .count: countPlace = index
            case .ignored: break
            }
        }
        // Only a record that has no reason by name is searched for one (rules.md D11).
        let isSearched = hasTexts && !hasReasonAlias
        if isSearched {
            for index in 0..<record.count where record[index].slot == FieldPlan.byValue {
                shape.add(record[index], path: record[index].path)
            }
        }
        return Sight(
            signature: signature, time: time, hasUnreadTime: time == nil && hasUnreadTime, isSearched: isSearched,
            countPlace: countPlace)
    }

    /// Whether some value, wherever it stands, is the contact's. No method: a call that borrows this loop copies all of it.
    private static func isOfContact(_ contact: ContactMatch, _ record: Record?) -> Bool {
        guard let record else { return false }
        for index in 0..<record.count where contact.matches(record[index]) { return true }
        return false
    }

    private func better(_ left: Int?, _ right: Int?) -> Int? {
        right == nil ? left : signatures.better(left, right)
    }

    private func status(_ value: RecordValue) -> Int? {
        signatures.find(status: String(decoding: value.bytes, as: UTF8.self))
    }

    /// Counts a line of plain text that shows a failure; false for any other.
    mutating func take(text: UnsafeRawBufferPointer, line: Int?) -> Bool {
        guard let signature = signatures.find(in: text) else { return false }
        shape = start
        business = start
        return count(nil, Sight(signature: signature, time: LogTime(atStartOf: text), text: text), line)
    }

    /// Starts a new input.
    mutating func begin(_ input: String) { recorder.begin(input) }

    mutating func end(batch: Int) { recorder.end(batch: batch) }

    /// Takes over all that another thread has counted.
    mutating func merge(_ other: inout TallyLoop) {
        recordGroups.merge(&other.recordGroups)
        other.recordGroups = RecordGroups(knowledge, options)
        reach.add(other.reach)
        other.reach = Occurrences()
        timesNotRead += other.timesNotRead
        filtered += other.filtered
        othersOfBusiness += other.othersOfBusiness
        (other.timesNotRead, other.filtered, other.othersOfBusiness) = (0, 0, 0)
        recorder.take(over: &other.recorder)
    }

    /// Judges what was counted.
    mutating func totals() -> AnalysisTotals {
        recordGroups.flush()
        var totals = AnalysisTotals()
        totals.counters.filtered = filtered + recordGroups.weights.surplus.filtered
        totals.reach = reach
        totals.timesNotRead = timesNotRead
        totals.othersOfBusiness = othersOfBusiness
        totals.kept = recorder.kept
        totals.businesses = BusinessDays.all(recordGroups, options.configuration)
        totals.lostDays = recordGroups.activity.lost
        var judge = GroupJudge(knowledge, recordGroups)
        judge.judge(&recordGroups)
        judge.add(to: &totals, recordGroups)
        return totals
    }

    var seenCounts: RowWeights.Seen { recordGroups.weights.seen }

    mutating func settle(isPlain: Bool) { recordGroups.weights.settle(isPlain: isPlain) }

    /// The number of a shape, with what a document's texts show.
    @inline(__always)
    private mutating func number(of record: Record?, _ sight: Sight) -> Int {
        shape.add(UInt64(bitPattern: Int64(sight.signature ?? -1)), 0)
        return recordGroups.shapes.number(shape) ?? describe(record, sight.signature, sight.isSearched)
    }

    @inline(__always)
    private func isRecord(_ record: Record?, shape: Int) -> Bool {
        recordGroups.judgedShapes[shape].standing.isRecord(
            hasBusiness: business != start, hasMark: record?.hasMark ?? false)
    }

    /// Counts a document, or a line that shows a failure; false for what is no record.
    @inline(__always)
    private mutating func count(_ record: Record?, _ sight: Sight, _ line: Int?) -> Bool {
        let shape = number(of: record, sight)
        let fields = self.business
        if fields == start, sight.signature != nil { findBusiness(record, sight.text) }
        let business =
            recordGroups.businesses.number(self.business)
            ?? (fields == self.business
                ? describe(businessOf: record) : recordGroups.add(business: self.business, inText: textBusinesses))
        if !isRecord(record, shape: shape) {
            if wantedBusinesses.contains(where: recordGroups.numbers[business].contains) { othersOfBusiness += 1 }
            return false
        }
        let surplus = sight.countPlace < 0 ? 0 : surplus(of: record, at: sight.countPlace)
        let (timing, instant) = moment(sight.time)
        var values: Int32 = -1
        if recordGroups.judgedShapes[shape].hasTextValues {
            values = failedRuns.row(record, sight.text, shape, &recordGroups)
        }
        follow(shape, business, sight.time, timing == .known ? instant : .min, values, surplus)
        if timing == .known, !window.isOpen {
            reach.first = min(reach.first, instant)
            reach.last = max(reach.last, instant)
        }
        if let contact, !Self.isOfContact(contact, record) { return filter(surplus) }
        if sight.hasUnreadTime { timesNotRead += 1 }
        if !wantedBusinesses.isEmpty, !wantedBusinesses.contains(where: recordGroups.numbers[business].contains) {
            return filter(surplus)
        }
        if let wantedIntegration, recordGroups.judgedShapes[shape].judgement.integration != wantedIntegration {
            return filter(surplus)
        }
        if timing == .known {
            if !window.isOpen, !window.contains(instant) { return filter(surplus) }
            recordGroups.timeline.add(recordGroups.judgedShapes[shape].series, instant)
            if surplus != 0 {
                let series = recordGroups.judgedShapes[shape].series
                recordGroups.weights.waiting.hours[
                    RowWeights.SeriesHour(series: series, hour: Timeline.hour(of: instant)), default: 0] += surplus
            }
        }
        if let record, recordGroups.judgedShapes[shape].compares,
            areListsKnown || !recordGroups.judgedShapes[shape].isLetThrough || mayBeNonVisit(record)
        {
            values = row(record, shape, business, values)
        }
        let group = Group(shape: shape, business: business, values: values, timing)
        recordGroups.groups.add(later: group, instant)
        if surplus != 0 { recordGroups.weights.waiting.groups[group, default: 0] += surplus }
        if let record {
            for slot in tags {
                let cell = TaggedCell(cell: cell(record, slot), series: recordGroups.judgedShapes[shape].series)
                recordGroups.tags[cell, default: 0] += 1
                if surplus != 0 { recordGroups.weights.waiting.tags[cell, default: 0] += surplus }
            }
        }
        if isRecording { note(record, group, line, instant) }
        return true
    }

    /// Notes whose record it is and when, whatever the filters leave out; `time` in milliseconds since 1970, or `min`.
    @inline(__always)
    private mutating func follow(
        _ shape: Int, _ business: Int, _ logTime: LogTime?, _ time: Int, _ values: Int32, _ surplus: Int
    ) {
        let integration = recordGroups.judgedShapes[shape].integration
        recordGroups.activity.add(business, integration: integration)
        if recordGroups.judgedShapes[shape].isSpared { recordGroups.activity.addSpared(integration: integration) }
        guard let logTime else { return }
        let (day, minute) = recordGroups.activity.day(of: logTime)
        if recordGroups.judgedShapes[shape].isContact {
            recordGroups.activity.add(later: business, day: day, minute: minute, time: time)
            if surplus != 0 {
                recordGroups.weights.waiting.days[RowWeights.BusinessDay(business: business, day: day), default: 0] +=
                    surplus
            }
        } else {
            let failure = BusinessActivity.Failure(
                time: time == .min ? logTime.milliseconds : time, shape: shape, values: values)
            recordGroups.activity.add(failure, of: business, day: day)
        }
    }

    /// Takes the business numbers in the text of a failed run that names none in a field.
    private mutating func findBusiness(_ record: Record?, _ text: UnsafeRawBufferPointer?) {
        textBusinesses = failedRuns.businesses(record, text)
        for number in textBusinesses {
            var copy = number
            copy.withUTF8 { bytes in
                business.add(UInt64.max, UInt64(bytes.count))
                business.add(UnsafeRawBufferPointer(bytes))
            }
        }
    }

    /// Leaves a record out.
    private mutating func filter(_ surplus: Int) -> Bool {
        filtered += 1
        recordGroups.weights.waiting.filtered += surplus
        return true
    }

    /// What a row adds that says for how many it stands; a document with an id of its own stands for itself.
    private mutating func surplus(of record: Record?, at place: Int) -> Int {
        guard let record else { return 0 }
        for index in 0..<record.count where record[index].slot == knowledge.plan.idSlot { return 0 }
        let count = RowWeights.count(record[place])
        guard knowledge.slots.uses[record[place].slot] == .count(isClear: true) else {
            if count != nil { recordGroups.weights.seen.unclear += 1 }
            return 0
        }
        guard let count else { recordGroups.weights.seen.wrong += 1; return 0 }
        recordGroups.weights.seen.counted += 1
        return count - 1
    }

    private mutating func note(_ record: Record?, _ group: Group, _ line: Int?, _ instant: Int) {
        var id: String?
        if let record {
            for index in 0..<record.count where record[index].slot == knowledge.plan.idSlot {
                id = String(decoding: record[index].bytes, as: UTF8.self)
            }
        }
        recorder.take(group, line: line, id: id, time: group.timing == .known ? instant : nil, &recordGroups)
        isRecording = recorder.wantsMore
    }

    /// Milliseconds since 1970, where they are known.
    @inline(__always)
    private mutating func moment(_ time: LogTime?) -> (Group.Timing, Int) {
        switch time {
        case .instant(let instant): (.known, instant)
        case .local(let local): clock.map { (.known, $0.instant(local)) } ?? (.zoneless, 0)
        case nil: (.none, 0)
        }
    }

    /// The values that decide something about a record of this shape.
    private mutating func row(_ record: Record, _ shape: Int, _ business: Int, _ inText: Int32) -> Int32 {
        row.removeAll()
        for place in recordGroups.rows.places(inText) { row.append(recordGroups.rows[place]) }
        for place in recordGroups.judgedShapes[shape].ownSlots.indices {
            row.append(cell(record, recordGroups.judgedShapes[shape].ownSlots[place]))
        }
        for place in recordGroups.judgedShapes[shape].others.indices {
            let other = recordGroups.judgedShapes[shape].others[place]
            guard let slot = other.slot else { continue }
            let isLetThrough = recordGroups.judgedShapes[shape].isLetThrough
            let cell = cell(record, slot)
            // Several rules may compare one field.
            if row.all.contains(cell) { continue }
            if recordGroups.decides(cell, rule: other.rule, business: business, isLetThrough: isLetThrough) {
                row.append(cell)
            }
        }
        return recordGroups.rows.number(UnsafeBufferPointer(row.all))
    }

    /// Whether a field may hold a status without a visit; of most records that is known at the first byte.
    @inline(__always)
    private mutating func mayBeNonVisit(_ record: Record) -> Bool {
        for place in evidence.all {
            let bytes = record[Int(place.index)].bytes
            if let first = bytes.first, treatment.mayBeNonVisit(Int(place.slot), first) { return true }
        }
        return false
    }

    private mutating func cell(_ record: Record, _ slot: Int) -> Int32 {
        var print = start
        for place in evidence.all where place.slot == slot { print.add(record[Int(place.index)], path: nil) }
        if let known = recordGroups.cells.number(print) { return Int32(known) }
        fresh.removeAll()
        for place in evidence.all where place.slot == slot {
            fresh.add(record[Int(place.index)], keepsText: true, keepsPath: false)
        }
        return Int32(recordGroups.add(cell: print, fresh.all))
    }

    /// A shape that comes for the first time: the same values as in its fingerprint, in the same order.
    private mutating func describe(_ record: Record?, _ signature: Int?, _ isSearched: Bool) -> Int {
        fresh.startShape()
        fresh.set(signature: signature)
        if let record {
            for index in 0..<record.count where record[index].slot != FieldPlan.byValue {
                switch treatment[record[index].slot] {
                case .reason: fresh.add(record[index], keepsText: true, keepsPath: true)
                case .shape: fresh.add(record[index], keepsText: true, keepsPath: false)
                case .evidence: fresh.add(record[index], keepsText: false, keepsPath: false)
                case .placing: fresh.add(presenceOf: record[index])
                case .business, .text, .status, .time, .count, .ignored: break
                }
            }
            for index in 0..<record.count where isSearched && record[index].slot == FieldPlan.byValue {
                fresh.add(record[index], keepsText: true, keepsPath: true)
            }
        }
        return recordGroups.add(shape: shape, fresh.all)
    }

    /// Business numbers that come for the first time.
    private mutating func describe(businessOf record: Record?) -> Int {
        fresh.removeAll()
        if let record {
            for index in 0..<record.count
            where record[index].slot != FieldPlan.byValue && treatment[record[index].slot] == .business {
                fresh.add(record[index], keepsText: true, keepsPath: false)
            }
        }
        return recordGroups.add(business: business, fresh.all)
    }
}
