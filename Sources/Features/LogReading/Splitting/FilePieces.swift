internal import Glibc
internal import Support
internal import Synchronization

/// The lines of a regular file from some line on, cut by the workers themselves: nobody waits for another's read.
///
/// The file is cut into pieces of equal size, and a line belongs to the piece in which it begins. Safe for concurrent
/// use. What is appended to the file while it is read is left for the next run.
final class FilePieces: Sendable {
    private let descriptor: Int32
    private let origin: Int
    private let end: Int
    private let firstSequence: Int
    private let next = Atomic<Int>(0)
    private let consumed: Atomic<Int>
    private let passedOver = Atomic(0)
    private let fault = Mutex<(failure: ReadFailure, sequence: Int)?>(nil)

    /// A batch's buffer holds a piece and what is usually missing of its last line.
    static let size = Batch.size - 64 << 10

    /// `origin`: where the first line begins. `end`: the file's size. `firstSequence`: the number of the first piece's
    /// batch.
    init(descriptor: Int32, origin: Int, end: Int, firstSequence: Int) {
        self.descriptor = descriptor
        self.origin = origin
        self.end = end
        self.firstSequence = firstSequence
        consumed = Atomic(0)
    }

    /// Bytes of the pieces that were read.
    var bytes: Int { consumed.load(ordering: .relaxed) }
    /// Lines that were too long to be read.
    var tooLong: Int { passedOver.load(ordering: .relaxed) }
    /// Why reading stopped early.
    var failure: ReadFailure? { fault.withLock { $0?.failure } }
    /// The number of the first piece of which something could not be read.
    var firstLostSequence: Int? { fault.withLock { $0?.sequence } }

    /// Fills `batch` with the lines that begin in the next piece that has any; false at the end.
    func take(_ batch: Batch) -> Bool {
        while true {
            let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
            let (start, overflow) = number.multipliedReportingOverflow(by: Self.size)
            guard !overflow, start < end - origin, failure == nil else { return false }
            batch.removeAll()
            batch.isLines = true
            batch.firstLine = nil
            batch.sequence = firstSequence + number
            let stop = min(origin + start + Self.size, end)
            if let failure = read(batch, from: origin + start, to: stop) { lose(batch.sequence, failure) }
            consumed.wrappingAdd(stop - origin - start, ordering: .relaxed)
            if batch.start < batch.bytes.count || batch.passedLines > 0 { return true }
        }
    }

    private func lose(_ sequence: Int, _ failure: ReadFailure) {
        fault.withLock { known in
            if let known, known.sequence <= sequence { return }
            known = (failure, sequence)
        }
    }

    /// Reads the lines that begin in `from..<to`; `start` becomes the offset of the first in the batch's bytes. Answers
    /// why something could not be read.
    private func read(_ batch: Batch, from: Int, to: Int) -> ReadFailure? {
        // The byte before tells whether the first line begins here.
        let base = from > origin ? from - 1 : from
        batch.bytes.reserve(to - base)
        let lost = fill(&batch.bytes, to: to - base, base)
        if from > origin {
            // A line that begins behind the piece is the next one's, and so is one that is not complete before that.
            guard let newline = batch.bytes.newline(from: 0, to: min(batch.bytes.count, to - base - 1)) else {
                batch.bytes.removeAll()
                return lost
            }
            batch.start = newline + 1
        }
        guard lost == nil, to < end else { return lost }
        var searched = batch.bytes.count - 1
        while true {
            if let newline = batch.bytes.newline(from: searched, to: batch.bytes.count) {
                batch.bytes.count = newline + 1
                return nil
            }
            searched = batch.bytes.count
            let wanted = min(searched + 16 << 10, end - base)
            if wanted == searched { return nil }
            if searched - (to - base) > BatchSource.longestLine { return passOver(batch, to - base) }
            batch.bytes.reserve(wanted)
            if let failure = fill(&batch.bytes, to: wanted, base) { return failure }
        }
    }

    /// Leaves the line out that begins last before `stop`.
    private func passOver(_ batch: Batch, _ stop: Int) -> ReadFailure? {
        batch.bytes.count = stop
        let bytes = UnsafeBufferPointer(start: batch.bytes.base, count: batch.bytes.count)
        batch.bytes.count = BatchEnd.line.last(in: bytes, from: batch.start) ?? batch.start
        batch.passedLines = 1
        passedOver.wrappingAdd(1, ordering: .relaxed)
        return nil
    }

    /// Reads until the buffer holds `count` bytes of the file from `base` on; fewer if the file has become shorter or
    /// cannot be read, which is then answered.
    private func fill(_ buffer: inout ByteBuffer, to count: Int, _ base: Int) -> ReadFailure? {
        while buffer.count < count {
            let got = pread(descriptor, buffer.base + buffer.count, count - buffer.count, off_t(base + buffer.count))
            if got > 0 { buffer.count += got; continue }
            if got < 0 && errno == EINTR { continue }
            return got < 0 ? ReadFailure(text: String(cString: strerror(errno))) : .shrunk
        }
        return nil
    }
}

extension ByteBuffer {
    /// The first newline at an offset in `from..<to`.
    fileprivate func newline(from: Int, to: Int) -> Int? {
        UnsafePointer(base).offset(of: Ascii.newline, from: from, to: to)
    }
}

/// Whole documents or whole lines, as many as one worker takes at a time.
final class Batch {
    /// One document of a batch.
    struct Unit {
        var offset: Int
        var length: Int
        var line: Int
        var kind = Kind.document

        enum Kind {
            case document
            /// A line of text between documents.
            case plain
            /// A document that is none, with what was passed over behind it.
            case stray
        }
    }

    var bytes = ByteBuffer(capacity: Batch.size)
    /// Where the lines begin in `bytes`.
    var start = 0
    /// The documents; empty for a batch of lines.
    var units: [Unit] = []
    /// Whether each line stands alone.
    var isLines = false
    /// Batches are numbered in the order of the input, so that line numbers can be told afterwards.
    var sequence = 0
    /// Lines behind its last one that nobody reads.
    var passedLines = 0
    /// The number of the first line of a batch of lines; nothing where lines are not counted.
    var firstLine: Int?

    /// Large enough that taking turns costs nothing, small enough for a processor's cache.
    static let size = 1 << 20

    func removeAll() {
        bytes.removeAll()
        start = 0
        passedLines = 0
        units.removeAll(keepingCapacity: true)
    }

    /// How many lines it holds, but for one that no newline ends.
    var newlines: Int {
        var count = 0
        for offset in start..<bytes.count where bytes.base[offset] == Ascii.newline { count += 1 }
        return count
    }
}
