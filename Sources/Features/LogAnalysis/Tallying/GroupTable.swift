internal import CPrefetch
internal import Glibc

/// Records of one shape, of one business, with the same compared values and times of one kind; each record is in
/// exactly one group.
struct Group: Hashable, BitwiseCopyable {
    /// What is known of when records were written.
    enum Timing: Int32 {
        case known
        /// A time, but not in which zone.
        case zoneless
        case none
    }

    /// The shape and, in the lowest two bits, the timing; negative where there is no group.
    private var tagged: Int32
    var business: Int32
    /// The number of the compared fields' cells, or -1 where no field is compared.
    var values: Int32

    init(shape: Int, business: Int, values: Int32, _ timing: Timing) {
        tagged = Int32(shape) << 2 | timing.rawValue
        self.business = Int32(business)
        self.values = values
    }

    private init() {
        tagged = -1
        business = -1
        values = -1
    }

    /// A free place among groups.
    static let none = Group()

    var isNone: Bool { tagged < 0 }

    var shape: Int32 { tagged >> 2 }

    var timing: Timing { Timing(rawValue: tagged & 3) ?? .none }

    /// Well mixed in the lowest bits.
    var hash: Int {
        var hash = UInt64(UInt32(bitPattern: tagged)) &* 0x9E37_79B9_7F4A_7C15
        hash = (hash ^ UInt64(UInt32(bitPattern: business))) &* 0xA076_1D64_78BD_642F
        hash = (hash ^ (hash >> 29) ^ UInt64(UInt32(bitPattern: values))) &* 0xE703_7ED1_A0B4_28DB
        return Int(truncatingIfNeeded: hash >> 20)
    }
}

/// Groups and how often each was seen: open addressing in raw memory, since it is looked up once a record.
///
/// There are more places than the processor's caches hold, so a record is added a few records later, when its place has
/// been fetched. A place is half a cache line, so that one fetch is enough.
struct GroupTable: ~Copyable {
    private var places: UnsafeMutableBufferPointer<Place>
    private(set) var count = 0
    private let waiting: UnsafeMutableBufferPointer<Waiting>
    private var turn = 0

    private static let delay = 8
    private static let cacheLine = 64
    /// From this size on, pages of this size save a fault and a look-up for each of 512 small ones.
    private static let hugePage = 1 << 21

    private struct Place: BitwiseCopyable {
        var group = Group.none
        var count: UInt32 = 0
        var first = Int.max
        var last = Int.min
    }

    private struct Waiting: BitwiseCopyable {
        var group = Group.none
        var time = 0
    }

    init() {
        places = Self.free(1 << 10)
        waiting = .allocate(capacity: Self.delay)
        waiting.initialize(repeating: Waiting())
    }

    deinit {
        places.deallocate()
        waiting.deallocate()
    }

    /// Adds a record; it stands there after `flush` at the latest. `time` is looked at where it is known.
    mutating func add(later group: Group, _ time: Int) {
        if !waiting[turn].group.isNone { add(waiting[turn]) }
        waiting[turn] = Waiting(group: group, time: time)
        if let base = places.baseAddress { cprefetch(base + (group.hash & (places.count - 1))) }
        turn = (turn + 1) % Self.delay
    }

    /// Adds what still waits.
    mutating func flush() {
        for place in 0..<Self.delay where !waiting[place].group.isNone {
            add(waiting[place])
            waiting[place].group = .none
        }
    }

    /// Hands out every group, in no meaningful order.
    func forEach(_ body: (Group, Occurrences) -> Void) {
        for place in places where !place.group.isNone {
            let count = Int(place.count)
            switch place.group.timing {
            case .known: body(place.group, Occurrences(count: count, first: place.first, last: place.last))
            case .zoneless: body(place.group, Occurrences(count: count, zoneless: count))
            case .none: body(place.group, Occurrences(count: count, untimed: count))
            }
        }
    }

    /// Adds records of a group that were counted elsewhere.
    mutating func add(_ group: Group, _ seen: Occurrences) {
        let place = take(group)
        places[place].count += UInt32(seen.count)
        places[place].first = min(places[place].first, seen.first)
        places[place].last = max(places[place].last, seen.last)
        if count * 4 > places.count * 3 { grow() }
    }

    private mutating func add(_ record: Waiting) {
        let place = take(record.group)
        places[place].count += 1
        if record.group.timing == .known {
            if record.time < places[place].first { places[place].first = record.time }
            if record.time > places[place].last { places[place].last = record.time }
        }
        if count * 4 > places.count * 3 { grow() }
    }

    /// The place of a group, which it takes where it has none yet.
    private mutating func take(_ group: Group) -> Int {
        let place = find(group)
        if places[place].group.isNone {
            places[place].group = group
            count += 1
        }
        return place
    }

    /// The place of a group, or the free one where it belongs.
    private func find(_ group: Group) -> Int {
        var place = group.hash & (places.count - 1)
        while !places[place].group.isNone && places[place].group != group {
            place = (place + 1) & (places.count - 1)
        }
        return place
    }

    private mutating func grow() {
        let old = places
        places = Self.free(old.count * 2)
        for place in old where !place.group.isNone { places[find(place.group)] = place }
        old.deallocate()
    }

    private static func free(_ count: Int) -> UnsafeMutableBufferPointer<Place> {
        let size = count * MemoryLayout<Place>.stride
        let raw = UnsafeMutableRawBufferPointer.allocate(
            byteCount: size, alignment: size < hugePage ? cacheLine : hugePage)
        if size >= hugePage { madvise(raw.baseAddress, size, MADV_HUGEPAGE) }
        let places = raw.bindMemory(to: Place.self)
        places.initialize(repeating: Place())
        return places
    }
}

/// How often something was seen, and when.
struct Occurrences {
    var count = 0
    /// Milliseconds since 1970; `max` and `min` where no record has a usable time.
    var first = Int.max
    var last = Int.min
    /// Records whose time has no zone; they do not count towards `first` and `last`.
    var zoneless = 0
    var untimed = 0

    /// The same of rows that stand for so many more.
    func weighed(_ surplus: Int) -> Occurrences {
        var weighed = self
        weighed.count += surplus
        if zoneless > 0 { weighed.zoneless += surplus }
        if untimed > 0 { weighed.untimed += surplus }
        return weighed
    }

    mutating func add(_ other: Occurrences) {
        count += other.count
        zoneless += other.zoneless
        untimed += other.untimed
        first = min(first, other.first)
        last = max(last, other.last)
    }
}
