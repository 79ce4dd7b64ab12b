internal import CYAML

/// Reads a file that holds one YAML document, in the part of YAML that leaves no doubt about what is meant.
///
/// Anchors, aliases, tags, directives for tags, merge keys and duplicate keys are faults: each makes a file say something other than it
/// seems to, and aliases let a small file grow without end.
public enum YAMLDocument {
    /// The largest file that is read, in bytes.
    static let largestSize = 4 * 1024 * 1024
    /// How deep lists and mappings may stand in each other.
    public static let deepest = 64

    /// The document in `bytes`; `file` is named in faults only.
    public static func parse(_ bytes: some Collection<UInt8>, file: String) throws(YAMLError) -> YAMLNode {
        // A closure cannot rethrow a typed error through the standard library's buffers; a result can pass.
        func outcome(_ bytes: UnsafeRawBufferPointer) -> Result<YAMLNode, YAMLError> {
            Result { () throws(YAMLError) in try document(in: bytes, file: file) }
        }
        let inPlace = bytes.withContiguousStorageIfAvailable { outcome(UnsafeRawBufferPointer($0)) }
        return try (inPlace ?? Array(bytes).withUnsafeBytes { outcome($0) }).get()
    }

    private static func document(in bytes: UnsafeRawBufferPointer, file: String) throws(YAMLError) -> YAMLNode {
        guard bytes.count <= largestSize else {
            throw YAMLError(
                file: file, mark: .start, found: "\(bytes.count) bytes", expected: "at most \(largestSize)",
                suggestion: "split the file")
        }
        // A byte-order mark would count as a column.
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes.starts(with: mark) ? UnsafeRawBufferPointer(rebasing: bytes.dropFirst(3)) : bytes
        if let place = TagDirectives.first(in: text) {
            throw YAMLError(
                file: file, mark: place, found: "the directive ‘%TAG’", expected: "a document without tags",
                suggestion: "drop the line")
        }
        var builder = try NodeBuilder(text, file: file)
        return try builder.document()
    }
}

/// Builds the node tree of one document from libyaml's events.
struct NodeBuilder: ~Copyable {
    private var events: EventSource
    let file: String

    init(_ bytes: UnsafeRawBufferPointer, file: String) throws(YAMLError) {
        self.file = file
        events = try EventSource(bytes, file: file)
    }

    /// The only document there is.
    mutating func document() throws(YAMLError) -> YAMLNode {
        _ = try events.next()
        let first = try events.next()
        guard first.pointee.type == YAML_DOCUMENT_START_EVENT else {
            throw fault(.start, "an empty file", "one YAML document")
        }
        let root = try node(try events.next(), depth: 0)
        _ = try events.next()
        let last = try events.next()
        guard last.pointee.type == YAML_STREAM_END_EVENT else {
            throw fault(
                YAMLMark(last.pointee.start_mark), "a second document", "one document a file",
                "drop the ‘---’ or split the file")
        }
        return root
    }

    /// The node that begins with `event`.
    private mutating func node(_ event: UnsafePointer<yaml_event_t>, depth: Int) throws(YAMLError) -> YAMLNode {
        let mark = YAMLMark(event.pointee.start_mark)
        switch event.pointee.type {
        case YAML_SCALAR_EVENT:
            return YAMLNode(mark: mark, content: .scalar(try scalar(event, at: mark)))
        case YAML_SEQUENCE_START_EVENT:
            let start = event.pointee.data.sequence_start
            try refuse(anchor: start.anchor, tag: start.tag, at: mark)
            return YAMLNode(mark: mark, content: .sequence(try items(depth: try deeper(depth, at: mark))))
        case YAML_MAPPING_START_EVENT:
            let start = event.pointee.data.mapping_start
            try refuse(anchor: start.anchor, tag: start.tag, at: mark)
            return YAMLNode(mark: mark, content: .mapping(try entries(depth: try deeper(depth, at: mark))))
        case YAML_ALIAS_EVENT:
            throw fault(
                mark, "an alias (‘*’ before a name)", "a value", "write the value out, or quote the text")
        default:
            throw fault(mark, "the end of the document", "a value")
        }
    }

    private mutating func items(depth: Int) throws(YAMLError) -> [YAMLNode] {
        var items: [YAMLNode] = []
        while true {
            let event = try events.next()
            if event.pointee.type == YAML_SEQUENCE_END_EVENT { return items }
            items.append(try node(event, depth: depth))
        }
    }

