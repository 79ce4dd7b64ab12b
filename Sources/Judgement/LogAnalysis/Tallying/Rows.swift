/// Lists of cells, each known by a number, in one array: they are looked up once a record and read once a group.
struct Rows {
    private var cells: [Int32] = []
    /// Where each list begins, and where the last one ends.
    private var starts: [Int32] = [0]
    /// Open addressing: numbers of lists, or -1.
    private var table: [Int32] = Array(repeating: -1, count: 64)

    /// The number of a list of cells, or -1 for the empty one.
    mutating func number(_ row: [Int32]) -> Int32 {
        if row.isEmpty { return -1 }
        var place = Self.hash(row) & (table.count - 1)
        while table[place] >= 0 {
            if isSame(table[place], row) { return table[place] }
            place = (place + 1) & (table.count - 1)
        }
        let number = Int32(starts.count - 1)
        table[place] = number
        cells.append(contentsOf: row)
        starts.append(Int32(cells.count))
        if starts.count * 2 > table.count { grow() }
        return number
    }

    /// Where the cells of a list stand.
    func places(_ row: Int32) -> Range<Int> {
        row < 0 ? 0..<0 : Int(starts[Int(row)])..<Int(starts[Int(row) + 1])
    }

    /// The cell at a place.
    subscript(place: Int) -> Int32 { cells[place] }

    private func isSame(_ known: Int32, _ row: [Int32]) -> Bool {
        let places = places(known)
        if places.count != row.count { return false }
        for index in row.indices where cells[places.lowerBound + index] != row[index] { return false }
        return true
    }

    private static func hash(_ row: some Sequence<Int32>) -> Int {
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
        for cell in row {
            hash = (hash ^ UInt64(UInt32(bitPattern: cell))) &* 0xA076_1D64_78BD_642F
            hash ^= hash >> 29
        }
        return Int(truncatingIfNeeded: hash >> 16)
    }

    private mutating func grow() {
        table = Array(repeating: -1, count: table.count * 4)
        for number in 0..<(starts.count - 1) {
            var place = Self.hash(cells[places(Int32(number))]) & (table.count - 1)
            while table[place] >= 0 { place = (place + 1) & (table.count - 1) }
            table[place] = Int32(number)
        }
    }
}
