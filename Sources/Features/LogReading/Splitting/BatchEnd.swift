internal import Support

/// Where a batch of lines may end, so that nothing is cut in two.
enum BatchEnd {
    case line
    /// A row may run over lines.
    case row(CSVDialect)
    /// A group of lines ends at a blank one.
    case blankLine

    /// The offset behind the last whole piece; the first `searched` bytes are known to hold the end of no line.
    func last(in bytes: UnsafeBufferPointer<UInt8>, from searched: Int) -> Int? {
        switch self {
        case .line:
            var end = bytes.count
            while end > searched && bytes[end - 1] != Ascii.newline { end -= 1 }
            return end > searched ? end : nil
        case .row(let dialect):
            // Where backslashes stand before quotes, their number says nothing.
            return dialect.escapesQuotes
                ? CSVRows.endOfLastByCells(in: bytes, dialect) : CSVRows.endOfLast(in: bytes)
        case .blankLine: return Self.blankLine(in: bytes)
        }
    }

    /// The same in very many bytes, which `last` did not find an end in: quotes where RFC 4180 has none, so that only reading
    /// the cells can tell.
    func lastByReading(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        if case .row(let dialect) = self { CSVRows.endOfLastByCells(in: bytes, dialect) } else { nil }
    }

    private static func blankLine(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var at = bytes.count
        while at > 1 {
            at -= 1
            guard bytes[at] == Ascii.newline else { continue }
            var before = at - 1
            while before >= 0 && Ascii.isBlank(bytes[before]) { before -= 1 }
            if before >= 0 && bytes[before] == Ascii.newline { return at + 1 }
        }
        return nil
    }
}
