internal import Glibc
internal import Synchronization

/// The bytes of a descriptor, or of memory, as they are stored.
final class StoredBytes: ByteStream, @unchecked Sendable {
    // Unchecked: only one reader at a time; what others look at meanwhile is atomic.
    let descriptor: Int32
    private let owned: Bool
    /// Nothing for a descriptor.
    private let memory: [UInt8]?
    private let given = Atomic(0)
    private(set) var ended = false
    private(set) var failure: ReadFailure?
    /// Where a regular file ended when it was opened.
    var expected: Int?

    /// `memory` stands in for a descriptor, which is then -1.
    init(descriptor: Int32, owned: Bool, memory: [UInt8]? = nil) {
        self.descriptor = descriptor
        self.owned = owned
        self.memory = memory
    }

    deinit { if owned { close(descriptor) } }

    /// Bytes handed out so far.
    var consumed: Int { given.load(ordering: .relaxed) }

    func read(into target: UnsafeMutablePointer<UInt8>, _ length: Int) -> Int {
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
