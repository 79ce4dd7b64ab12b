internal import Support

/// What is wrong with a command line, in words that are safe to print.
///
/// Whatever the user typed is shown with its control and invisible characters escaped, and cut if it is long.
public struct ArgumentError: Error, Sendable, Equatable {
    /// The kind of mistake, with what is known about it.
    public enum Reason: Sendable, Equatable {
        /// No option has this long name.
        case unknownOption(String)
        /// No option has this letter.
        case unknownLetter(Character, bundle: String)
        /// No subcommand has this name.
        case unknownCommand(String, of: String)
        /// A subcommand is needed, and none was given.
        case missingCommand(of: String, choices: [String])
        /// The option belongs to another command than the one it was given to.
        case misplacedOption(String, owner: String)
        /// The option needs a value.
        case missingValue(option: String, placeholder: String)
        /// The option takes no value.
        case unexpectedValue(option: String)
        /// The option may be given once.
        case repeated(option: String)
        /// The option's value cannot be used.
        case invalidValue(option: String, why: String)
        /// An operand that the command needs is missing.
        case missingOperand(String)
        /// There is one operand too many.
        case unexpectedOperand(String)
        /// A value cannot be used; the parser does not know whose it is.
        case unusable(String)
    }

    /// The kind of mistake.
    public let reason: Reason
    /// What was probably meant, as it would be typed.
    public let suggestion: String?
    /// The command line that shows the help that applies.
    let usageHint: String?

    /// Makes a fault.
    public init(_ reason: Reason, suggestion: String? = nil, usageHint: String? = nil) {
        self.reason = reason
        self.suggestion = suggestion.map(PrintableText.shortened)
        self.usageHint = usageHint
    }

    /// A value that a parse function cannot use; say what was expected.
    static func unusable(_ why: String, suggestion: String? = nil) -> ArgumentError {
        ArgumentError(.unusable(why), suggestion: suggestion)
    }

    static func unknownCommand(_ name: String, in scope: CommandScope) -> ArgumentError {
        // `help` is what other tools call it.
        let nearest =
            name == "help" ? "--help" : NearestWord.nearest(toTyped: name, among: scope.command.subcommands.map(\.name))
        let suggestion = nearest.map { "\(scope.invocation) \($0)" }
        return scope.error(.unknownCommand(name, of: scope.invocation), suggestion: suggestion)
    }

    static func unknownOption(_ name: String, in scope: CommandScope) -> ArgumentError {
        if let owner = scope.owner(ofLong: name) { return misplaced("--" + name, owner: owner, in: scope) }
        let letter = scope.options.first { $0.short.map(String.init) == name }?.shortForm
        let nearest = NearestWord.nearest(toTyped: name, among: scope.options.map(\.name)).map { "--" + $0 }
        return scope.error(.unknownOption(name), suggestion: letter ?? nearest)
    }

    static func unknownLetter(_ letter: Character, in bundle: String, scope: CommandScope) -> ArgumentError {
        let word = bundle.dropFirst().prefix { $0 != "=" }
        if let long = scope.options.first(where: { $0.name == word })?.longForm {
            return scope.error(.unknownLetter(letter, bundle: bundle), suggestion: long)
        }
        if let owner = scope.descendants.first(where: { $0.own.contains { $0.short == letter } }) {
            return misplaced("-\(letter)", owner: owner, in: scope)
        }
        return scope.error(.unknownLetter(letter, bundle: bundle))
    }

    /// The same fault, now that it is known whose value it was.
    func concerning(_ option: OptionDefinition, in scope: CommandScope) -> ArgumentError {
        let why: String = if case .unusable(let why) = reason { why } else { message }
        let suggestion = suggestion.map { "\(option.longForm)=\($0)" }
        return scope.error(.invalidValue(option: option.longForm, why: why), suggestion: suggestion)
    }

    private static func misplaced(_ option: String, owner: CommandScope, in scope: CommandScope) -> ArgumentError {
        owner.error(.misplacedOption(option, owner: owner.invocation), suggestion: "\(owner.invocation) \(option)")
    }
}

extension ArgumentError: CustomStringConvertible {
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

extension ArgumentError.Reason {
    fileprivate var text: String {
        switch self {
        case .unknownOption(let name): "unknown option \(PrintableText.quoted("--" + name))"
        case .unknownLetter(let letter, let bundle) where bundle == "-\(letter)":
            "unknown option \(PrintableText.quoted(bundle))"
        case .unknownLetter(let letter, _):
            // What is glued to it may be a value, and a secret.
            "unknown option \(PrintableText.quoted("-\(letter)"))"
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

extension CommandScope {
    /// The command line that shows this command's help.
    var helpInvocation: String { invocation + " --help" }

    /// A mistake in a line for this command, which points at its help.
    func error(_ reason: ArgumentError.Reason, suggestion: String? = nil) -> ArgumentError {
        ArgumentError(reason, suggestion: suggestion, usageHint: helpInvocation)
    }

    fileprivate var descendants: [CommandScope] { children.flatMap { [$0] + $0.descendants } }

    fileprivate func owner(ofLong name: String) -> CommandScope? {
        descendants.first { $0.own.contains { $0.name == name } }
    }
}

/// Makes what a user typed safe to show on a terminal.
public enum PrintableText {
    private static let limit = 80

    /// The text with control, format and separator characters written as `\n` or `\u{1B}`.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.isHidden: result += scalar.visibleEscape
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The escaped text, cut if it is long.
    static func shortened(_ text: String) -> String {
        // By scalars: a single character may carry thousands of combining marks.
        let scalars = text.unicodeScalars
        return escaped(String(scalars.prefix(limit))) + (scalars.count > limit ? "…" : "")
    }

    /// The escaped text between quotes, cut if it is long.
    static func quoted(_ text: String) -> String { "'\(shortened(text))'" }
}
