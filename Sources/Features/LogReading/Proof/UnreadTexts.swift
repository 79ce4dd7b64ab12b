/// Where sought texts stand in a batch, and which of them were not read as a record's own (rules.md D33).
///
/// A count that does not depend on how the bytes were read: what a form passes over in silence is found by it.
struct UnreadTexts {
    private let sought: SoughtTexts?
    private let slots: [Int]
    private var places: [UInt32] = []
    private var isRead: [Bool] = []
    private var base: UnsafePointer<UInt8>?
    private var count = 0
    /// How many bytes of the batch were looked at.
    private var looked = 0
    /// The first place in the last unit that was asked for, or behind it; where that unit begins, and where the place is.
    private var cursor = 0
    private var lastStart = 0
    private var nextPlace = Int.max
    /// The number of the value that was the last record's own reason.
    private var ownValue = 0
    /// Texts of records that stand nowhere in the batch, since they were unpacked or put together.
    private var readElsewhere = 0

    init(_ plan: FieldPlan) {
        sought = plan.sought
        slots = plan.soughtSlots
    }

    /// Whether nothing that is sought was found so far.
    var isIdle: Bool { places.isEmpty }

    /// Starts a batch, of which `look` finds the texts.
    mutating func begin(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        base = bytes
        self.count = count
        (looked, cursor, lastStart, nextPlace) = (0, 0, 0, Int.max)
        readElsewhere = 0
    }

    /// Finds the texts in the batch up to `end`, before what stands there is read: so the bytes are near when that is.
    mutating func look(upTo end: Int) {
        guard let sought, let base, end > looked else { return }
        sought.places(in: base, from: looked, to: end, of: count, into: &places)
        looked = end
        while isRead.count < places.count { isRead.append(false) }
        nextPlace = cursor < places.count ? Int(places[cursor]) : Int.max
    }

    /// Finds all of them.
    mutating func look() { look(upTo: count) }

    /// The places in a unit of the batch; nothing for bytes that are not of it.
    @inline(__always)
    private mutating func indices(_ unit: UnsafePointer<UInt8>, _ length: Int) -> Range<Int>? {
        guard let base else { return nil }
        let start = base.distance(to: unit)
        guard start >= 0, start + length <= count else { return nil }
        // Nearly always units come one behind the other.
        if start >= lastStart, start + length <= nextPlace { return 0..<0 }
        return search(start, length)
    }

    private mutating func search(_ start: Int, _ length: Int) -> Range<Int> {
        if start < lastStart { cursor = first(from: start) }
        while cursor < places.count, Int(places[cursor]) < start { cursor += 1 }
        lastStart = start
        nextPlace = cursor < places.count ? Int(places[cursor]) : Int.max
        var end = cursor
        while end < places.count, Int(places[end]) < start + length { end += 1 }
        return cursor..<end
    }

