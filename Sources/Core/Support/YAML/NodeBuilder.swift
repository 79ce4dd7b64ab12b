internal import CYAML

/// Builds the node tree of one document from libyaml's events.
struct NodeBuilder: ~Copyable {
    private var events: EventSource
    let file: String

    init(_ bytes: UnsafeRawBufferPointer, file: String) throws(YAMLFault) {
        self.file = file
        events = try EventSource(bytes, file: file)
    }

    /// The only document there is.
    mutating func document() throws(YAMLFault) -> YAMLNode {
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
    private mutating func node(
        _ event: UnsafePointer<yaml_event_t>, depth: Int
    ) throws(YAMLFault) -> YAMLNode {
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
            let name = Self.text(event.pointee.data.alias.anchor)
            throw fault(
                mark, "the alias \(Shown.quoted("*" + name))", "a value", "write the value out, or quote the text")
        default:
            throw fault(mark, "the end of the document", "a value")
        }
    }

    private mutating func items(depth: Int) throws(YAMLFault) -> [YAMLNode] {
        var items: [YAMLNode] = []
        while true {
            let event = try events.next()
            if event.pointee.type == YAML_SEQUENCE_END_EVENT { return items }
            items.append(try node(event, depth: depth))
        }
    }

    private mutating func entries(depth: Int) throws(YAMLFault) -> [YAMLEntry] {
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
                    "drop one of the two; the first stands on line \(line)")
            }
            seen.insert(key, line: mark.line, after: entries)
            entries.append(YAMLEntry(key: key, mark: mark, value: try node(try events.next(), depth: depth)))
        }
    }
}
