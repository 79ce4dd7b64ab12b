internal import CPrefetch

/// Records of one shape, of one business, with the same compared values; each record is in exactly one group.
struct Group: Hashable {
    var shape: Int32
    var business: Int32
    /// The number of the compared fields' cells, or -1 where no field is compared.
    var values: Int32
}

/// Groups and how often each was seen: open addressing in raw memory, since it is looked up once a record.
///
/// There are more places than the processor's caches hold, so a record is added a few records later, when its place has
/// been fetched.
struct GroupTable: ~Copyable {
    private var places: UnsafeMutableBufferPointer<Place>
    private(set) var count = 0
    private let waiting: UnsafeMutableBufferPointer<Place>
    private var turn = 0

    private static let delay = 8

    private struct Place {
        var group = Group(shape: -1, business: -1, values: -1)
        var seen = Seen()
    }

    init() {
        places = .allocate(capacity: 1 << 10)
        places.initialize(repeating: Place())
        waiting = .allocate(capacity: Self.delay)
        waiting.initialize(repeating: Place())
    }

    deinit {
        places.deallocate()
        waiting.deallocate()
    }

    /// Adds records of a group; they stand there after `flush` at the latest.
    mutating func add(later group: Group, _ more: Seen) {
        if waiting[turn].group.shape >= 0 { add(waiting[turn].group, waiting[turn].seen) }
        waiting[turn] = Place(group: group, seen: more)
        if let base = places.baseAddress { cprefetch(base + (Self.place(group) & (places.count - 1))) }
        turn = (turn + 1) % Self.delay
    }

    /// Adds what still waits.
    mutating func flush() {
        for place in 0..<Self.delay where waiting[place].group.shape >= 0 {
            add(waiting[place].group, waiting[place].seen)
            waiting[place].group.shape = -1
        }
    }

    private mutating func add(_ group: Group, _ more: Seen) {
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