    private func first(from start: Int) -> Int {
        var (low, high) = (0, places.count)
        while low < high {
            let middle = (low + high) / 2
            if places[middle] < start { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Takes note of a record that was read from a unit: of its own texts, wherever in the unit they stand again. Answers
    /// whether nothing in the unit is left.
    mutating func settle(_ record: Record, _ unit: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        guard let found = indices(unit, length) else {
            readElsewhere += own(record).count { !texts($0).isEmpty }
            return true
        }
        if found.isEmpty { return true }
        var left = found.count
        for index in found where isRead[index] { left -= 1 }
        // Nearly always each place is in a value that was read where it stands, and that value the one which it was before;
        // nothing is allocated for that.
        if left > 0, ownValue < record.count { left -= settle(ownValue, of: record, found) }
        for number in 0..<record.count where left > 0 && number != ownValue {
            let settled = settle(number, of: record, found)
            if settled > 0 { ownValue = number }
            left -= settled
        }
        return left == 0 || settleCopies(record, found)
    }

    /// Takes those places for read that stand in a value which is the record's own; answers how many.
    @inline(__always)
    private mutating func settle(_ number: Int, of record: Record, _ found: Range<Int>) -> Int {
        let value = record[number]
        guard let base, let bytes = value.bytes.baseAddress else { return 0 }
        let start = UnsafeRawPointer(base).distance(to: bytes)
        let end = start + value.bytes.count
        var settled = 0
        for index in found where Int(places[index]) >= start && Int(places[index]) < end {
            guard !isRead[index], isOwn(value, record) else { continue }
            isRead[index] = true
            settled += 1
        }
        return settled
    }

    /// The same for texts that were copied on their way, and for other places of the same texts.
    private mutating func settleCopies(_ record: Record, _ found: Range<Int>) -> Bool {
        guard let sought, let base else { return true }
        let names = Set(own(record).flatMap(texts))
        var isAll = true
        for index in found where !isRead[index] {
            let text = sought.text(at: Int(places[index]), in: base, count)
            // What only begins like one is none.
            if text == nil || text.map(names.contains) == true { isRead[index] = true } else { isAll = false }
        }
        return isAll
    }

    /// Takes note of what was read of a unit that was taken apart: these texts, each as often as it is listed, wherever in
    /// the unit they stand.
    mutating func settle(copies texts: [Int], _ unit: UnsafePointer<UInt8>, _ length: Int) {
        guard let sought, let base, let found = indices(unit, length) else {
            readElsewhere += texts.count
            return
        }
        var left = Dictionary(texts.map { ($0, 1) }, uniquingKeysWith: +)
        for index in found {
            guard let text = sought.text(at: Int(places[index]), in: base, count) else {
                isRead[index] = true
                continue
            }
            isRead[index] = left[text, default: 0] > 0
            left[text, default: 0] -= 1
        }
    }

    /// Which sought texts stand in the batch, each as often as it does.
    var texts: [Int] {
        guard let sought, let base else { return [] }
        return places.compactMap { sought.text(at: Int($0), in: base, count) }
    }

    /// Takes all places of a unit for read: it is known, and holds no record.
    mutating func pass(_ unit: UnsafePointer<UInt8>, _ length: Int) {
        for index in indices(unit, length) ?? 0..<0 { isRead[index] = true }
    }

    /// The first unread sought text of a unit.
    mutating func unread(in unit: UnsafePointer<UInt8>, _ length: Int, from start: Int = 0) -> Int? {
        guard let sought, let base, let found = indices(unit, length) else { return nil }
        let offset = base.distance(to: unit)
        return found.lazy.filter { [isRead, places, count] in
            !isRead[$0] && Int(places[$0]) >= offset + start && sought.text(at: Int(places[$0]), in: base, count) != nil
        }.first.map { Int(places[$0]) - offset }
    }

    /// The offsets of what was not read, in order, and makes ready for the next batch.
    mutating func end() -> [Int] {
        // Whatever nobody has looked at was not read.
        look()
        guard let sought, let base, !places.isEmpty else { return [] }
        defer {
            places.removeAll(keepingCapacity: true)
            isRead.removeAll(keepingCapacity: true)
        }
        var unread: [Int] = []
        for (place, isRead) in zip(places, isRead) where !isRead {
            if sought.text(at: Int(place), in: base, count) != nil, !isOfQuery(base, Int(place)) {
                unread.append(Int(place))
            }
        }
        return Array(unread.dropFirst(readElsewhere))
    }

    @inline(__always)
    private func isOwn(_ value: RecordValue, _ record: Record) -> Bool {
        guard value.kind == .text else { return false }
        return slots.contains(value.slot) || value.slot == FieldPlan.byValue && isReasonByValue(value, record)
    }

    /// Whether a value is a record's reason by its text alone (rules.md D11): as a whole, and where no field of it is one by name.
    @inline(never)
    private func isReasonByValue(_ value: RecordValue, _ record: Record) -> Bool {
        for index in 0..<record.count where slots.contains(record[index].slot) && record[index].kind != .object {
            return false
        }
        return sought?.isOne(value.bytes) == true
    }

    /// The values of a record that are its own reasons, by slot or by their text.
    private func own(_ record: Record) -> [UnsafeRawBufferPointer] {
        var values: [UnsafeRawBufferPointer] = []
        for index in 0..<record.count {
            let value = record[index]
            guard isOwn(value, record) else { continue }
            // One value may come under several slots.
            let bytes = value.bytes
            if !values.contains(where: { $0.baseAddress == bytes.baseAddress }) { values.append(bytes) }
        }
        return values
    }

    private func texts(_ value: UnsafeRawBufferPointer) -> [Int] {
        guard let sought, let bytes = value.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return [] }
        var places: [UInt32] = []
        sought.places(in: bytes, from: 0, to: value.count, of: value.count, into: &places)
        return places.compactMap { sought.text(at: Int($0), in: bytes, value.count) }
    }

    /// Whether it is what somebody searched for: a query's body beside its answer.
    private func isOfQuery(_ base: UnsafePointer<UInt8>, _ place: Int) -> Bool {
        let start = max(0, place - 400)
        let text = String(decoding: UnsafeBufferPointer(start: base + start, count: place - start), as: UTF8.self)
        return ["\"query\"", "\"match_phrase\"", "\"term\"", "\"match\""].contains(where: text.contains)
    }
}
