/// How often something was seen, and when.
struct Seen {
    var count = 0
    /// Records whose time has no zone; they do not count towards `first` and `last`.
    var zoneless = 0
    var untimed = 0
    var first = Int64.max
    var last = Int64.min

    mutating func add(_ other: Seen) {
        count += other.count
        zoneless += other.zoneless
        untimed += other.untimed
        first = min(first, other.first)
        last = max(last, other.last)
    }
}

/// Records of one shape, of one business; `evidence` is the number of one field's values, or -1 for all records.
struct Group: Hashable {
    var shape: Int32
    var business: Int32
    var evidence: Int32
}

/// Records counted by what is judged.
///
/// A record's shape is everything about it that few values describe: its reasons, its integration, which fields it
/// has. Businesses and evidence values are counted beside it, one field at a time, so that their numbers add up rather
/// than multiply: what a rule says depends on one field alone.
struct Census: ~Copyable {
    var shapes = ByteTable()
    var businesses = ByteTable()
    var evidence = ByteTable()
    private var entries: [(group: Group, seen: Seen)] = []
    private var table: [Int32] = Array(repeating: -1, count: 1 << 10)

    mutating func add(_ group: Group, _ more: Seen) {
        var place = Self.place(group) & (table.count - 1)
        while table[place] >= 0 {
            let known = Int(table[place])
            if entries[known].group == group {
                entries[known].seen.add(more)
                return
            }
            place = (place + 1) & (table.count - 1)
        }
        table[place] = Int32(entries.count)
        entries.append((group, more))
        if entries.count * 2 > table.count { grow() }
    }

    /// Hands out every group.
    func forEach(_ body: (Group, Seen) -> Void) {
        for entry in entries { body(entry.group, entry.seen) }
    }

    private static func place(_ group: Group) -> Int {
        var hash = UInt64(UInt32(bitPattern: group.shape)) &* 0x9E37_79B9_7F4A_7C15
        hash = (hash ^ UInt64(UInt32(bitPattern: group.business))) &* 0xA076_1D64_78BD_642F
        hash = (hash ^ (hash >> 29) ^ UInt64(UInt32(bitPattern: group.evidence))) &* 0xE703_7ED1_A0B4_28DB
        return Int(truncatingIfNeeded: hash >> 20)
    }

    private mutating func grow() {
        table = Array(repeating: -1, count: table.count * 2)
        for (number, entry) in entries.enumerated() {
            var place = Self.place(entry.group) & (table.count - 1)
            while table[place] >= 0 { place = (place + 1) & (table.count - 1) }
            table[place] = Int32(number)
        }
    }

    /// Adds what another thread counted.
    mutating func add(_ other: borrowing Census) {
        let shape = (0..<other.shapes.count).map { Int32(shapes.number(other.shapes[$0])) }
        let business = (0..<other.businesses.count).map { Int32(businesses.number(other.businesses[$0])) }
        let value = (0..<other.evidence.count).map { Int32(evidence.number(other.evidence[$0])) }
        for (group, seen) in other.entries {
            let same = Group(
                shape: shape[Int(group.shape)], business: business[Int(group.business)],
                evidence: group.evidence < 0 ? -1 : value[Int(group.evidence)])
            add(same, seen)
        }
    }
}
