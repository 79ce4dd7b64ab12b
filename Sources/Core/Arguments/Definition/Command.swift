/// A command of a tool, or the tool itself: a name, what it does, and what may follow it.
///
/// A command has either operands or subcommands. Its options count for its subcommands as well, and may stand before or
/// after their names; so the options of the outermost command are those that hold everywhere. An option of the same name
/// that a subcommand has of its own counts in the place of theirs.
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
    /// The heading under which the command around this one lists it.
    public let group: String
    /// Inherited options that are accepted here without a use, and so are left out of help.
    public let hidden: [any CommandOption]
    /// Pages about what concerns several commands; help on the tool names them.
    public let topics: [HelpTopic]

    /// Defines a command.
    public init(
        _ name: String, summary: String, description: String = "", operands: [Operand] = [],
        options: [any CommandOption] = [], hidden: [any CommandOption] = [], examples: [Example] = [],
        exitNotes: [ExitNote] = [], topics: [HelpTopic] = [], subcommands: [Command] = [], group: String = "Commands"
    ) {
        self.name = name
        self.summary = summary
        self.description = description
        self.operands = operands
        self.options = options
        self.examples = examples
        self.exitNotes = exitNotes
        self.subcommands = subcommands
        self.group = group
        self.hidden = hidden
        self.topics = topics
    }

    /// The same command with these below it.
    public func with(_ subcommands: [Command]) -> Command {
        Command(
            name, summary: summary, description: description, operands: operands, options: options, hidden: hidden,
            examples: examples, exitNotes: exitNotes, topics: topics, subcommands: subcommands, group: group)
    }

    /// The same command, listed under this heading.
    public func grouped(under heading: String) -> Command {
        Command(
            name, summary: summary, description: description, operands: operands, options: options, hidden: hidden,
            examples: examples, exitNotes: exitNotes, topics: topics, subcommands: subcommands, group: heading)
    }
}

/// A command line that works, and what it does.
public struct Example: Sendable, Equatable {
    /// The command line as it would be typed.
    public let command: String
    /// What it does, in a sentence.
    public let meaning: String

    /// Makes an example.
    public init(_ command: String, _ meaning: String) {
        self.command = command
        self.meaning = meaning
    }
}

/// An exit code and its meaning.
public struct ExitNote: Sendable, Equatable {
    /// The code.
    public let code: Int
    /// What it means.
    public let meaning: String

    /// Makes a note.
    public init(_ code: Int, _ meaning: String) {
        self.code = code
        self.meaning = meaning
    }
}

/// An argument that is no option: a file's name, a number, a word.
public struct Operand: Sendable {
    /// How many arguments an operand stands for.
    public enum Arity: Sendable, Equatable {
        /// Exactly one.
        case one
        /// One or none.
        case optional
        /// One or more.
        case oneOrMore
        /// Any number.
        case any
    }

    /// What help writes for it, in capitals.
    public let placeholder: String
    /// How many arguments it stands for.
    let arity: Arity
    /// One line of help.
    public let help: String
    /// What a shell offers for it.
    public let completion: Completion

    /// Defines an operand.
    public init(_ placeholder: String, _ arity: Arity = .one, help: String = "", completion: Completion = .nothing) {
        self.placeholder = placeholder
        self.arity = arity
        self.help = help
        self.completion = completion
    }

    /// The operand as a usage line shows it, `[FILE…]` for instance.
    public var usage: String {
        switch arity {
        case .one: placeholder
        case .optional: "[\(placeholder)]"
        case .oneOrMore: "\(placeholder)…"
        case .any: "[\(placeholder)…]"
        }
    }

    var isRequired: Bool { arity == .one || arity == .oneOrMore }
    var isUnbounded: Bool { arity == .oneOrMore || arity == .any }
}

/// Compares the operands with what the command's definition asks for.
enum OperandCheck {
    static func check(_ operands: [String], in scope: CommandScope) throws(ArgumentError) {
        let command = scope.command
        guard command.subcommands.isEmpty else {
            throw scope.error(.missingCommand(of: scope.invocation, choices: command.subcommands.map(\.name)))
        }
        let required = command.operands.filter(\.isRequired)
        if operands.count < required.count {
            let operand = required[operands.count]
            throw scope.error(
                .missingOperand(operand.placeholder, what: operand.help), example: command.examples.first?.command)
        }
        if operands.count > command.operands.count && !command.operands.contains(where: \.isUnbounded) {
            throw scope.error(.unexpectedOperand(operands[command.operands.count]))
        }
    }
}
