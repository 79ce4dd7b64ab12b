/// A JSON value of an answer before it is spelled.
indirect enum AnswerValue: Sendable {
    case null
    case text(String)
    /// Always a bare number.
    case integer(Int)
    /// A number that the vendor puts in quotes in some years.
    case quotableInteger(Int)
    /// A truth value that the vendor puts in quotes in some years.
    case boolean(Bool)
    case list([AnswerValue])
    case object([(key: String, value: AnswerValue)])
}

extension Scenario.Spelling {
    /// The value as JSON in this spelling, with the blank lines before it.
    func body(_ value: AnswerValue) -> [UInt8] {
        var text = String(repeating: "\r\n", count: blankLines)
        write(value, to: &text)
        return Array(text.utf8)
    }

    private func write(_ value: AnswerValue, to text: inout String) {
        switch value {
        case .null: text += "null"
        case .text(let content): quote(content, to: &text)
        case .integer(let number): text += String(number)
        case .quotableInteger(let number): text += quotedNumbers ? "\"\(number)\"" : String(number)
        case .boolean(let truth): text += quotedBooleans ? "\"\(truth)\"" : String(truth)
        case .list(let values):
            text += "["
            for (position, value) in values.enumerated() {
                if position > 0 { text += "," }
                write(value, to: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (position, member) in members.enumerated() {
                if position > 0 { text += "," }
                quote(member.key, to: &text)
                text += ":"
                write(member.value, to: &text)
            }
            text += "}"
        }
    }

    private func quote(_ content: String, to text: inout String) {
        text += "\""
        for scalar in content.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "/": text += escapedSlashes ? "\\/" : "/"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
