/// A place in a file; both numbers count from 1, columns in Unicode characters.
public struct YAMLMark: Sendable, Equatable, Comparable {
    /// From 1.
    public var line: Int
    /// From 1.
    public var column: Int

    /// All parts, one by one.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The place at which every file begins.
    public static let start = YAMLMark(line: 1, column: 1)

    /// In reading order.
    public static func < (left: YAMLMark, right: YAMLMark) -> Bool {
        left.line != right.line ? left.line < right.line : left.column < right.column
    }
}

/// A value of a YAML document with the place where it begins.
public struct YAMLNode: Sendable, Equatable {
    /// Where the value begins.
    public var mark: YAMLMark
    /// What it holds.
    public var content: Content

    /// What a node holds.
    public enum Content: Sendable, Equatable {
        case scalar(YAMLScalar)
        case sequence([YAMLNode])
        /// In the order of the file.
        case mapping([YAMLEntry])
    }
}

/// A single value as it was written.
public struct YAMLScalar: Sendable, Equatable {
    /// Without quotes, escapes resolved.
    public var text: String
    /// Whether it stood in quotes or as a block (`|`, `>`), and so is text whatever it looks like.
    var isQuoted: Bool
}

/// A key of a mapping with its value.
public struct YAMLEntry: Sendable, Equatable {
    /// The key as text, whatever it looks like.
    var key: String
    /// Where the key begins; the value has a mark of its own.
    var mark: YAMLMark
    /// What stands under it.
    var value: YAMLNode
}

extension YAMLNode {
    /// The value of a key, if this is a mapping that has it.
    public subscript(key: String) -> YAMLNode? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }

    /// An item by its position from 0, if this is a sequence that has it.
    public subscript(position: Int) -> YAMLNode? {
        guard case .sequence(let items) = content, items.indices.contains(position) else { return nil }
        return items[position]
    }
}
