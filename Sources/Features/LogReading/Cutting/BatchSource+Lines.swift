internal import Glibc

extension BatchSource {
    /// Longer lines of text or tables than this are passed over, and said; nobody's record is that long, and it bounds
    /// what a line costs.
    static let longestLine = 256 << 20

    /// Moves whole lines; what is left of the last one waits in the window.
    func takeLines(_ batch: Batch) {
        batch.bytes.append(UnsafePointer(window.base), window.count)
        window.removeAll()
        var searched = 0
        while true {
            if batch.bytes.count < batch.bytes.capacity { fill(&batch.bytes, source) }
            if let end = batch.bytes.endOfLastLine(from: searched) { return cut(batch, at: end) }
            if source.ended { isDone = true; return }
            searched = batch.bytes.count
            if searched >= Self.longestLine { return passOver(batch) }
            batch.bytes.reserve(searched * 2)
        }
    }

    /// What stands behind `end` waits in the window.
    func cut(_ batch: Batch, at end: Int) {
        window.append(UnsafePointer(batch.bytes.base + end), batch.bytes.count - end)
        batch.bytes.count = end
        if source.ended && window.count == 0 { isDone = true }
    }

    /// Drops the line that fills the batch, to its newline.
    func passOver(_ batch: Batch) {
        tooLong += 1
        textBytes += batch.bytes.count
        batch.bytes.removeAll()
        while true {
            batch.bytes.removeAll()
            fill(&batch.bytes, source)
            let count = batch.bytes.count
            if count == 0 { isDone = true; return }
            if let found = memchr(batch.bytes.base, Int32(Ascii.newline), count) {
                // The newline stays, so that lines are counted right.
                let at = UnsafeRawPointer(batch.bytes.base).distance(to: UnsafeRawPointer(found))
                textBytes += at
                window.append(UnsafePointer(batch.bytes.base + at), count - at)
                batch.bytes.removeAll()
                return
            }
            textBytes += count
        }
    }
}

extension ByteBuffer {
    /// The offset behind the last newline at `from` or later.
    func endOfLastLine(from: Int) -> Int? {
        var end = count
        while end > from && base[end - 1] != Ascii.newline { end -= 1 }
        return end > from ? end : nil
    }
}