    private mutating func entries(depth: Int) throws(YAMLError) -> [YAMLEntry] {
        var entries: [YAMLEntry] = []
        var seen = SeenKeys()
        while true {
            let event = try events.next()
            if event.pointee.type == YAML_MAPPING_END_EVENT { return entries }
            let mark = YAMLMark(event.pointee.start_mark)
            let key = try key(event, at: mark)
            if let line = seen.line(of: key, in: entries) {
                throw fault(
                    mark, "the key \(Shown.quoted(key)) a second time", "every key once",
                    "remove one of the two; the first is on line \(line)")
            }
            seen.insert(key, line: mark.line, after: entries)
            entries.append(YAMLEntry(key: key, mark: mark, value: try node(try events.next(), depth: depth)))
        }
    }

    /// The text of a key.
    func key(_ event: UnsafePointer<yaml_event_t>, at mark: YAMLMark) throws(YAMLError) -> String {
        switch event.pointee.type {
        case YAML_SCALAR_EVENT:
            let key = try scalar(event, at: mark)
            if !key.isQuoted, key.text == "<<" {
                throw fault(mark, "the merge key ‘<<’", "a key of its own", "write the merged keys out")
            }
            return key.text
        case YAML_ALIAS_EVENT:
            throw fault(mark, "an alias as a key", "text as a key", "write the key out")
        default:
            throw fault(mark, "a list or mapping as a key", "text as a key", "quote the key if it is text")
        }
    }

    /// A scalar without anchor and tag.
    func scalar(_ event: UnsafePointer<yaml_event_t>, at mark: YAMLMark) throws(YAMLError) -> YAMLScalar {
        let scalar = event.pointee.data.scalar
        try refuse(anchor: scalar.anchor, tag: scalar.tag, at: mark)
        let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        return YAMLScalar(
            text: String(decoding: bytes, as: UTF8.self), isQuoted: scalar.style != YAML_PLAIN_SCALAR_STYLE)
    }

    /// What would make a value mean something other than it says.
    private func refuse(
        anchor: UnsafeMutablePointer<yaml_char_t>?, tag: UnsafeMutablePointer<yaml_char_t>?, at mark: YAMLMark
    ) throws(YAMLError) {
        if anchor != nil {
            throw fault(
                mark, "an anchor (‘&’ before a name)", "a value",
                "drop the anchor and write the value out where it is used, or quote the text")
        }
        if tag != nil {
            let found = "a tag (‘!’ before a word)"
            throw fault(mark, found, "a value without a tag", "drop the tag; quotes make text")
        }
    }

    /// One level further down, if there is one.
    private func deeper(_ depth: Int, at mark: YAMLMark) throws(YAMLError) -> Int {
        let most = YAMLDocument.deepest
        guard depth < most else {
            throw fault(mark, "more than \(most) nested lists and mappings", "at most \(most)")
        }
        return depth + 1
    }

    func fault(_ mark: YAMLMark, _ found: String, _ expected: String, _ suggestion: String? = nil) -> YAMLError {
        YAMLError(file: file, mark: mark, found: found, expected: expected, suggestion: suggestion)
    }

    /// A C text of libyaml's.
    static func text(_ name: UnsafeMutablePointer<yaml_char_t>?) -> String { name.map { String(cString: $0) } ?? "" }
}

/// libyaml's parser over bytes that the caller keeps alive; one event at a time.
struct EventSource: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let event: UnsafeMutablePointer<yaml_event_t>
    private let bytes: UnsafeRawBufferPointer
    private let file: String

    init(_ bytes: UnsafeRawBufferPointer, file: String) throws(YAMLError) {
        self.bytes = bytes
        self.file = file
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        event = .allocate(capacity: 1)
        event.initialize(to: yaml_event_t())
        guard yaml_parser_initialize(parser) == 1 else {
            throw YAMLError(file: file, mark: .start, found: "no memory left to read it", expected: "some megabytes")
        }
        // Fixed, so that no byte-order mark can turn a file into another encoding than the one it is shown in.
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count)
    }

    deinit {
        yaml_event_delete(event)
        event.deallocate()
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// The next event, valid until the next call.
    mutating func next() throws(YAMLError) -> UnsafePointer<yaml_event_t> {
        yaml_event_delete(event)
        guard yaml_parser_parse(parser, event) == 1 else {
            throw SyntaxFaults.fault(of: parser.pointee, bytes: bytes, file: file)
        }
        return UnsafePointer(event)
    }
}

