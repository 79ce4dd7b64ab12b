internal import Dispatch
internal import Glibc
internal import Synchronization

/// Runs a stream on a thread of its own, a few pieces ahead of its reader.
final class PrefetchStream: ByteStream, @unchecked Sendable {
    // Unchecked: a piece belongs to the thread, or to the reader, and the semaphores hand it over.
    private let pieces: Pieces
    private var current = 0
    private var given = 0
    private var isDone = false
    private let upstream: any ByteStream

    init(_ upstream: any ByteStream) {
        self.upstream = upstream
        pieces = Pieces()
        start()
    }

    /// A thread of the system's, since those that the workers share are all needed for reading.
    private func start() {
        let pieces = pieces
        let upstream = upstream
        let work = Unmanaged.passRetained(Work { pieces.fill(from: upstream) })
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
                return nil
            }, work.toOpaque())
        precondition(code == 0, "no thread to be had")
        pthread_detach(thread)
    }

    private final class Work {
        let body: () -> Void
        init(_ body: @escaping () -> Void) { self.body = body }
    }

    // The thread ends with the piece that it reads; it owns all that it needs for that.
    deinit { pieces.giveUp() }

    var failure: ReadFailure? { isDone ? upstream.failure : nil }

    func read(into target: UnsafeMutablePointer<UInt8>, _ length: Int) -> Int {
        if isDone { return 0 }
        if given == 0 { pieces.filled.wait() }
        let (start, count) = pieces[current]
        if count == 0 {
            isDone = true
            return 0
        }
        let wanted = min(length, count - given)
        target.update(from: start + given, count: wanted)
        given += wanted
        if given == count {
            given = 0
            current = (current + 1) % Pieces.count
            pieces.free.signal()
        }
        return wanted
    }
}

/// The pieces of a `PrefetchStream`, in a ring.
private final class Pieces: @unchecked Sendable {
    // Unchecked: see `PrefetchStream`.
    // So many that unpacking never waits for two readers that are busy at the same time; what is not used takes no memory.
    static let count = 32
    private static let size = 512 << 10
    let filled = DispatchSemaphore(value: 0)
    let free = DispatchSemaphore(value: 0)
    private let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: count * size)
    // No array: one thread writes one of its elements while another reads one.
    private let counts = UnsafeMutablePointer<Int>.allocate(capacity: count)
    private let isUnwanted = Atomic(false)

    init() {
        counts.initialize(repeating: 0, count: Self.count)
        for _ in 0..<Self.count { free.signal() }
    }

    deinit {
        bytes.deallocate()
        counts.deallocate()
    }

    subscript(piece: Int) -> (UnsafeMutablePointer<UInt8>, Int) { (bytes + piece * Self.size, counts[piece]) }

    func giveUp() {
        isUnwanted.store(true, ordering: .releasing)
        free.signal()
    }

    func fill(from upstream: any ByteStream) {
        var piece = 0
        while true {
            free.wait()
            if isUnwanted.load(ordering: .acquiring) { return }
            var count = 0
            // Whole pieces cost fewer changes of hands; a slow pipe still gives what it has once the reader waits.
            while count < Self.size {
                let more = upstream.read(into: bytes + piece * Self.size + count, Self.size - count)
                if more == 0 { break }
                count += more
            }
            counts[piece] = count
            filled.signal()
            if count == 0 { return }
            piece = (piece + 1) % Self.count
        }
    }
}
