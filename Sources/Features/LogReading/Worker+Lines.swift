internal import Glibc

extension Worker {
    /// Reads whole lines, each of which stands alone.
    func readLines(_ base: UnsafePointer<UInt8>, _ count: Int, _ sequence: Int) {
        var start = 0
        var line = 0
        while start < count {
            let end = endOfLine(base, min(start + Self.blockSize, count), count)
            let isIndexed = !readsText && !mayBeSavedObjects && index(base + start, end - start)
            line = readBlock(base, start, end, isIndexed: isIndexed, Place(line: line, sequence: sequence))
            start = end
        }
        counts.lines.append(BatchLines(sequence: sequence, count: line))
    }

    /// One damaged line makes the whole block unfit; then each line is looked at on its own. Where damage is everywhere,
    /// looking at whole blocks first would only add to that, so fewer and fewer are looked at.
    func index(_ base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        if blocksToPass > 0 { blocksToPass -= 1; return false }
        let isFit = scanner.index(base, count)
        unfitBlocks = isFit ? 0 : min(unfitBlocks + 1, 5)
        blocksToPass = isFit ? 0 : (1 << unfitBlocks) - 1
        return isFit
    }

    /// Lines of which the scanner finds the tokens at once: many, so that this costs nothing, and few enough for the
    /// tokens and the bytes to stay in the processor's second cache.
    static let blockSize = 256 << 10

    /// Reads the lines in `start..<stop`, of which the first stands at `place`; answers the number of the next.
    private func readBlock(
        _ base: UnsafePointer<UInt8>, _ start: Int, _ stop: Int, isIndexed: Bool, _ place: Place
    ) -> Int {
        var place = place
        var next = start
        while next < stop {
            var first = next
            next = endOfLine(base, next, stop)
            var last = next
            let isOpen = base[last - 1] != Ascii.newline
            if !isOpen { last -= 1 }
            let damagedBefore = counts.malformed
            while first < last && Ascii.isBlank(base[first]) { first += 1 }
            while last > first && Ascii.isBlank(base[last - 1]) { last -= 1 }
            if last > first {
                if isIndexed {
                    let answer = scanner.scanLine(at: first - start, last - first)
                    take(answer, base + first, last - first, place)
                } else {
                    self.line(base + first, last - first, place)
                }
            }
            // Only an input's last line has no newline.
            if isOpen && counts.malformed > damagedBefore { counts.isCutOff = true }
            place.line += 1
        }
        return place.line
    }

    /// The offset behind the first newline at `from` or later, or `count`.
    private func endOfLine(_ base: UnsafePointer<UInt8>, _ from: Int, _ count: Int) -> Int {
        guard from < count, let found = memchr(base + from, Int32(Ascii.newline), count - from) else { return count }
        return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found)) + 1
    }
}
