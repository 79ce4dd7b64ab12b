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
    // Open addressing in raw memory: four look-ups a record, so arrays' checks would be felt.
    private var places: UnsafeMutableBufferPointer<Place>
    private var count = 0

    private struct Place {
        var group = Group(shape: -1, business: -1, evidence: -1)
        var seen = Seen()
    }

    init() {
        places = .allocate(capacity: 1 << 10)
        places.initialize(repeating: Place())
    }

    deinit { places.deallocate() }

    mutating func add(_ group: Group, _ more: Seen) {
        let place = find(group)
        if places[place].group.shape < 0 {
            places[place].group = group
            count += 1
            places[place].seen.add(more)
            if count * 2 > places.count { grow() }
        } else {
            places[place].seen.add(more)
        }
    }

    /// Hands out every group.
    func forEach(_ body: (Group, Seen) -> Void) {
        for place in places where place.group.shape >= 0 { body(place.group, place.seen) }
    }

    /// The place of a group, or the free one where it belongs.
    private func find(_ group: Group) -> Int {
        var place = Self.place(group) & (places.count - 1)
        while places[place].group.shape >= 0 && places[place].group != group {
            place = (place + 1) & (places.count - 1)
        }
        return place
    }

    private static func place(_ group: Group) -> Int {
        var hash = UInt64(UInt32(bitPattern: group.shape)) &* 0x9E37_79B9_7F4A_7C15
        hash = (hash ^ UInt64(UInt32(bitPattern: group.business))) &* 0xA076_1D64_78BD_642F
        hash = (hash ^ (hash >> 29) ^ UInt64(UInt32(bitPattern: group.evidence))) &* 0xE703_7ED1_A0B4_28DB
        return Int(truncatingIfNeeded: hash >> 20)
    }

    private mutating func grow() {
        let old = places
        places = .allocate(capacity: old.count * 2)
        places.initialize(repeating: Place())
        for place in old where place.group.shape >= 0 { places[find(place.group)] = place }
        old.deallocate()
    }

    /// A group of another census, with its own numbers.
    static func moved(_ group: Group, from other: borrowing Census, to census: inout Census) -> Group {
        Group(
            shape: Int32(census.shapes.number(other.shapes[Int(group.shape)])),
            business: Int32(census.businesses.number(other.businesses[Int(group.business)])),
            evidence: group.evidence < 0
                ? -1 : Int32(census.evidence.number(other.evidence[Int(group.evidence)])))
    }

    /// Adds what another thread counted.
    mutating func add(_ other: borrowing Census) {
        let shape = (0..<other.shapes.count).map { Int32(shapes.number(other.shapes[$0])) }
        let business = (0..<other.businesses.count).map { Int32(businesses.number(other.businesses[$0])) }
        let value = (0..<other.evidence.count).map { Int32(evidence.number(other.evidence[$0])) }
        for place in other.places where place.group.shape >= 0 {
            let group = place.group
            let same = Group(
                shape: shape[Int(group.shape)], business: business[Int(group.business)],
                evidence: group.evidence < 0 ? -1 : value[Int(group.evidence)])
            add(same, place.seen)
        }
    }
}
