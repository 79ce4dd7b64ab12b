/// An option that takes a value, defined once for parsing, help, manual page and completions.
public struct Option<Value: Sendable>: CommandOption {
    /// The part that does not depend on the value's type.
    public let definition: OptionDefinition

    /// Defines an option.
    ///
    /// - Parameters:
    ///   - name: the long name, without its hyphens
    ///   - short: the one-letter name, an ASCII letter or digit
    ///   - placeholder: what help writes in the place of the value
    ///   - help: one line
    ///   - details: what the full help adds
    ///   - section: the heading under which help shows it
    ///   - defaultText: the default in words, for help only
    ///   - repetition: what a second occurrence means
    ///   - completion: what a shell offers, where that differs from what the parser says
    ///   - parser: the way from text to value
    public init(
        _ name: String, short: Character? = nil, placeholder: String, help: String, details: String = "",
        section: String = "Options", defaultText: String? = nil, repetition: Repetition = .once,
        completion: Completion? = nil, parse parser: ValueParser<Value>
    ) {
        definition = OptionDefinition(
            name: name, short: short, placeholder: placeholder, help: help, details: details, section: section,
            defaultText: defaultText, repetition: repetition, completion: completion ?? parser.completion,
            parse: { (text: String) throws(ArgumentFault) -> any Sendable in try parser.parse(text) })
    }
}
