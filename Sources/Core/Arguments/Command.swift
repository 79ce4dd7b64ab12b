/// A command of a tool, or the tool itself: a name, what it does, and what may follow it.
///
/// A command has either operands or subcommands. Its options count for its subcommands as well, and may stand before or
/// after their names; so the options of the outermost command are those that hold everywhere.
public struct Command: Sendable {
    /// The name as it is typed.
    public let name: String

    /// What it does, in one line.
    public let summary: String

    /// What the full help and the manual page add; blank lines separate paragraphs.
    public let description: String

    /// The arguments that are no options, in their order.
    public let operands: [Operand]

    /// The options and flags, in the order in which help shows them.
    public let options: [any CommandOption]

    /// Command lines worth copying.
    public let examples: [Example]

    /// What the exit codes mean; a command without notes of its own shows those of the command around it.
    public let exitNotes: [ExitNote]

    /// The commands below this one.
    public let subcommands: [Command]

    /// Defines a command.
    public init(
        _ name: String, summary: String, description: String = "", operands: [Operand] = [],
        options: [any CommandOption] = [], examples: [Example] = [], exitNotes: [ExitNote] = [],
        subcommands: [Command] = []
    ) {
        self.name = name
        self.summary = summary
        self.description = description
        self.operands = operands
        self.options = options
        self.examples = examples
        self.exitNotes = exitNotes
        self.subcommands = subcommands
    }

    /// The same command with these below it.
    public func with(_ subcommands: [Command]) -> Command {
        Command(
            name, summary: summary, description: description, operands: operands, options: options, examples: examples,
            exitNotes: exitNotes, subcommands: subcommands)
    }
}
