/// Records of one shape, of one business, with the same compared values; each record is in exactly one group.
struct Group: Hashable {
    var shape: Int32
    var business: Int32
    /// The number of the compared fields' cells, or -1 where no field is compared.
    var values: Int32
}

/// Groups and how often each was seen: open addressing in raw memory, since it is looked up once a record.
struct GroupTable: ~Copyable {
    private var places: UnsafeMutableBufferPointer<Place>
    private(set) var count = 0

    private struct Place {
        var group = Group(shape: -1, business: -1, values: -1)
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

    /// Hands out every group, in no meaningful order.
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
        hash = (hash ^ (hash >> 29) ^ UInt64(UInt32(bitPattern: group.values))) &* 0xE703_7ED1_A0B4_28DB
        return Int(truncatingIfNeeded: hash >> 20)
    }

    private mutating func grow() {
        let old = places
        places = .allocate(capacity: old.count * 2)
        places.initialize(repeating: Place())
        for place in old where place.group.shape >= 0 { places[find(place.group)] = place }
        old.deallocate()
    }
}
