internal import CSimdjson

/// Growable bytes with readable bytes before and padding behind them, which the scanner needs. The padding's content
/// does not matter, so that a small input does not pay for touching a large buffer.
struct ByteBuffer: ~Copyable {
    private(set) var base: UnsafeMutablePointer<UInt8>
    private(set) var capacity: Int
    var count = 0

    init(capacity: Int = 0) {
        self.capacity = capacity
        base = Self.allocate(capacity)
    }

    deinit { Self.deallocate(base) }

    private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
        let start = UnsafeMutablePointer<UInt8>.allocate(capacity: CSJ_LEAD + capacity + CSJ_PADDING)
        start.initialize(repeating: 0, count: CSJ_LEAD)
        return start + CSJ_LEAD
    }

    private static func deallocate(_ base: UnsafeMutablePointer<UInt8>) { (base - CSJ_LEAD).deallocate() }

    mutating func removeAll() { count = 0 }

    /// Makes room for `wanted` bytes in all; doubles, so that growing stays linear.
    mutating func reserve(_ wanted: Int) {
        guard wanted > capacity else { return }
        let size = max(wanted, capacity * 2)
        let grown = Self.allocate(size)
        grown.update(from: base, count: count)
        Self.deallocate(base)
        base = grown
        capacity = size
    }

    mutating func append(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
        reserve(count + length)
        (base + count).update(from: bytes, count: length)
        count += length
    }

    /// Drops the first `length` bytes.
    mutating func dropFirst(_ length: Int) {
        guard length > 0 else { return }
        base.update(from: base + length, count: count - length)
        count -= length
    }
}
