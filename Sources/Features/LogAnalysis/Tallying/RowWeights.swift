internal import LogReading

/// What rows that stand for many add to what was counted row by row (rules.md D39), on one thread.
///
/// Whether a column is plainly a count shows only at an input's end. Until then what the rows would add waits; nothing is
/// kept of a record that has no such column.
struct RowWeights {
    /// What rows of one kind add, beyond the one that each counts anyway.
    struct Surplus {
        var groups: [Group: Int] = [:]
        var hours: [SeriesHour: Int] = [:]
        var tags: [TaggedCell: Int] = [:]
        var days: [BusinessDay: Int] = [:]
        var filtered = 0

        mutating func add(_ other: Surplus) {
            days.merge(other.days, uniquingKeysWith: +)
            groups.merge(other.groups, uniquingKeysWith: +)
            hours.merge(other.hours, uniquingKeysWith: +)
            tags.merge(other.tags, uniquingKeysWith: +)
            filtered += other.filtered
        }
    }

    /// An hour since 1970 in the timeline of a series.
    struct SeriesHour: Hashable {
        var series: Int
        var hour: Int
    }

    /// A business, and a day since 1970.
    struct BusinessDay: Hashable {
        var business: Int
        var day: Int
    }

    /// The columns that were seen in the records of one input.
    struct Seen: Equatable {
        /// Records with a count.
        var counted = 0
        /// Records whose count is no whole number.
        var wrong = 0
        /// Records with a whole number under a name that may mean something else.
        var unclear = 0

        mutating func add(_ other: Seen) {
            counted += other.counted
            wrong += other.wrong
            unclear += other.unclear
        }
    }

    /// What is settled.
    private(set) var surplus = Surplus()
    /// What the input at hand would add.
    var waiting = Surplus()
    var seen = Seen()

    /// Ends an input; `isPlain`: its column is plainly a count.
    mutating func settle(isPlain: Bool) {
        if isPlain { surplus.add(waiting) }
        waiting = Surplus()
        seen = Seen()
    }

    /// Adds what another thread has settled; the numbers are those that things have here.
    mutating func add(
        _ other: RowWeights, group: (Group) -> Group, series: (Int) -> Int, cell: (Int32) -> Int32,
        business: (Int) -> Int
    ) {
        for (key, count) in other.surplus.groups { surplus.groups[group(key), default: 0] += count }
        for (key, count) in other.surplus.hours {
            surplus.hours[SeriesHour(series: series(key.series), hour: key.hour), default: 0] += count
        }
        for (key, count) in other.surplus.tags {
            surplus.tags[TaggedCell(cell: cell(key.cell), series: series(key.series)), default: 0] += count
        }
        for (key, count) in other.surplus.days {
            surplus.days[BusinessDay(business: business(key.business), day: key.day), default: 0] += count
        }
        surplus.filtered += other.surplus.filtered
    }

    /// The whole number that a cell is, with commas between thousands or without; nothing for anything else.
    static func count(_ value: RecordValue) -> Int? {
        let bytes = value.bytes
        guard value.kind == .text || value.kind == .number, !bytes.isEmpty, bytes.count <= mostBytes else { return nil }
        let hasCommas = bytes.contains(0x2C)
        var number = 0
        for (place, byte) in bytes.enumerated() {
            let isComma = hasCommas && place > 0 && (bytes.count - place) % 4 == 0
            if isComma != (byte == 0x2C) { return nil }
            if isComma { continue }
            guard (0x30...0x39).contains(byte) else { return nil }
            number = number * 10 + Int(byte) - 0x30
        }
        return number
    }

    /// No export holds more documents than such a number says.
    private static let mostBytes = 15
}
