internal import Model

/// Writes JSON, indented by two spaces or without any blank, as its parts come.
struct JSONWriter: ~Copyable {
    private var buffer: TextBuffer
    private let pretty: Bool
    private var depth = 0
    /// Whether what comes next is the first thing in its list or object.
    private var isFirst = true

    /// `drain` takes what is written piece by piece; without it all of it becomes `text`.
    init(pretty: Bool, drain: ((UnsafeBufferPointer<UInt8>) -> Void)? = nil) {
        self.pretty = pretty
        buffer = TextBuffer(drain: drain)
    }

    var text: String { buffer.text }

    /// Ends the text as a text file ends, and hands out what is left of it.
    mutating func finish() {
        buffer.add(0x0A)
        buffer.finish()
    }

    mutating func write(_ value: PlainValue) {
        switch value {
        case .null: buffer.add("null")
        case .bool(let value): buffer.add(value ? "true" : "false")
        case .integer(let value): buffer.add(decimal: value)
        case .text(let value): quote(value)
        case .list(let values): list(values) { $0.write($1) }
        case .object: object { $0.write(members: value) }
        }
    }

    mutating func text(_ value: String?) { if let value { quote(value) } else { buffer.add("null") } }

    /// Writes an object's next members, those of `value`.
    mutating func write(members value: PlainValue) {
        guard case .object(let members) = value else { return }
        for member in members {
            begin()
            quote(member.key)
            buffer.add(pretty ? ": " : ":")
            write(member.value)
        }
    }

    /// Writes an object's next member, a list; `item` writes each thing in it.
    mutating func members<Items: Sequence>(
        _ name: StaticString, _ items: Items, _ item: (inout JSONWriter, Items.Element) -> Void
    ) {
        key(name)
        list(items, item)
    }

    /// Writes an object of the members that `body` writes.
    mutating func object(_ body: (inout JSONWriter) -> Void) {
        open(0x7B)
        body(&self)
        close(0x7D)
    }

    /// Writes the key of an object's next member; one that needs no escapes.
    mutating func key(_ name: StaticString) {
        begin()
        buffer.add(0x22)
        buffer.add(name)
        buffer.add(pretty ? "\": " : "\":")
    }

    private mutating func list<Items: Sequence>(_ items: Items, _ item: (inout JSONWriter, Items.Element) -> Void) {
        open(0x5B)
        for element in items {
            begin()
            item(&self, element)
        }
        close(0x5D)
    }

    private mutating func open(_ bracket: UInt8) {
        buffer.add(bracket)
        depth += 1
        isFirst = true
    }

    private mutating func close(_ bracket: UInt8) {
        depth -= 1
        if pretty && !isFirst { newLine() }
        buffer.add(bracket)
        isFirst = false
    }

    private mutating func begin() {
        if !isFirst { buffer.add(0x2C) }
        if pretty { newLine() }
        isFirst = false
    }

    private mutating func newLine() {
        buffer.add(0x0A)
        buffer.add(0x20, count: 2 * depth)
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
            let digits: StaticString = "0123456789abcdef"
            buffer.add("\\u00")
            buffer.add(digits.utf8Start[Int(byte >> 4)])
            buffer.add(digits.utf8Start[Int(byte & 15)])
        default: buffer.add(byte)
        }
    }
}
