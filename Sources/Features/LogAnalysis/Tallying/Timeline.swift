/// Records counted by the hour, for each series.
struct Timeline {
    private var base: Int?
    private var near: [[Int32]] = []
    private var far: [[Int: Int]] = []

    static let hour: Int64 = 3_600_000
    /// Two years before and behind the first record stand in arrays; the rest is looked up.
    private static let reach = 24 * 366 * 2

    /// `time` in milliseconds since 1970.
    mutating func add(_ series: Int, _ time: Int64) {
        while series >= near.count {
            near.append([])
            far.append([:])
        }
        let hour = Int(time / Self.hour) - (time % Self.hour < 0 ? 1 : 0)
        let first = base ?? hour
        base = first
        let place = hour - first + Self.reach
        guard place >= 0, place < 2 * Self.reach else {
            far[series][hour, default: 0] += 1
            return
        }
        if place >= near[series].count {
            near[series].append(contentsOf: repeatElement(0, count: place + 1 + 24 - near[series].count))
        }
        near[series][place] += 1
    }

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

/// Campaign tags by the cells and the series of the records that hold them.
struct TagCounts {
    private(set) var counts: [Key: Int] = [:]

    struct Key: Hashable {
        var cell: Int32
        var series: Int
    }

    mutating func add(_ cell: Int32, _ series: Int) { counts[Key(cell: cell, series: series), default: 0] += 1 }
}

/// Kibana's marks around what a search has found, where they come too late in an input for its reader to expect them.
enum Highlight {
    private static let sign = "kibana-highlighted-field@"

    /// A value without them.
    static func removed(from text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "@")) else { return text }
        var result: [UInt8] = []
        let bytes = Array(text.utf8)
        var at = 0
        while at < bytes.count {
            let length = mark(bytes, at)
            if length == 0 { result.append(bytes[at]) }
            at += max(1, length)
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func mark(_ bytes: [UInt8], _ at: Int) -> Int {
        guard bytes[at] == UInt8(ascii: "@") else { return 0 }
        let slash = at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "/") ? 1 : 0
        return bytes[(at + 1 + slash)...].starts(with: sign.utf8) ? 1 + slash + sign.utf8.count : 0
    }
}
