/// What is wrong with a command line, in words that are safe to print.
///
/// Whatever the user typed is shown with its control and invisible characters escaped, and cut if it is long.
public struct ArgumentFault: Error, Sendable, Equatable {
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
    static func unusable(_ why: String, suggestion: String? = nil) -> ArgumentFault {
        ArgumentFault(.unusable(why), suggestion: suggestion)
    }
}
