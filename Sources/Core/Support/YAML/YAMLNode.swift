/// A place in a file; both numbers count from 1, columns in Unicode characters.
public struct YAMLMark: Sendable, Equatable, Comparable {
    /// From 1.
    public var line: Int
    /// From 1.
    public var column: Int

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

/// A single value as it was written.
public struct YAMLScalar: Sendable, Equatable {
    /// Without quotes, escapes resolved.
    public var text: String
    /// Whether it stood in quotes or as a block (`|`, `>`), and so is text whatever it looks like.
    var isQuoted: Bool

    /// What it is: anything in quotes is text.
    var meaning: PlainMeaning {
        if isQuoted { return .text }
        switch text {
        case "", "~", "null", "Null", "NULL": return .nothing
        case "true", "True", "TRUE", "false", "False", "FALSE": return .boolean
        default: return Self.isNumber(text.utf8) ? .number : .text
        }
    }

    /// Decimal with optional fraction and exponent, `0x…`, `0o…`, and the spellings of infinity and not-a-number.
    private static func isNumber(_ text: String.UTF8View) -> Bool {
        guard let first = text.first, first <= UInt8(ascii: "9") else { return false }
        let digits = text.dropFirst(2)
        if text.starts(with: "0x".utf8) {
            return !digits.isEmpty && digits.allSatisfy { Character(UnicodeScalar($0)).isHexDigit }
        }
        if text.starts(with: "0o".utf8) { return !digits.isEmpty && digits.allSatisfy { (0x30...0x37).contains($0) } }
        let unsigned = text.drop { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
        if text.count - unsigned.count <= 1, words.contains(where: { unsigned.elementsEqual($0.utf8) }) { return true }
        return text.allSatisfy("0123456789.eE+-".utf8.contains) && Double(String(text)) != nil
    }

    private static let words = [".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"]
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

/// What a scalar is to YAML 1.2's core schema, by which editors check a file, too.
enum PlainMeaning {
    case nothing
    case boolean
    case number
    case text
}
