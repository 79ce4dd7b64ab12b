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
    private(set) var groups: [Group: Int] = [:]
    private(set) var seen: [Seen] = []

    mutating func add(_ group: Group, _ more: Seen) {
        if let place = groups[group] {
            seen[place].add(more)
        } else {
            groups[group] = seen.count
            seen.append(more)
        }
    }

    /// Adds what another thread counted.
    mutating func add(_ other: borrowing Census) {
        let shape = (0..<other.shapes.count).map { Int32(shapes.number(other.shapes[$0])) }
        let business = (0..<other.businesses.count).map { Int32(businesses.number(other.businesses[$0])) }
        let value = (0..<other.evidence.count).map { Int32(evidence.number(other.evidence[$0])) }
        for (group, place) in other.groups {
            let same = Group(
                shape: shape[Int(group.shape)], business: business[Int(group.business)],
                evidence: group.evidence < 0 ? -1 : value[Int(group.evidence)])
            add(same, other.seen[place])
        }
    }
}
