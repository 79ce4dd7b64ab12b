/// Campaign tags by the cells and the series of the records that hold them.
struct TagCounts {
    private(set) var counts: [Key: Int] = [:]

    struct Key: Hashable {
        var cell: Int32
        var series: Int
    }

    mutating func add(_ cell: Int32, _ series: Int) { counts[Key(cell: cell, series: series), default: 0] += 1 }
}
