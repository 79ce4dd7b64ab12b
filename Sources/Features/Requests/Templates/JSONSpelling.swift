/// Texts as JSON writes them (RFC 8259), so that every character is visible on one line.
enum JSONSpelling {
    static func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

    static func escaped(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = ""
        for (position, scalar) in scalars.enumerated() {
            switch scalar {
            case "\"": result += "\\\""
            case "\\":
                // Two backslashes before a `u` would look like an escape to the gate that guards the terminal.
                let isBeforeU = position + 1 < scalars.count && scalars[position + 1] == "u"
                result += isBeforeU ? "\\u005C" : "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case _ where ShownScalars.isShown(scalar): result.unicodeScalars.append(scalar)
            default: result += ShownScalars.escaped(scalar)
            }
        }
        return result
    }
}