extension YAMLMark {
    /// libyaml counts from 0.
    init(_ mark: yaml_mark_t) { self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1) }
}

/// The keys of a mapping that is being read; finds a second one of the same name.
///
/// Most mappings are short, and comparing a dozen keys is faster than hashing them; long ones get an index.
struct SeenKeys {
    private static let short = 16
    private var lines: [String: Int] = [:]

    /// The line on which `key` stood before, if it did.
    func line(of key: String, in entries: [YAMLEntry]) -> Int? {
        if entries.count < Self.short { return entries.first { $0.key == key }?.mark.line }
        return lines[key]
    }

    /// Takes note of a key that is about to follow `entries`.
    mutating func insert(_ key: String, line: Int, after entries: [YAMLEntry]) {
        if entries.count < Self.short - 1 { return }
        if lines.isEmpty { for entry in entries { lines[entry.key] = entry.mark.line } }
        lines[key] = line
    }
}

/// Finds `%TAG` lines before libyaml does: it compares each with all before it, and takes minutes for a hostile file.
enum TagDirectives {
    /// Where the first line begins with `%TAG`.
    static func first(in bytes: UnsafeRawBufferPointer) -> YAMLMark? {
        for position in bytes.indices where bytes[position] == UInt8(ascii: "%") {
            let isAtLineStart = position == 0 || lineEnds.contains(bytes[position - 1])
            guard isAtLineStart, bytes[position...].starts(with: "%TAG".utf8) else { continue }
            let lines = bytes[..<position].count { $0 == UInt8(ascii: "\n") }
            return YAMLMark(line: lines + 1, column: 1)
        }
        return nil
    }

    /// The last bytes of YAML's line ends: LF, CR, and NEL, LS and PS in UTF-8.
    private static let lineEnds: [UInt8] = [0x0A, 0x0D, 0x85, 0xA8, 0xA9]
}

/// libyaml's own errors as faults.
enum SyntaxFaults {
    static func fault(of parser: yaml_parser_t, bytes: UnsafeRawBufferPointer, file: String) -> YAMLError {
        let problem = parser.problem.map { String(cString: $0) } ?? "an unknown error"
        if parser.error == YAML_READER_ERROR { return unreadable(problem, at: parser.problem_offset, bytes, file) }
        let mark = YAMLMark(parser.problem_mark)
        var found = "a syntax error: \(problem)"
        if let context = parser.context {
            let begun = YAMLMark(parser.context_mark)
            found += " (\(String(cString: context)) at line \(begun.line), column \(begun.column))"
        }
        return YAMLError(
            file: file, mark: mark, found: found, expected: "valid YAML",
            suggestion: suggestion(byte: byte(ofCharacter: parser.problem_mark.index, bytes)))
    }

    /// Bytes that are no text: libyaml gives only their offset.
    private static func unreadable(
        _ problem: String, at offset: Int, _ bytes: UnsafeRawBufferPointer, _ file: String
    ) -> YAMLError {
        let lines = bytes.prefix(offset).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let mark = YAMLMark(line: lines.count, column: (lines.last?.count(where: beginsCharacter) ?? 0) + 1)
        return YAMLError(
            file: file, mark: mark, found: "bytes that are not text: \(problem)", expected: "UTF-8 text",
            suggestion: "save the file as UTF-8 without control characters")
    }

    /// A character's first byte, found from the file's beginning, since libyaml's index counts characters, not bytes.
    private static func byte(ofCharacter index: Int, _ bytes: UnsafeRawBufferPointer) -> UInt8? {
        bytes.lazy.filter(beginsCharacter).dropFirst(index).first
    }

    private static func beginsCharacter(_ byte: UInt8) -> Bool { byte & 0b1100_0000 != 0b1000_0000 }

    private static func suggestion(byte: UInt8?) -> String? {
        switch byte {
        case UInt8(ascii: "\t"): "indent with spaces, not tabs"
        case UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "%"): "put the value in quotes"
        default: nil
        }
    }
}
