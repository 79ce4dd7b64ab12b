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
    ) throws(JSONError) -> JSONNode {
        let document = try read(bytes, isSingle: true, from: start)
        return JSONNode(document: document, index: 0)
    }

    /// The documents in a text, one after another with or without blanks between; none in a blank text.
    ///
    /// `start` is where the text begins in what a person sees, for text that was cut out of something.
    public static func documents(
        in bytes: UnsafeRawBufferPointer, from start: JSONMark = .start
    ) throws(JSONError) -> [JSONNode] {
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
    public static func documents(in bytes: [UInt8], from start: JSONMark = .start) throws(JSONError) -> [JSONNode] {
        let read = bytes.withUnsafeBytes { bytes -> Result<[JSONNode], JSONError> in
            Result { () throws(JSONError) in try documents(in: bytes, from: start) }
        }
        return try read.get()
    }

    private static func read(
        _ bytes: UnsafeRawBufferPointer, isSingle: Bool, from start: JSONMark
    ) throws(JSONError) -> JSONDocument {
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        let text = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(hasMark ? 3 : 0))
        // Refused before it is copied.
        guard text.count < UInt32.max else {
            throw JSONError(mark: start, found: "4 GiB of text or more", expected: "less")
        }
        guard let reader = cjt_reader_create() else { preconditionFailure("out of memory") }
        defer { cjt_reader_destroy(reader) }
        let buffer = PaddedBytes(text)
        var tree = cjt_tree()
        cjt_read(
            reader, buffer.base, buffer.count, isSingle, UInt32(deepest), UInt32(clamping: start.line),
            UInt32(clamping: start.column), &tree)
        guard Int(tree.fault) == Int(CJT_OK) else { throw JSONError(tree, deepest: deepest) }
        return JSONDocument(buffer, Array(UnsafeBufferPointer(start: tree.nodes, count: tree.count)))
    }
}

/// What is wrong in a JSON text, and where. It repeats no part of the text, which may hold secrets.
public struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Where it stands.
    public var mark: JSONMark
    /// What stands there, such as `a comma`.
    public var found: String
    /// What should stand there, such as `a value`.
    public var expected: String

    /// Without the place.
    public var text: String { "found \(found), expected \(expected)" }

    /// `line:column: …`
    public var description: String { "\(mark.line):\(mark.column): \(text)" }
}

/// A text that was read, shared by all its nodes; the bytes are wiped when the last node goes.
final class JSONDocument: Sendable {
    let bytes: PaddedBytes
    let nodes: [cjt_node]

    init(_ bytes: PaddedBytes, _ nodes: [cjt_node]) {
        self.bytes = bytes
        self.nodes = nodes
    }
}

/// A copy of a text with room for simdjson to read on behind it.
final class PaddedBytes: @unchecked Sendable {
    // Unchecked: written here only, and by nobody later.
    let base: UnsafeMutablePointer<CChar>
    let count: Int

    init(_ bytes: UnsafeRawBufferPointer) {
        count = bytes.count
        base = .allocate(capacity: bytes.count + Int(CJT_PADDING))
        let room = UnsafeMutableRawBufferPointer(start: base, count: bytes.count + Int(CJT_PADDING))
        room.copyMemory(from: bytes)
        UnsafeMutableRawBufferPointer(rebasing: room[bytes.count...]).initializeMemory(as: UInt8.self, repeating: 0)
    }

    deinit {
        cjt_wipe(base, count)
        base.deallocate()
    }
}

extension JSONError {
    init(_ tree: cjt_tree, deepest: Int) {
        let stands = Self.name(of: tree.found)
        let (found, expected): (String, String) =
            switch Int(tree.fault) {
            case Int(CJT_BAD_UTF8): ("a byte that is not UTF-8", "text in UTF-8")
            case Int(CJT_NUL): ("a NUL byte", "text")
            case Int(CJT_OPEN_TEXT): ("text that is not closed on its line", "a closing quotation mark")
            case Int(CJT_BAD_ESCAPE):
                ("text with a backslash before something else", #"one of \" \\ \/ \b \f \n \r \t \uXXXX"#)
            case Int(CJT_NO_KEY): (stands, "a key in quotation marks")
            case Int(CJT_NO_COLON): (stands, "a colon after the key")
            case Int(CJT_NO_COMMA): (stands, "a comma, or the bracket that closes the list or object")
            case Int(CJT_TRAILING): (stands, "nothing after the document")
            case Int(CJT_TOO_DEEP): ("more than \(deepest) nested lists and objects", "at most \(deepest)")
            case Int(CJT_TOO_LONG): ("4 GiB of text or more", "less")
            case Int(CJT_NO_MEMORY): ("more text than fits in memory", "less")
            default: (stands, "a value")
            }
        let mark = JSONMark(line: Int(tree.fault_line), column: Int(tree.fault_column))
        self.init(mark: mark, found: found, expected: expected)
    }

    /// The kind of what begins with a byte; the byte itself only where it can be no part of anybody's value.
    private static func name(of byte: CChar) -> String {
        switch UInt8(bitPattern: byte) {
        case 0: "the end of the text"
        case UInt8(ascii: "\""): "a text"
        case UInt8(ascii: ","): "a comma"
        case UInt8(ascii: ":"): "a colon"
        case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"):
            "‘\(Character(UnicodeScalar(UInt8(bitPattern: byte))))’"
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): "a number, or something like one"
        case UInt8(ascii: "'"), 0xE2: "something without straight double quotation marks"
        default: "a word without quotation marks"
        }
    }
}
