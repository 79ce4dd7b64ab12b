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
        /// An operand that the command needs is missing: its placeholder, and what it is.
        case missingOperand(String, what: String)
        /// There is one operand too many.
        case unexpectedOperand(String)
        /// A value cannot be used; the parser does not know whose it is.
        case unusable(String)
    }

    /// The kind of mistake.
    public let reason: Reason
    /// What was probably meant, as it would be typed; at most three, the likeliest first.
    public let suggestions: [String]
    /// A command line that works.
    private let example: String?
    /// The command that it is about, as it is typed; nil for a parser that does not know.
    public let command: String?

    /// Makes a fault.
    init(_ reason: Reason, suggestions: [String] = [], example: String? = nil, command: String? = nil) {
        self.reason = reason
        self.suggestions = suggestions.map(PrintableText.shortened)
        self.example = example
        self.command = command
    }

    /// A value that a parse function cannot use; say what was expected.
    static func unusable(_ why: String, suggestions: [String] = []) -> ArgumentError {
        ArgumentError(.unusable(why), suggestions: suggestions)
    }

    static func unknownCommand(_ name: String, in scope: CommandScope) -> ArgumentError {
        let near = NearestWord.candidates(for: name, among: scope.command.subcommands.map(\.name))
        return scope.error(
            .unknownCommand(name, of: scope.invocation), suggestions: near.map { "\(scope.invocation) \($0)" })
    }

    static func unknownOption(_ name: String, in scope: CommandScope) -> ArgumentError {
        if let owner = scope.owner(ofLong: name) { return misplaced("--" + name, owner: owner, in: scope) }
        if let letter = scope.options.first(where: { $0.short.map(String.init) == name })?.shortForm {
            return scope.error(.unknownOption(name), suggestions: [letter])
        }
        // A choice of an option, written as one: `--json` for `--format json`.
        if let option = scope.shown.first(where: { $0.completion.has(name) }) {
            return scope.error(.unknownOption(name), suggestions: ["\(option.longForm) \(name)"])
        }
        let near = NearestWord.candidates(for: name, among: scope.options.map(\.name))
        return scope.error(.unknownOption(name), suggestions: near.map { "--" + $0 })
    }

    static func unknownLetter(_ letter: Character, in bundle: String, scope: CommandScope) -> ArgumentError {
        let word = bundle.dropFirst().prefix { $0 != "=" }
        if let long = scope.options.first(where: { $0.name == word })?.longForm {
            return scope.error(.unknownLetter(letter, bundle: bundle), suggestions: [long])
        }
        if let owner = scope.descendants.first(where: { $0.own.contains { $0.short == letter } }) {
            return misplaced("-\(letter)", owner: owner, in: scope)
        }
        return scope.error(.unknownLetter(letter, bundle: bundle))
    }

    /// The same fault, now that it is known whose value it was.
    func concerning(_ option: OptionDefinition, in scope: CommandScope) -> ArgumentError {
        let why: String = if case .unusable(let why) = reason { why } else { message }
        let suggestions = suggestions.map { "\(option.longForm)=\($0)" }
        return scope.error(.invalidValue(option: option.longForm, why: why), suggestions: suggestions)
    }

    private static func misplaced(_ option: String, owner: CommandScope, in scope: CommandScope) -> ArgumentError {
        owner.error(.misplacedOption(option, owner: owner.invocation), suggestions: ["\(owner.invocation) \(option)"])
    }
}

extension ArgumentError: CustomStringConvertible {
    /// What is wrong, without the advice.
    public var message: String { PrintableText.escaped(reason.text) }

    /// What was probably meant, a line that works, and where help is.
    public var hints: [String] {
        [
            NearestWord.question(suggestions), example.map { "for example: \($0)" },
            command.map { "see '\($0) --help'" },
        ].compactMap(\.self)
    }

    /// What is wrong with all hints, in one line.
    public var description: String { ([message] + hints).joined(separator: "; ") }
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
        case .misplacedOption(let option, let owner): "\(option) is an option of '\(owner)' and goes after that name"
        case .missingValue(let option, let placeholder): "\(option) needs a value: \(placeholder)"
        case .unexpectedValue(let option): "\(option) takes no value"
        case .repeated(let option): "\(option) was given twice, but takes one value"
        case .invalidValue(let option, let why): "\(option): \(why)"
        case .missingOperand(let placeholder, let what):
            "missing \(placeholder)" + (what.isEmpty ? "" : ": " + Self.phrase(what))
        case .unexpectedOperand(let operand): "unexpected argument \(PrintableText.quoted(operand))"
        case .unusable(let why): why
        }
    }

    /// A sentence as a part of another: without its period, and with a small letter where no capital word begins it.
    private static func phrase(_ sentence: String) -> String {
        let text = sentence.last == "." ? String(sentence.dropLast()) : sentence
        let words = text.split(separator: " ", maxSplits: 2)
        // An abbreviation, or a name of several words.
        let isName =
            text.dropFirst().first?.isUppercase == true || (words.count > 1 && words[1].first?.isUppercase == true)
        return isName ? text : text.prefix(1).lowercased() + text.dropFirst()
    }
}

extension CommandScope {
    /// The command line that shows this command's help.
    var helpInvocation: String { invocation + " --help" }

    /// A mistake in a line for this command, which points at its help.
    func error(
        _ reason: ArgumentError.Reason, suggestions: [String] = [], example: String? = nil
    ) -> ArgumentError {
        ArgumentError(reason, suggestions: suggestions, example: example, command: invocation)
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
