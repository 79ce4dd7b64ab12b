/// Anything that can stand in a command's list of options: an ``Option`` or a ``Flag``.
public protocol CommandOption: Sendable {
    /// The part that does not depend on the value's type.
    var definition: OptionDefinition { get }
}

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
    ///   - parser: the way from text to value; without one, any text but the empty one is a value
    public init(
        _ name: String, short: Character? = nil, placeholder: String, help: String, details: String = "",
        section: String = "Options", defaultText: String? = nil, repetition: Repetition = .once,
        completion: Completion? = nil, parse parser: ValueParser<Value> = Parsers.nonEmptyText
    ) {
        definition = OptionDefinition(
            name: name, short: short, placeholder: placeholder, help: help, details: details, section: section,
            defaultText: defaultText, repetition: repetition, completion: completion ?? parser.completion,
            parse: { (text: String) throws(ArgumentError) -> any Sendable in try parser.parse(text) })
    }
}

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
            parse: { (_: String) throws(ArgumentError) -> any Sendable in true })
    }

    /// The flag that every command has: `-h` for the short help, `--help` for the full one.
    static let help = Flag("help", short: "h", help: "Show help (-h short, --help full).")
}

/// What parsing, help, manual page and completions need to know of an option, whatever the type of its value.
public struct OptionDefinition: Sendable {
    /// The long name, without its hyphens.
    let name: String
    /// The one-letter name, if there is one.
    let short: Character?
    /// What help writes in the place of the value; a flag has none.
    let placeholder: String?
    /// One line of help.
    let help: String
    /// What the full help and the manual page add; blank lines separate paragraphs.
    let details: String
    /// The heading under which help shows the option.
    let section: String
    /// The default in words, for help only.
    let defaultText: String?
    /// What a second occurrence means; flags may always be repeated.
    let repetition: Repetition
    /// What a shell offers for the value.
    let completion: Completion
    let parse: @Sendable (String) throws(ArgumentError) -> any Sendable

    /// Whether a value follows the option's name.
    var takesValue: Bool { placeholder != nil }

    /// Whether a command that has this option does not inherit the other: under the same names, it takes other values.
    func replaces(_ inherited: OptionDefinition) -> Bool {
        takesValue && inherited.takesValue && name == inherited.name && short == inherited.short
    }

    /// The long name as it is typed: `--name`.
    public var longForm: String { "--" + name }

    /// The one-letter name as it is typed, if there is one: `-n`.
    var shortForm: String? { short.map { "-\($0)" } }

    /// Every way of typing the name, the short one first.
    var forms: [String] { [shortForm, longForm].compactMap(\.self) }

    /// What help says after the text: the choices, the default, and whether the option may be repeated.
    var notes: [String] {
        var notes: [String] = []
        if case .values(let words) = completion { notes.append("One of: \(words.joined(separator: ", ")).") }
        if let defaultText { notes.append("Default: \(defaultText).") }
        if takesValue && repetition == .each { notes.append("(repeatable)") }
        if takesValue && repetition == .lastWins { notes.append("The last one counts.") }
        return notes
    }
}

/// What a second occurrence of the same option means.
public enum Repetition: Sendable, Equatable {
    /// A second occurrence is an error, because one of the two values would be lost without a word.
    case once
    /// The last occurrence counts, so that a wrapper script's defaults can be overridden.
    case lastWins
    /// Every occurrence counts, in the order of the command line.
    case each
}

/// A command's options by heading, in the order in which the headings first appear.
struct OptionSections {
    struct Section {
        let heading: String
        var options: [OptionDefinition]
    }

    private(set) var sections: [Section] = []

    /// Own options first, then inherited ones, then help.
    init(_ scope: CommandScope) {
        for option in scope.own { add(option, under: option.section) }
        let inherited = scope.inherited.filter { option in !scope.hidden.contains { $0.name == option.name } }
        for option in inherited {
            add(option, under: option.section == "Options" ? Self.inheritedHeading : option.section)
        }
        add(Flag.help.definition, under: sections.last?.heading ?? "Options")
    }

    /// Those that are not inherited: all of a command's own, none of a tool that has commands.
    static func own(of sections: [Section], in scope: CommandScope) -> [Section] {
        if scope.isTool && !scope.command.subcommands.isEmpty { return [] }
        return sections.compactMap { section in
            let options = section.options.filter { option in scope.own.contains { $0.name == option.name } }
            return options.isEmpty ? nil : Section(heading: section.heading, options: options)
        }
    }

    /// Where inherited options are shown.
    private static let inheritedHeading = "Global options"

    private mutating func add(_ option: OptionDefinition, under heading: String) {
        if let index = sections.firstIndex(where: { $0.heading == heading }) {
            sections[index].options.append(option)
        } else {
            sections.append(Section(heading: heading, options: [option]))
        }
    }
}
