internal import CSimdjson

/// A value in a JSON text: a view of the text, which it keeps alive. Nothing is copied before it is asked for.
public struct JSONNode: Sendable {
    let document: JSONDocument
    let index: Int

    private var node: cjt_node { document.nodes[index] }

    /// What kind of value it is.
    public enum Kind: Sendable, Equatable {
        case object, array, text, number, boolean, null
    }

    /// What kind of value this is.
    public var kind: Kind {
        switch Int(node.kind) {
        case Int(CJT_OBJECT): .object
        case Int(CJT_ARRAY): .array
        case Int(CJT_TEXT): .text
        case Int(CJT_NUMBER): .number
        case Int(CJT_NULL): .null
        default: .boolean
        }
    }

    /// Where it begins.
    public var mark: JSONMark { JSONMark(line: Int(node.line), column: Int(node.column)) }

    /// Where its bytes stand in the text that was read, a byte order mark aside; of a text, those between its quotes.
    public var span: Range<Int> { Int(node.at)..<Int(node.at) + Int(node.length) }

    /// A text, escapes resolved; nothing for other kinds.
    public var text: String? {
        guard kind == .text else { return nil }
        return node.escaped ? unescaped : String(decoding: raw, as: UTF8.self)
    }

    /// A number as it was written, whatever its size; nothing for other kinds.
    public var number: String? { kind == .number ? String(decoding: raw, as: UTF8.self) : nil }

    /// `true` or `false`; nothing for other kinds.
    public var boolean: Bool? {
        switch Int(node.kind) {
        case Int(CJT_TRUE): true
        case Int(CJT_FALSE): false
        default: nil
        }
    }

    /// The keys and values of an object, in their order, duplicates too; none for other kinds.
    public var entries: JSONEntries { JSONEntries(document, kind == .object ? index + 1..<Int(node.next) : 0..<0) }

    /// The elements of an array, in their order; none for other kinds.
    public var elements: JSONElements { JSONElements(document, kind == .array ? index + 1..<Int(node.next) : 0..<0) }

    /// The value of a key, the first of several; nothing where this is no object, or has no such key.
    public subscript(key: String) -> JSONNode? {
        for entry in entries where entry.key.isText(key) { return entry.value }
        return nil
    }

    /// Whether this is a text that equals ASCII `other` but for letter case; cheaper than making a `String`.
    public func isText(_ other: String) -> Bool {
        guard kind == .text else { return false }
        if node.escaped { return unescaped.lowercased() == other.lowercased() }
        return raw.count == other.utf8.count && Self.areSame(raw, other)
    }

    /// Whether this is a text that ends with ASCII `other` but for letter case.
    public func endsText(_ other: String) -> Bool {
        guard kind == .text else { return false }
        if node.escaped { return unescaped.lowercased().hasSuffix(other.lowercased()) }
        let (mine, length) = (raw, other.utf8.count)
        return mine.count >= length && Self.areSame(UnsafeRawBufferPointer(rebasing: mine.suffix(length)), other)
    }

    /// Two texts of one length.
    private static func areSame(_ bytes: UnsafeRawBufferPointer, _ other: String) -> Bool {
        zip(bytes, other.utf8).allSatisfy { mine, theirs in
            mine == theirs || mine | 0x20 == theirs | 0x20 && (0x61...0x7A).contains(mine | 0x20)
        }
    }

    private var raw: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: document.bytes.base + Int(node.at), count: Int(node.length))
    }

    private var unescaped: String {
        let source = document.bytes.base + Int(node.at)
        let length = Int(node.length)
        return String(unsafeUninitializedCapacity: length) { target in
            target.withMemoryRebound(to: CChar.self) { cjt_unescape(source, length, $0.baseAddress) }
        }
    }
}

extension JSONNode: Equatable {
    /// The same kind and content, wherever it stands; numbers are compared as they were written.
    public static func == (left: JSONNode, right: JSONNode) -> Bool {
        guard left.kind == right.kind else { return false }
        switch left.kind {
        case .object:
            return left.entries.elementsEqual(right.entries) { $0.key == $1.key && $0.value == $1.value }
        case .array: return left.elements.elementsEqual(right.elements)
        case .text: return left.text.map { Array($0.utf8) } == right.text.map { Array($0.utf8) }
        case .number: return left.number == right.number
        case .boolean: return left.boolean == right.boolean
        case .null: return true
        }
    }
}

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

/// A key of an object with its value.
public struct JSONEntry: Sendable {
    /// A text.
    public var key: JSONNode
    /// What stands under it.
    public var value: JSONNode
}

/// The elements of an array, in their order.
public struct JSONElements: Sequence, IteratorProtocol, Sendable {
    private let document: JSONDocument
    private var rest: Range<Int>

    init(_ document: JSONDocument, _ range: Range<Int>) {
        self.document = document
        rest = range
    }

    /// The next element, or nothing behind the last.
    public mutating func next() -> JSONNode? {
        guard !rest.isEmpty else { return nil }
        let node = JSONNode(document: document, index: rest.lowerBound)
        rest = Int(document.nodes[rest.lowerBound].next)..<rest.upperBound
        return node
    }
}

/// The keys and values of an object, in their order.
public struct JSONEntries: Sequence, IteratorProtocol, Sendable {
    private var nodes: JSONElements

    init(_ document: JSONDocument, _ range: Range<Int>) { nodes = JSONElements(document, range) }

    /// The next key with its value, or nothing behind the last.
    public mutating func next() -> JSONEntry? {
        guard let key = nodes.next(), let value = nodes.next() else { return nil }
        return JSONEntry(key: key, value: value)
    }
}
