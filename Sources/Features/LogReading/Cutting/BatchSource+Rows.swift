internal import Support

extension BatchSource {
    /// Moves whole rows; a row may run over lines.
    func takeRows(_ batch: Batch) {
        take(batch) { bytes in
            CSVRows.endOfLast(in: bytes)
        } orElse: { [table] bytes in
            // Quotes where RFC 4180 has none: only reading the cells can tell.
            table.flatMap { CSVRows.endOfLastByCells(in: bytes, $0.dialect) }
        }
    }

    /// Moves whole groups of lines, which end at a blank one.
    func takeGroups(_ batch: Batch) {
        take(batch) { bytes in
            var at = bytes.count
            while at > 1 {
                at -= 1
                guard bytes[at] == Ascii.newline else { continue }
                var before = at - 1
                while before >= 0 && Ascii.isBlank(bytes[before]) { before -= 1 }
                if before >= 0 && bytes[before] == Ascii.newline { return at + 1 }
            }
            return nil
        } orElse: { _ in
            nil
        }
    }

    private static let mostAtOnce = 32 << 20

    private func take(
        _ batch: Batch, _ end: (UnsafeBufferPointer<UInt8>) -> Int?,
        orElse slowEnd: (UnsafeBufferPointer<UInt8>) -> Int?
    ) {
        batch.bytes.append(UnsafePointer(window.base), window.count)
        window.removeAll()
        while true {
            if batch.bytes.count < batch.bytes.capacity { fill(&batch.bytes, source) }
            if source.ended { isDone = true; return }
            let bytes = UnsafeBufferPointer(start: batch.bytes.base, count: batch.bytes.count)
            if let end = end(bytes) { return cut(batch, at: end) }
            if batch.bytes.count >= Self.mostAtOnce {
                if let end = slowEnd(bytes) { return cut(batch, at: end) }
                if batch.bytes.count >= Self.longestLine { return passOver(batch) }
            }
            batch.bytes.reserve(batch.bytes.count * 2)
        }
    }
}
