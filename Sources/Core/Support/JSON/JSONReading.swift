internal import CSimdjson

/// Reads JSON text into nodes with their places: keys in their order and duplicates kept, numbers as they were written.
///
/// It accepts RFC 8259 and nothing else: no comments, no trailing commas, no single quotes. A byte order mark is skipped.
public enum JSONReading {
    /// More objects and lists in each other than this are a fault.
    public static let deepest = 512

    /// The one document in a text; anything behind it is a fault.
    public static func document(
        in bytes: UnsafeRawBufferPointer, from start: JSONMark = .start
    ) throws(JSONFault) -> JSONNode {
        let document = try read(bytes, isSingle: true, from: start)
        return JSONNode(document: document, index: 0)
    }

    /// The documents in a text, one after another with or without blanks between; none in a blank text.
    ///
    /// `start` is where the text begins in what a person sees, for text that was cut out of something.
    public static func documents(
        in bytes: UnsafeRawBufferPointer, from start: JSONMark = .start
    ) throws(JSONFault) -> [JSONNode] {
        let document = try read(bytes, isSingle: false, from: start)
        var nodes: [JSONNode] = []
        var index = 0
        while index < document.nodes.count {
            nodes.append(JSONNode(document: document, index: index))
            index = Int(document.nodes[index].next)
        }
        return nodes
    }

    /// The documents in `bytes`, as above.
    public static func documents(in bytes: [UInt8], from start: JSONMark = .start) throws(JSONFault) -> [JSONNode] {
        let read = bytes.withUnsafeBytes { bytes -> Result<[JSONNode], JSONFault> in
            Result { () throws(JSONFault) in try documents(in: bytes, from: start) }
        }
        return try read.get()
    }

    private static func read(
        _ bytes: UnsafeRawBufferPointer, isSingle: Bool, from start: JSONMark
    ) throws(JSONFault) -> JSONDocument {
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        let text = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(hasMark ? 3 : 0))
        // Refused before it is copied.
        guard text.count < UInt32.max else {
            throw JSONFault(mark: start, found: "4 GiB of text or more", expected: "less")
        }
        guard let reader = cjt_reader_create() else { preconditionFailure("out of memory") }
        defer { cjt_reader_destroy(reader) }
        let buffer = PaddedBytes(text)
        var tree = cjt_tree()
        cjt_read(
            reader, buffer.base, buffer.count, isSingle, UInt32(deepest), UInt32(clamping: start.line),
            UInt32(clamping: start.column), &tree)
        guard Int(tree.fault) == Int(CJT_OK) else { throw JSONFault(tree, deepest: deepest) }
        return JSONDocument(buffer, Array(UnsafeBufferPointer(start: tree.nodes, count: tree.count)))
    }
}
