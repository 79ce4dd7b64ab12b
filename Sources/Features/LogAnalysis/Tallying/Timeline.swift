/// Records counted by the hour, for each series.
struct Timeline {
    private var base: Int?
    private var near: [[Int32]] = []
    private var far: [[Int: Int]] = []

    static let hour = 3_600_000
    /// Two years before and behind the first record stand in arrays; the rest is looked up.
    private static let reach = 24 * 366 * 2

    /// `time` in milliseconds since 1970.
    mutating func add(_ series: Int, _ time: Int, count: Int = 1) {
        while series >= near.count {
            near.append([])
            far.append([:])
        }
        let hour = Self.hour(of: time)
        let first = base ?? hour
        base = first
        let place = hour - first + Self.reach
        guard place >= 0, place < 2 * Self.reach else {
            far[series][hour, default: 0] += count
            return
        }
        if place >= near[series].count {
            near[series].append(contentsOf: repeatElement(0, count: place + 1 + 24 - near[series].count))
        }
        near[series][place] += Int32(truncatingIfNeeded: count)
    }

    /// Adds another thread's counts; `here`: the number that a series of it has here.
    mutating func add(_ other: Timeline, _ here: (Int) -> Int) {
        for series in other.near.indices {
            for (hour, count) in other.hours(series) { add(here(series), hour * Self.hour, count: count) }
        }
    }

    /// The hour since 1970 of a time in milliseconds.
    static func hour(of time: Int) -> Int { time / Self.hour - (time % Self.hour < 0 ? 1 : 0) }

    /// The counts of one series, by hours since 1970.
    func hours(_ series: Int) -> [Int: Int] {
        guard series < near.count, let base else { return [:] }
        var hours = far[series]
        for (place, count) in near[series].enumerated() where count > 0 {
            hours[place - Self.reach + base] = Int(count)
        }
        return hours
    }
}

/// A cell that holds campaign tags, and the series of the records that hold it.
struct TaggedCell: Hashable {
    var cell: Int32
    var series: Int
}
