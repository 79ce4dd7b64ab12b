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

    /// The first row's cells as texts, the offset behind it, and whether each stands in quotes; nothing where it does not end in `text`.
    public static func first(
        in text: UnsafeBufferPointer<UInt8>, isWhole: Bool, _ dialect: CSVDialect
    ) -> (cells: [String], end: Int, isQuoted: Bool)? {
        var cursor = CSVCursor(text, dialect)
        var cells: [String] = []
        var isQuoted = true
        while true {
            let cell = cursor.next()
            if cursor.endsInQuotes || cell.isDamaged || cells.count > 4096 { return nil }
            let bytes = [UInt8](unsafeUninitializedCapacity: cell.length) { buffer, count in
                guard let source = text.baseAddress, let target = buffer.baseAddress else { return }
                count = cell.copy(from: source, to: target)
            }
            cells.append(String(decoding: bytes, as: UTF8.self))
            isQuoted = isQuoted && cell.isQuoted
            guard cell.endsRow else { continue }
            let ended = cursor.position > 0 && text[cursor.position - 1] == 0x0A
            return ended || isWhole ? (cells, cursor.position, isQuoted) : nil
        }
    }
}

/// How a table of delimited text is written.
public struct CSVDialect: Sendable, Equatable {
    /// What stands between two cells; nothing where each line is one cell.
    public var separator: UInt8?
    /// Whether blanks before a cell belong to the separator.
    public var skipsBlanks: Bool
    /// Whether a backslash stands before a quote inside a quoted cell, as programs write it that do not double them.
    public var escapesQuotes: Bool

    /// Makes a dialect; RFC 4180 by default.
    public init(separator: UInt8? = UInt8(ascii: ","), skipsBlanks: Bool = false, escapesQuotes: Bool = false) {
        self.separator = separator
        self.skipsBlanks = skipsBlanks
        self.escapesQuotes = escapesQuotes
    }
}

/// One cell, as it stands in the text.
public struct CSVCell: Sendable, Equatable {
    /// The offset of its first byte, behind the opening quote of a quoted one.
    public var start: Int
    /// Its length in bytes, without the quotes around it.
    public var length: Int
    /// Whether quotes inside it are doubled and have to be made single.
    public var hasDoubledQuotes = false
    /// Whether a backslash stands before quotes inside it, and has to be left out.
    public var hasEscapedQuotes = false
    /// Whether it stands in quotes.
    public var isQuoted = false
    /// Whether it is not as RFC 4180 has it: text behind the closing quote, or no closing quote at all.
    public var isDamaged = false
    /// Whether it is the last one of its row.
    public var endsRow = false

    /// Copies the cell's text to `target`, which has room for `length` bytes; answers how many were written.
    public func copy(from text: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>) -> Int {
        var written = 0
        var at = 0
        while at < length {
            let byte = text[start + at]
            if hasEscapedQuotes, byte == 0x5C, at + 1 < length, text[start + at + 1] == UInt8(ascii: "\"") {
                at += 1
                continue
            }
            target[written] = byte
            written += 1
            at += byte == UInt8(ascii: "\"") && hasDoubledQuotes && at + 1 < length ? 2 : 1
        }
        return written
    }
}

/// Goes through delimited text cell by cell (RFC 4180): commas or another separator, quotes around a cell, doubled quotes
/// inside it, rows that end with LF or CRLF.
///
/// A quote inside a cell that does not begin with one is text. Text behind a closing quote belongs to the cell, which is
/// then damaged.
public struct CSVCursor {
    private let text: UnsafePointer<UInt8>
    private let count: Int
    private let separator: UInt8
    private let hasSeparator: Bool
    private let skipsBlanks: Bool
    private let escapesQuotes: Bool
    /// The offset of the next cell.
    public private(set) var position: Int
    /// Newlines passed so far, those inside cells included.
    public private(set) var lines = 0
    /// Whether a quoted cell was still open where the text ended.
    public private(set) var endsInQuotes = false

    /// An empty text has no base; nothing is read of this.
    private nonisolated(unsafe) static let nothing = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)

    /// Reads `text` from `position` on, which must be the beginning of a row.
    public init(_ text: UnsafeBufferPointer<UInt8>, from position: Int = 0, _ dialect: CSVDialect) {
        self.text = text.baseAddress ?? UnsafePointer(Self.nothing)
        count = text.count
        separator = dialect.separator ?? 0
        hasSeparator = dialect.separator != nil
        skipsBlanks = dialect.skipsBlanks
        escapesQuotes = dialect.escapesQuotes
        self.position = position
    }

    /// Whether all rows have been read.
    public var isAtEnd: Bool { position >= count }

    /// The next cell; call it only while `isAtEnd` is false or the last cell did not end its row.
    public mutating func next() -> CSVCell {
        if skipsBlanks { while position < count && text[position] == 0x20 { position += 1 } }
        if position < count && text[position] == UInt8(ascii: "\"") { return quoted() }
        let start = position
        let end = endOfPlain(start)
        return close(CSVCell(start: start, length: end - start), at: end)
    }

    private func endOfPlain(_ start: Int) -> Int {
        var at = start
        if hasSeparator {
            while at < count && text[at] != separator && text[at] != 0x0A { at += 1 }
        } else {
            at = text.offset(of: 0x0A, from: at, to: count) ?? count
        }
        return at
    }

    private mutating func quoted() -> CSVCell {
        let start = position + 1
        var at = start
        var cell = CSVCell(start: start, length: 0, isQuoted: true)
        while true {
            guard let quote = text.offset(of: UInt8(ascii: "\""), from: at, to: count) else {
                endsInQuotes = true
                cell.isDamaged = true
                cell.length = count - start
                countLines(start, count)
                return close(cell, at: count)
            }
            at = quote
            if escapesQuotes, isEscaped(at, from: start) {
                cell.hasEscapedQuotes = true
                at += 1
                continue
            }
            guard at + 1 < count, text[at + 1] == UInt8(ascii: "\"") else { break }
            cell.hasDoubledQuotes = true
            at += 2
        }
        countLines(start, at)
        cell.length = at - start
        let end = endOfPlain(at + 1)
        let isClean = end == at + 1 || (end == at + 2 && text[at + 1] == 0x0D)
        if !isClean { cell.isDamaged = true }
        return close(cell, at: end)
    }

    private func isEscaped(_ at: Int, from start: Int) -> Bool {
        var before = at
        while before > start, text[before - 1] == 0x5C { before -= 1 }
        return (at - before) % 2 == 1
    }

    private mutating func countLines(_ from: Int, _ to: Int) {
        var at = from
        while let end = text.offset(of: 0x0A, from: at, to: to) {
            lines += 1
            at = end + 1
        }
    }

    /// `end`: the separator or newline behind the cell, or the text's end.
    private mutating func close(_ cell: CSVCell, at end: Int) -> CSVCell {
        var cell = cell
        if end < count && hasSeparator && text[end] == separator {
            position = end + 1
            return cell
        }
        cell.endsRow = true
        if end < count { lines += 1 }
        if !cell.isQuoted && cell.length > 0 && text[end - 1] == 0x0D { cell.length -= 1 }
        position = min(count, end + 1)
        return cell
    }
}
