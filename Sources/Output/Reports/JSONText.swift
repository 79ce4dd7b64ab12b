public import Redaction
import Findings

/// Writes value trees as JSON (RFC 8259), members in the order that they have.
public enum JSONText {
    /// One line without a newline at its end, for output of one value a line.
    public static func compact(_ value: SafeValue) -> String {
        var writer = JSONWriter(pretty: false)
        writer.write(value.value, depth: 0)
        return writer.text
    }
}

struct JSONWriter {
    private(set) var text = ""
    let pretty: Bool

    init(pretty: Bool) {
        self.pretty = pretty
    }

    mutating func write(_ value: PlainValue, depth: Int) {
        switch value {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .text(let value): quote(value)
        case .list(let values):
            between("[", "]", count: values.count, depth: depth) { writer, index in
                writer.write(values[index], depth: depth + 1)
            }
        case .object(let members):
            between("{", "}", count: members.count, depth: depth) { writer, index in
                writer.quote(members[index].key)
                writer.text += writer.pretty ? ": " : ":"
                writer.write(members[index].value, depth: depth + 1)
            }
        }
    }

    private mutating func between(
        _ open: String, _ close: String, count: Int, depth: Int, _ item: (inout JSONWriter, Int) -> Void
    ) {
        text += open
        for index in 0..<count {
            if index > 0 { text += "," }
            newLine(depth + 1)
            item(&self, index)
        }
        if count > 0 { newLine(depth) }
        text += close
    }

    private mutating func newLine(_ depth: Int) {
        if pretty { text += "\n" + String(repeating: "  ", count: depth) }
    }

    private mutating func quote(_ value: String) {
        text += "\""
        // Nearly all texts need no look at their characters.
        if value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) {
            text += value
            text += "\""
            return
        }
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
