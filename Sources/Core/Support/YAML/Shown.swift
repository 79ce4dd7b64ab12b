/// How text from a file stands in a message: in quotation marks, short, and without anything that moves a cursor.
enum Shown {
    /// Longer text is cut, so that one bad value does not bury the message.
    private static let longest = 40

    static func quoted(_ text: some StringProtocol) -> String {
        var result = "‘"
        var length = 0
        for scalar in text.unicodeScalars {
            if length == longest {
                result += "…"
                break
            }
            length += 1
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
                result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            default:
                result.unicodeScalars.append(scalar)
            }
        }
        return result + "’"
    }

    /// `a, b or c`.
    static func alternatives(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "nothing" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }

    /// What a node is, for the `found` of a fault.
    static func kind(of node: YAMLNode) -> String {
        switch node.content {
        case .sequence: "a list"
        case .mapping: "a mapping"
        case .scalar(let scalar):
            switch scalar.meaning {
            case .nothing: "nothing"
            case .boolean: quoted(scalar.text)
            case .number: "the number \(scalar.text)"
            case .text: "the text \(quoted(scalar.text))"
            }
        }
    }
}
