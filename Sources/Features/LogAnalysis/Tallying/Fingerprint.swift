internal import Glibc
internal import LogReading

/// What tells shapes, businesses and cells apart without a copy of their values: 128 bits mixed from all of them.
///
/// Two different ones have the same fingerprint about once in 2^64 pairs, and nobody can choose values that do: the mixing
/// begins with a secret of this run, on which no result depends.
struct Fingerprint: Hashable, BitwiseCopyable {
    private(set) var left: UInt64
    private(set) var right: UInt64

    private static let leftSecret = UInt64.random(in: .min ... .max)
    private static let rightSecret = UInt64.random(in: .min ... .max)

    /// What every fingerprint of a run begins with.
    static let start = Fingerprint(left: leftSecret, right: rightSecret)

    private init(left: UInt64, right: UInt64) {
        self.left = left
        self.right = right
    }

    /// Adds that a value stood there, but not which.
    mutating func add(presenceOf value: RecordValue) { add(Self.head(value), .max) }

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

    private mutating func add(_ bytes: UnsafeRawBufferPointer) {
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

    /// Gives a fingerprint that has not been seen the next number.
    mutating func add(_ print: Fingerprint) -> Int {
        places[place(of: print)] = Place(print: print, number: Int32(count))
        count += 1
        if count * 2 > places.count { grow() }
        return count - 1
    }

    /// Where a fingerprint stands, or the free place where it belongs.
    private func place(of print: Fingerprint) -> Int {
        var place = Int(truncatingIfNeeded: print.left ^ print.right >> 32) & (places.count - 1)
        while places[place].number >= 0 && places[place].print != print { place = (place + 1) & (places.count - 1) }
        return place
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

/// Numbers different byte strings in the order in which they first come: 0, 1, 2, …
struct ByteTable: ~Copyable {
    private var keys: UnsafeMutablePointer<UInt8>
    private var keysCapacity = 1 << 14
    private var keysCount = 0
    private var entries: [Entry] = []
    private var table: [Int32] = Array(repeating: -1, count: 1 << 8)

    private struct Entry {
        var hash: UInt64
        var offset: Int
        var length: Int
    }

    init() { keys = .allocate(capacity: keysCapacity) }

    deinit { keys.deallocate() }

    var count: Int { entries.count }

    /// The bytes of a number.
    subscript(number: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: keys + entries[number].offset, count: entries[number].length)
    }

    /// The number of `key`, a new one if it has not been seen; -1 where that would be more than `most`.
    mutating func number(_ key: UnsafeRawBufferPointer, most: Int = .max) -> Int {
        let hash = ByteHash.hash(key, seed: 0)
        var place = Int(truncatingIfNeeded: hash) & (table.count - 1)
        while table[place] >= 0 {
            let known = Int(table[place])
            if entries[known].hash == hash && isSame(self[known], key) { return known }
            place = (place + 1) & (table.count - 1)
        }
        if entries.count >= most { return -1 }
        table[place] = Int32(entries.count)
        entries.append(Entry(hash: hash, offset: keysCount, length: key.count))
        keep(key)
        if entries.count * 2 > table.count { grow() }
        return entries.count - 1
    }

    private func isSame(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        guard left.count == right.count, let first = left.baseAddress, let second = right.baseAddress else {
            return left.count == right.count
        }
        return memcmp(first, second, left.count) == 0
    }

    private mutating func keep(_ key: UnsafeRawBufferPointer) {
        if keysCount + key.count > keysCapacity {
            let capacity = max(keysCapacity * 2, keysCount + key.count)
            let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
            grown.update(from: keys, count: keysCount)
            keys.deallocate()
            keys = grown
            keysCapacity = capacity
        }
        if let base = key.baseAddress {
            (keys + keysCount).update(from: base.assumingMemoryBound(to: UInt8.self), count: key.count)
        }
        keysCount += key.count
    }

    private mutating func grow() {
        table = Array(repeating: -1, count: table.count * 2)
        for (number, entry) in entries.enumerated() {
            var place = Int(truncatingIfNeeded: entry.hash) & (table.count - 1)
            while table[place] >= 0 { place = (place + 1) & (table.count - 1) }
            table[place] = Int32(number)
        }
    }
}
