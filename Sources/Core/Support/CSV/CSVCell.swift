/// One cell, as it stands in the text.
public struct CSVCell: Sendable, Equatable {
    /// The offset of its first byte, behind the opening quote of a quoted one.
    public var start: Int
    /// Its length in bytes, without the quotes around it.
    public var length: Int
    /// Whether quotes inside it are doubled and have to be made single.
    public var hasDoubledQuotes = false
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
            target[written] = byte
            written += 1
            at += byte == UInt8(ascii: "\"") && hasDoubledQuotes && at + 1 < length ? 2 : 1
        }
        return written
    }
}
