/// An option without a value, defined once for parsing, help, manual page and completions.
///
/// A flag may be repeated (`-v -v`): setting it twice loses nothing, and ``ParsedCommand/count(_:)`` tells how often.
public struct Flag: CommandOption {
    /// The part that does not depend on the value's type.
    public let definition: OptionDefinition

    /// Defines a flag by its long name without hyphens, its one-letter name, and a line of help.
    public init(
        _ name: String, short: Character? = nil, help: String, details: String = "", section: String = "Options"
    ) {
        definition = OptionDefinition(
            name: name, short: short, placeholder: nil, help: help, details: details, section: section,
            defaultText: nil, repetition: .each, completion: .nothing,
            parse: { (_: String) throws(ArgumentFault) -> any Sendable in true })
    }

    /// The flag that every command has: `-h` for the short help, `--help` for the full one.
    static let help = Flag("help", short: "h", help: "Show this help: -h in short, --help in full.")
}
