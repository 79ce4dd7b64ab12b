internal import CPrefetch
internal import LogReading

/// What tells shapes, businesses and cells apart without a copy of their values: 128 bits mixed from all of them.
///
/// Two different ones have the same fingerprint about once in 2^64 pairs, and nobody can choose values that do: the mixing
/// begins with a secret of this run, on which no result depends.
struct Fingerprint: Hashable, BitwiseCopyable {
    private(set) var left: UInt64
    private(set) var right: UInt64

    /// What every fingerprint of a run begins with.
    static let start = Fingerprint(left: .random(in: .min ... .max), right: .random(in: .min ... .max))

    private init(left: UInt64, right: UInt64) {
        self.left = left
        self.right = right
    }

    /// Adds that a value stood there, or a word for nothing, but not which.
    @inline(__always)
    mutating func add(presenceOf value: RecordValue, isBlank: Bool) { add(Self.head(value), isBlank ? .max - 1 : .max) }

    /// Adds a value, and where it was found if `path` is given.
    mutating func add(_ value: RecordValue, path: UnsafeRawBufferPointer?) {
        add(Self.head(value), UInt64(UInt32(value.bytes.count)) << 32 | UInt64(UInt32(path?.count ?? 0)))
        add(value.bytes)
        if let path { add(path) }
    }

    /// Adds two words, each into a lane that does not wait for the other.
    mutating func add(_ one: UInt64, _ other: UInt64) {
        left = Self.mix(left ^ one, 0xE703_7ED1_A0B4_28DB)
        right = Self.mix(right ^ other, 0x8EBC_6AF0_9C88_C6E3)
    }

    /// Adds bytes, whose number the caller has added.
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        let count = bytes.count
        guard count >= 8 else {
            var tail: UInt64 = 0
            for byte in bytes { tail = tail << 8 | UInt64(byte) }
            return add(tail, 0)
        }
        func word(_ at: Int) -> UInt64 { bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self) }
        var at = 0
        while at + 16 < count {
            add(word(at), word(at + 8))
            at += 16
        }
        // What is left, some of it twice: how much is fixed by the length.
        add(word(min(at, count - 8)), word(count - 8))
    }

    private static func head(_ value: RecordValue) -> UInt64 {
        UInt64(UInt16(value.slot)) | UInt64(value.kind.rawValue) << 16 | UInt64(value.rank) << 32
    }

    private static func mix(_ value: UInt64, _ factor: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: factor)
        return product.high ^ product.low
    }
}

/// Numbers different fingerprints in the order in which they first come: 0, 1, 2, …
struct FingerprintTable: ~Copyable {
    private var places = Self.free(1 << 8)
    private(set) var count = 0

    private struct Place: BitwiseCopyable {
        var print = Fingerprint.start
        var number: Int32 = -1
    }

    deinit { places.deallocate() }

    /// The number of a fingerprint; nothing if it has not been seen.
    func number(_ print: Fingerprint) -> Int? {
        let number = places[place(of: print)].number
        return number < 0 ? nil : Int(number)
    }

    /// Fetches what will be looked at for a fingerprint, so that the number is at hand when it is asked for.
    @inline(__always)
    func fetch(_ print: Fingerprint) {
        if let base = places.baseAddress { cprefetch(base + start(of: print)) }
    }

    /// Hands out all fingerprints in the order of their numbers.
    func forEach(_ body: (_ print: Fingerprint, _ number: Int) -> Void) {
        var prints = Array(repeating: Fingerprint.start, count: count)
        for place in places where place.number >= 0 { prints[Int(place.number)] = place.print }
        for (number, print) in prints.enumerated() { body(print, number) }
    }

    /// Gives a fingerprint that has not been seen the next number.
    mutating func add(_ print: Fingerprint) -> Int {
        places[place(of: print)] = Place(print: print, number: Int32(count))
        count += 1
        if count * 2 > places.count { grow() }
        return count - 1
    }

    /// Where a fingerprint stands, or the free place where it belongs.
    private func place(of print: Fingerprint) -> Int {
        var place = start(of: print)
        while places[place].number >= 0 && places[place].print != print { place = (place + 1) & (places.count - 1) }
        return place
    }

    /// Where the search for a fingerprint begins.
    @inline(__always)
    private func start(of print: Fingerprint) -> Int {
        Int(truncatingIfNeeded: print.left ^ print.right >> 32) & (places.count - 1)
    }

    private mutating func grow() {
        let old = places
        places = Self.free(old.count * 2)
        for place in old where place.number >= 0 { places[self.place(of: place.print)] = place }
        old.deallocate()
    }

    private static func free(_ count: Int) -> UnsafeMutableBufferPointer<Place> {
        let places = UnsafeMutableBufferPointer<Place>.allocate(capacity: count)
        places.initialize(repeating: Place())
        return places
    }
}
