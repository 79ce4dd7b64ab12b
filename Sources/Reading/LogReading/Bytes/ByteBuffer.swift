internal import CSimdjson

/// Growable bytes with readable padding behind them, which simdjson needs. The padding's content does not matter, so
/// that a small input does not pay for touching a large buffer.
struct ByteBuffer: ~Copyable {
    private(set) var base: UnsafeMutablePointer<UInt8>
    private(set) var capacity: Int
    var count = 0

    init(capacity: Int = 0) {
        self.capacity = capacity
        base = .allocate(capacity: capacity + CSJ_PADDING)
    }

    deinit { base.deallocate() }

    mutating func removeAll() { count = 0 }

    /// Makes room for `wanted` bytes in all; doubles, so that growing stays linear.
    mutating func reserve(_ wanted: Int) {
        guard wanted > capacity else { return }
        let size = max(wanted, capacity * 2)
        let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: size + CSJ_PADDING)
        grown.update(from: base, count: count)
        base.deallocate()
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
