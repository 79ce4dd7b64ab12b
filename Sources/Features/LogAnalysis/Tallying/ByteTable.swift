internal import Glibc
internal import LogReading

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
