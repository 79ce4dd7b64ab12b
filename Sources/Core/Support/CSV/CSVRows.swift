/// Where rows end, found without reading their cells.
public enum CSVRows {
    /// The offset behind the last row that ends in `text`, which begins a row; nothing where none does.
    ///
    /// It counts quotes, which is right wherever they are as RFC 4180 has them: a newline with an odd number of quotes
    /// before it stands inside a cell.
    public static func endOfLast(in text: UnsafeBufferPointer<UInt8>) -> Int? {
        var quotes = 0
        for byte in text { quotes &+= byte == UInt8(ascii: "\"") ? 1 : 0 }
        var at = text.count
        while at > 0 {
            at -= 1
            if text[at] == UInt8(ascii: "\"") { quotes -= 1 }
            if text[at] == 0x0A && quotes & 1 == 0 { return at + 1 }
        }
        return nil
    }

    /// The same by reading every cell: for text with quotes in other places.
    public static func endOfLastByCells(in text: UnsafeBufferPointer<UInt8>, _ dialect: CSVDialect) -> Int? {
        var cursor = CSVCursor(text, dialect)
        var end: Int?
        while !cursor.isAtEnd {
            let cell = cursor.next()
            if cell.endsRow && !cursor.endsInQuotes && cursor.position <= text.count
                && text[cursor.position - 1] == 0x0A
            {
                end = cursor.position
            }
        }
        return end
    }

    /// The first row's cells as texts, and the offset behind it; nothing where it does not end in `text`.
    public static func first(
        in text: UnsafeBufferPointer<UInt8>, isWhole: Bool, _ dialect: CSVDialect
    ) -> (cells: [String], end: Int)? {
        var cursor = CSVCursor(text, dialect)
        var cells: [String] = []
        while true {
            let cell = cursor.next()
            if cursor.endsInQuotes || cell.isDamaged || cells.count > 4096 { return nil }
            let bytes = [UInt8](unsafeUninitializedCapacity: cell.length) { buffer, count in
                guard let source = text.baseAddress, let target = buffer.baseAddress else { return }
                count = cell.copy(from: source, to: target)
            }
            cells.append(String(decoding: bytes, as: UTF8.self))
            guard cell.endsRow else { continue }
            let ended = cursor.position > 0 && text[cursor.position - 1] == 0x0A
            return ended || isWhole ? (cells, cursor.position) : nil
        }
    }
}
