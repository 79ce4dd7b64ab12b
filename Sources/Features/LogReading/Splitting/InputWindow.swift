internal import Glibc

/// What was read of an input and not yet handed out.
final class InputWindow {
    let source: ByteSource
    var bytes = ByteBuffer(capacity: Batch.size)
    /// Bytes of text handed out or passed over, after unpacking.
    var textBytes = 0
    /// Lines or documents that were longer than anybody's record.
    var tooLong = 0

    /// The first bytes of a source, its encodings undone.
    init(_ source: ByteSource) throws(InputError) {
        self.source = source
        fill()
        while try source.undoesEncoding(of: bytes) {
            bytes.removeAll()
            fill()
        }
        if bytes.count == 0, let failure = source.failure {
            throw InputError("cannot be read: \(failure.text)", remedy: "copy or download it again")
        }
    }

    var isAtEnd: Bool { source.ended && bytes.count == 0 }

    /// What it holds.
    var text: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: bytes.base, count: bytes.count) }

    /// Drops what stands before the first batch.
    func drop(_ count: Int) {
        bytes.dropFirst(count)
        textBytes += count
    }

    /// Reads until it is full or the input ends.
    func fill() { source.fill(&bytes) }

    /// Moves all it holds into a batch, and fills that.
    func moveAll(into batch: Batch) {
        batch.bytes.append(UnsafePointer(bytes.base), bytes.count)
        bytes.removeAll()
        source.fill(&batch.bytes)
    }

    /// Takes back what stands behind `end` in a batch.
    func takeBack(from batch: Batch, behind end: Int) {
        bytes.append(UnsafePointer(batch.bytes.base + end), batch.bytes.count - end)
        batch.bytes.count = end
    }
}

extension ByteSource {
    /// Reads until a buffer is full or the input ends: a pipe gives little at a time.
    func fill(_ buffer: inout ByteBuffer) {
        while buffer.count < buffer.capacity {
            let count = read(into: buffer.base + buffer.count, buffer.capacity - buffer.count)
            if count == 0 { return }
            buffer.count += count
        }
    }
}
