internal import Glibc

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
        } else if at < count {
            guard let found = memchr(text + at, 0x0A, count - at) else { return count }
            at = UnsafeRawPointer(text).distance(to: UnsafeRawPointer(found))
        }
        return at
    }

    private mutating func quoted() -> CSVCell {
        let start = position + 1
        var at = start
        var cell = CSVCell(start: start, length: 0, isQuoted: true)
        while true {
            guard at < count, let found = memchr(text + at, Int32(UInt8(ascii: "\"")), count - at) else {
                endsInQuotes = true
                cell.isDamaged = true
                cell.length = count - start
                countLines(start, count)
                return close(cell, at: count)
            }
            at = UnsafeRawPointer(text).distance(to: UnsafeRawPointer(found))
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

    private mutating func countLines(_ from: Int, _ to: Int) {
        var at = from
        while at < to, let found = memchr(text + at, 0x0A, to - at) {
            lines += 1
            at = UnsafeRawPointer(text).distance(to: UnsafeRawPointer(found)) + 1
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
