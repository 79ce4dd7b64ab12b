internal import CSimdjson
internal import Glibc
internal import Synchronization

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

    mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { if let base = $0.baseAddress { append(base, $0.count) } }
    }

    /// Drops the first `length` bytes.
    mutating func dropFirst(_ length: Int) {
        guard length > 0 else { return }
        base.update(from: base + length, count: count - length)
        count -= length
    }
}

/// The bytes of a descriptor, or of memory, as they are stored.
final class StoredBytes: ByteStream, @unchecked Sendable {
    // Unchecked: only one reader at a time; what others look at meanwhile is atomic.
    let descriptor: Int32
    private let owned: Bool
    /// Nothing for a descriptor.
    private let memory: [UInt8]?
    /// Documents that stand in for both, and what is left of the one at hand.
    private let documents: (@Sendable () -> [UInt8]?)?
    /// Lines that stand in for all of them; `rest` is what is left of those at hand, too.
    private let lines: (@Sendable () -> [UInt8]?)?
    private var rest: ArraySlice<UInt8> = []
    private let given = Atomic(0)
    private(set) var ended = false
    private(set) var failure: ReadFailure?
    /// Where a regular file ended when it was opened.
    var expected: Int?

    /// `memory`, `documents` or `lines` stand in for a descriptor, which is then -1.
    init(
        descriptor: Int32, owned: Bool, memory: [UInt8]? = nil, documents: (@Sendable () -> [UInt8]?)? = nil,
        lines: (@Sendable () -> [UInt8]?)? = nil
    ) {
        self.lines = lines
        self.documents = documents
        self.descriptor = descriptor
        self.owned = owned
        self.memory = memory
    }

    deinit { if owned { close(descriptor) } }

    /// Bytes handed out so far.
    var consumed: Int { given.load(ordering: .relaxed) }

    /// Documents, each on a line of its own.
    private func take(
        _ documents: @Sendable () -> [UInt8]?, into target: UnsafeMutablePointer<UInt8>, _ length: Int
    ) -> Int {
        while rest.isEmpty, !ended {
            guard let next = documents() else {
                ended = true
                break
            }
            // A line end inside a document is blank space.
            rest = (next.map { $0 == Ascii.newline ? 0x20 : $0 } + [Ascii.newline])[...]
        }
        let count = min(length, rest.count)
        for (offset, byte) in rest.prefix(count).enumerated() { target[offset] = byte }
        rest = rest.dropFirst(count)
        given.wrappingAdd(count, ordering: .relaxed)
        return count
    }

    /// Whole lines, copied as they are.
    private func take(
        lines: @Sendable () -> [UInt8]?, into target: UnsafeMutablePointer<UInt8>, _ length: Int
    ) -> Int {
        while rest.isEmpty, !ended {
            if let next = lines() { rest = next[...] } else { ended = true }
        }
        let count = min(length, rest.count)
        rest.withUnsafeBufferPointer { bytes in
            if let base = bytes.baseAddress { target.update(from: base, count: count) }
        }
        rest = rest.dropFirst(count)
        given.wrappingAdd(count, ordering: .relaxed)
        return count
    }

    func read(into target: UnsafeMutablePointer<UInt8>, _ length: Int) -> Int {
        if let documents { return take(documents, into: target, length) }
        if let lines { return take(lines: lines, into: target, length) }
        if let memory {
            let count = memory.copy(from: consumed, into: target, length)
            given.wrappingAdd(count, ordering: .relaxed)
            ended = count == 0
            return count
        }
        while !ended {
            let count = Glibc.read(descriptor, target, length)
            if count > 0 {
                given.wrappingAdd(count, ordering: .relaxed)
                return count
            }
            if count < 0 && errno == EINTR { continue }
            if count < 0 {
                failure = ReadFailure(text: String(cString: strerror(errno)))
            } else if let expected, Int(lseek(descriptor, 0, SEEK_CUR)) < expected {
                failure = .shrunk
            }
            ended = true
        }
        return 0
    }

    /// Takes over what others have read of the same descriptor.
    func finish(consumed more: Int, failure found: ReadFailure?) {
        given.wrappingAdd(more, ordering: .relaxed)
        ended = true
        failure = found ?? failure
    }
}
