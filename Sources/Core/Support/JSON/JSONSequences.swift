internal import CSimdjson

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
