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

    let parse: @Sendable (String) throws(ArgumentFault) -> any Sendable

    /// Whether a value follows the option's name.
    var takesValue: Bool { placeholder != nil }

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
        if takesValue && repetition == .each { notes.append("May be repeated.") }
        if takesValue && repetition == .lastWins { notes.append("The last one counts.") }
        return notes
    }
}
