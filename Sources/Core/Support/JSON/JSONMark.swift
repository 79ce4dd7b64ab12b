/// A place in a text; both numbers count from 1, columns in Unicode characters.
public struct JSONMark: Sendable, Hashable, Comparable {
    /// From 1.
    public var line: Int
    /// From 1.
    public var column: Int

    /// The place at which every text begins.
    public static let start = JSONMark(line: 1, column: 1)

    /// In reading order.
    public static func < (left: JSONMark, right: JSONMark) -> Bool {
        left.line != right.line ? left.line < right.line : left.column < right.column
    }
}
