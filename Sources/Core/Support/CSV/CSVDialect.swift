/// How a table of delimited text is written.
public struct CSVDialect: Sendable, Equatable {
    /// What stands between two cells; nothing where each line is one cell.
    public var separator: UInt8?
    /// Whether blanks before a cell belong to the separator.
    public var skipsBlanks: Bool

    /// Makes a dialect; RFC 4180 by default.
    public init(separator: UInt8? = UInt8(ascii: ","), skipsBlanks: Bool = false) {
        self.separator = separator
        self.skipsBlanks = skipsBlanks
    }
}
