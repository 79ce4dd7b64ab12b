internal import Checks
internal import Findings

/// What one finding gathers from one thread's groups, by numbers.
struct FindingCounts {
    private var seen = Seen()
    private var cells: [Int32: Int] = [:]
    private var businesses: [Int32: Int] = [:]
    private var alsoBlocked: [String: Int] = [:]
    /// Records by the observations that led here: a shape and the place of one of its observations.
    private var observed: [ShapeObservation: Int] = [:]
    private var grounds: [ShapeObservation: Int] = [:]
    /// Which values were compared with which lists, and refused.
    private var refused: Set<Comparison> = []
    /// The list that each business was compared with.
    private var lists: [Int32: Int32] = [:]
    private var missing = 0
    private var disputed = 0

    private struct ShapeObservation: Hashable {
        var shape: Int32
        var place: Int
    }

    private struct Comparison: Hashable {
        var list: Int32
        var cell: Int32
    }

    /// Adds a group by one of its observations; `isFirst`: no other observation of it led here before.
    mutating func add(_ more: Seen, _ group: Group, observation: Int, _ decided: Decision, isFirst: Bool) {
        let origin = ShapeObservation(shape: group.shape, place: observation)
        observed[origin, default: 0] += more.count
        if isFirst {
            seen.add(more)
            businesses[group.business, default: 0] += more.count
            grounds[origin, default: 0] += more.count
            if decided.isDisputed { disputed += more.count }
            if decided.isMissing { missing += more.count }
        }
        guard let list = decided.list else { return }
        // Two lists for one business: then no one of them is what was expected.
        lists[group.business] = lists[group.business].map { $0 == list ? list : -1 } ?? list
        if let cell = decided.cell, decided.verdict == .confirmed { refused.insert(Comparison(list: list, cell: cell)) }
    }

    /// Adds the values of one field, which the caller counts once a group.
    mutating func add(cell: Int32, _ count: Int) { cells[cell, default: 0] += count }

    /// Adds what else restricts the group's records.
    mutating func add(blockers: [String], _ count: Int) {
        for code in blockers { alsoBlocked[code, default: 0] += count }
    }

    /// The same in words.
    func gathered(_ census: borrowing Census, own code: String) -> Accumulator {
        var gathered = Accumulator()
        gathered.seen = seen
        gathered.disputed = disputed
        gathered.alsoBlocked = alsoBlocked.filter { $0.key != code }
        for (business, count) in businesses {
            let list = lists[business].flatMap { $0 < 0 ? nil : census.comparisons.lists[Int($0)].expected }
            for number in census.numbers[Int(business)] {
                gathered.businesses[number, default: 0] += count
                if let list { gathered.expected[number] = list }
            }
            if census.numbers[Int(business)].isEmpty, let list { gathered.expected[""] = list }
        }
        for (cell, count) in cells {
            let worth = census.worths[Int(cell)]
            for value in worth.evidence.values { gathered.evidence[value, default: 0] += count }
            if let note = worth.evidence.note { gathered.notes[note, default: 0] += count }
        }
        for (origin, count) in observed {
            let observation = census.kinds[Int(origin.shape)].judgement.observations[origin.place]
            if let shown = observation.shown { gathered.evidence[shown, default: 0] += count }
            if let reason = observation.reason { gathered.reasons[reason, default: 0] += count }
            if gathered.field == nil { gathered.field = observation.field }
        }
        for (origin, count) in grounds {
            let ground = census.kinds[Int(origin.shape)].judgement.observations[origin.place].ground
            gathered.grounds[ground, default: 0] += count
        }
        if missing > 0, let field = gathered.field {
            gathered.evidence[EvidenceValue(name: field, value: nil), default: 0] += missing
            gathered.notes[.missing, default: 0] += missing
        }
        for comparison in refused {
            let list = census.comparisons.lists[Int(comparison.list)]
            for value in census.worths[Int(comparison.cell)].evidence.values.compactMap(\.value) {
                if list.allowed.allowsWholeOrParts(value) { continue }
                if let miss = list.allowed.nearMiss(of: value) { gathered.nearMisses.insert(miss) }
            }
        }
        return gathered
    }
}
