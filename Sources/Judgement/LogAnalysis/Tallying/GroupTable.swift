internal import LogReading

/// How often a group of alike records was seen, and when.
struct GroupCount {
    var count = 0
    /// Records whose time has no zone; they do not count towards `first` and `last`.
    var zoneless = 0
    var untimed = 0
    var first = Int64.max
    var last = Int64.min

    mutating func add(_ other: GroupCount) {
        count += other.count
        zoneless += other.zoneless
        untimed += other.untimed
        first = min(first, other.first)
        last = max(last, other.last)
    }
}

/// Groups of records that are alike in everything that is judged, by their serialised values.
///
/// There are few groups however long the input is, so records are only counted here and explained once a group.
struct GroupTable: ~Copyable {
    private var keys: UnsafeMutablePointer<UInt8>
    private var keysCapacity = 1 << 14
    private var keysCount = 0
    private var entries: [Entry] = []
    private var table: [Int32]

    private struct Entry {
        var hash: UInt64
        var offset: Int
        var length: Int
        var seen: GroupCount
    }

    init() {
        keys = .allocate(capacity: keysCapacity)
        table = Array(repeating: -1, count: 1 << 8)
    }

    deinit { keys.deallocate() }

    var count: Int { entries.count }

    /// Counts towards the group of that key.
    mutating func add(_ key: UnsafeRawBufferPointer, _ seen: GroupCount) {
        let hash = ByteHash.hash(key, seed: 0)
        var place = Int(truncatingIfNeeded: hash) & (table.count - 1)
        while table[place] >= 0 {
            let number = Int(table[place])
            if entries[number].hash == hash && isKey(entries[number], key) {
                entries[number].seen.add(seen)
                return
            }
            place = (place + 1) & (table.count - 1)
        }
        table[place] = Int32(entries.count)
        entries.append(Entry(hash: hash, offset: keysCount, length: key.count, seen: seen))
        keep(key)
        if entries.count * 2 > table.count { grow() }
    }

    /// Hands out each group's key and count.
    func forEach(_ body: (UnsafeRawBufferPointer, GroupCount) -> Void) {
        for entry in entries {
            body(UnsafeRawBufferPointer(start: keys + entry.offset, count: entry.length), entry.seen)
        }
    }

    private func isKey(_ entry: Entry, _ key: UnsafeRawBufferPointer) -> Bool {
        guard entry.length == key.count else { return false }
        let known = UnsafeRawBufferPointer(start: keys + entry.offset, count: entry.length)
        return known.elementsEqual(key)
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
