import Findings

/// Writes JSON, indented by two spaces or without any blank.
struct JSONWriter: ~Copyable {
    private var buffer = TextBuffer()
    let pretty: Bool

    init(pretty: Bool) {
        self.pretty = pretty
    }

    var text: String { buffer.text }

    /// Ends the text as a text file ends.
    mutating func endLine() { buffer.add(0x0A) }

    mutating func write(_ value: PlainValue, depth: Int) {
        switch value {
        case .null: buffer.add("null")
        case .bool(let value): buffer.add(value ? "true" : "false")
        case .integer(let value): add(String(value))
        case .text(let value): quote(value)
        case .list(let values):
            list(values.count, depth) { $0.write(values[$1], depth: depth + 1) }
        case .object(let members):
            object(
                members.count, depth, key: { members[$0].key }, value: { $0.write(members[$1].value, depth: depth + 1) }
            )
        }
    }

    /// Writes a value whose parts are made as they are written.
    mutating func write(_ draft: JSONDraft, depth: Int) {
        switch draft {
        case .value(let value): write(value, depth: depth)
        case .list(let count, let item):
            list(count, depth) { $0.write(item($1), depth: depth + 1) }
        case .object(let members):
            object(
                members.count, depth, key: { members[$0].key }, value: { $0.write(members[$1].value, depth: depth + 1) }
            )
        }
    }

    private mutating func list(_ count: Int, _ depth: Int, _ item: (inout JSONWriter, Int) -> Void) {
        buffer.add("[")
        for index in 0..<count {
            begin(index, depth)
            item(&self, index)
        }
        end("]", isEmpty: count == 0, depth)
    }

    private mutating func object(
        _ count: Int, _ depth: Int, key name: (Int) -> String, value: (inout JSONWriter, Int) -> Void
    ) {
        buffer.add("{")
        for index in 0..<count {
            begin(index, depth)
            key(name(index))
            value(&self, index)
        }
        end("}", isEmpty: count == 0, depth)
    }

    private mutating func begin(_ index: Int, _ depth: Int) {
        if index > 0 { buffer.add(",") }
        if pretty { newLine(depth + 1) }
    }

    private mutating func end(_ bracket: StaticString, isEmpty: Bool, _ depth: Int) {
        if pretty && !isEmpty { newLine(depth) }
        buffer.add(bracket)
    }

    private mutating func newLine(_ depth: Int) {
        buffer.add(0x0A)
        buffer.add(0x20, count: 2 * depth)
    }

    private mutating func key(_ name: String) {
        quote(name)
        buffer.add(pretty ? ": " : ":")
    }

    private mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { buffer.add($0) }
    }

    private mutating func quote(_ value: String) {
        buffer.add(0x22)
        var value = value
        value.withUTF8 { utf8 in
            // Nearly all texts need no look at their characters.
            if utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) {
                buffer.add(utf8)
            } else {
                for byte in utf8 { escape(byte) }
            }
        }
        buffer.add(0x22)
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case 0x22: buffer.add("\\\"")
        case 0x5C: buffer.add("\\\\")
        case 0x0A: buffer.add("\\n")
        case 0x0D: buffer.add("\\r")
        case 0x09: buffer.add("\\t")
        case ..<0x20:
            buffer.add(byte < 0x10 ? "\\u000" : "\\u00")
            add(String(byte, radix: 16))
        default: buffer.add(byte)
        }
    }
}
