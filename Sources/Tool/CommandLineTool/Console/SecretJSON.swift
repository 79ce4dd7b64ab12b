internal import Findings

/// JSON for files that hold secrets, which must not pass the gate: it would hide them.
enum SecretJSON {
    /// An object of texts on one line, with a newline at its end.
    static func text(_ value: PlainValue) -> String { written(value) + "\n" }

    private static func written(_ value: PlainValue) -> String {
        switch value {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .text(let text): quoted(text)
        case .list(let values): "[" + values.map(written).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { quoted($0.key) + ":" + written($0.value) }.joined(separator: ",") + "}"
        }
    }

    /// A text as JSON writes it.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
