/// Lists of cells, each known by a number, in one array: they are looked up once a record and read once a group.
struct Rows {
    private var cells: [Int32] = []
    /// Where each list begins, and where the last one ends.
    private var starts: [Int32] = [0]
    /// Open addressing.
    private var table = Array(repeating: Entry(), count: 64)

    private struct Entry: BitwiseCopyable {
        /// Tells short lists apart, and most of the long ones.
        var key: UInt64 = 0
        /// The list's number, or -1 for a free place.
        var number: Int32 = -1
    }

    /// The number of a list of cells, or -1 for the empty one.
    mutating func number(_ row: UnsafeBufferPointer<Int32>) -> Int32 {
        if row.isEmpty { return -1 }
        let key = Self.key(row)
        var place = Self.place(key) & (table.count - 1)
        while table[place].number >= 0 {
            if table[place].key == key && (key >> 63 == 0 || isSame(table[place].number, row)) {
                return table[place].number
            }
            place = (place + 1) & (table.count - 1)
        }
        let number = Int32(starts.count - 1)
        table[place] = Entry(key: key, number: number)
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

    private func isSame(_ known: Int32, _ row: UnsafeBufferPointer<Int32>) -> Bool {
        let places = places(known)
        if places.count != row.count { return false }
        for index in row.indices where cells[places.lowerBound + index] != row[index] { return false }
        return true
    }

    /// The cells of a short list, one above, 21 bits each; of any other a hash whose highest bit is set.
    private static func key(_ row: UnsafeBufferPointer<Int32>) -> UInt64 {
        if row.count <= 3 && row.allSatisfy({ $0 < 1 << 20 }) {
            return row.reduce(0) { $0 << 21 | UInt64($1) + 1 }
        }
        let hash = row.reduce(0x9E37_79B9_7F4A_7C15 as UInt64) { hash, cell in
            let mixed = (hash ^ UInt64(UInt32(bitPattern: cell))) &* 0xA076_1D64_78BD_642F
            return mixed ^ mixed >> 29
        }
        return hash | 1 << 63
    }

    private static func place(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 24) }

    private mutating func grow() {
        let old = table
        table = Array(repeating: Entry(), count: old.count * 4)
        for entry in old where entry.number >= 0 {
            var place = Self.place(entry.key) & (table.count - 1)
            while table[place].number >= 0 { place = (place + 1) & (table.count - 1) }
            table[place] = entry
        }
    }
}
