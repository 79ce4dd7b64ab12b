extension ArgumentFault: CustomStringConvertible {
    /// What is wrong, without the advice.
    public var message: String { PrintableText.escaped(reason.text) }

    /// What is wrong, what was probably meant, and where help is, in one line.
    public var description: String {
        var sentences = [message]
        if let suggestion { sentences.append("did you mean '\(suggestion)'?") }
        if let usageHint { sentences.append("see '\(usageHint)'") }
        return sentences.joined(separator: "; ")
    }
}

extension ArgumentFault.Reason {
    fileprivate var text: String {
        switch self {
        case .unknownOption(let name): "unknown option \(PrintableText.quoted("--" + name))"
        case .unknownLetter(let letter, let bundle) where bundle == "-\(letter)":
            "unknown option \(PrintableText.quoted(bundle))"
        case .unknownLetter(let letter, let bundle):
            "unknown option \(PrintableText.quoted("-\(letter)")) in \(PrintableText.quoted(bundle))"
        case .unknownCommand(let name, let parent): "\(parent) has no command \(PrintableText.quoted(name))"
        case .missingCommand(let parent, let choices):
            "\(parent) needs a command: \(choices.joined(separator: ", "))"
        case .misplacedOption(let option, let owner): "\(option) is an option of '\(owner)' and stands after that name"
        case .missingValue(let option, let placeholder): "\(option) needs a value: \(placeholder)"
        case .unexpectedValue(let option): "\(option) takes no value"
        case .repeated(let option): "\(option) was given twice, and only one value can count"
        case .invalidValue(let option, let why): "\(option): \(why)"
        case .missingOperand(let placeholder): "\(placeholder) is missing"
        case .unexpectedOperand(let operand): "one argument too many: \(PrintableText.quoted(operand))"
        case .unusable(let why): why
        }
    }
}
