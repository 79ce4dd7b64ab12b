/// A tool with all its commands: the one value that parsing, help, manual page and completions start from.
public struct CommandTree: Sendable {
    /// The tool itself; its options hold everywhere.
    public let root: CommandScope

    /// Makes a tree from the outermost command, whose name is the tool's.
    public init(_ root: Command) {
        self.root = CommandScope(names: [root.name], command: root, inherited: [], exitNotes: root.exitNotes)
    }

    /// The tool's name.
    public var tool: String { root.command.name }

    /// Every command in the order of its definition, the tool itself first.
    var scopes: [CommandScope] {
        func below(_ scope: CommandScope) -> [CommandScope] { [scope] + scope.children.flatMap(below) }
        return below(root)
    }

    /// The command that a path of names leads to, for help on it.
    public func scope(at path: [String]) -> CommandScope? {
        path.reduce(root) { (scope: CommandScope?, name) in scope?.child(named: name) }
    }

    /// Reads a command line, without the tool's own name at its head.
    ///
    /// - Options and operands may be mixed; `--` ends the options; `-` and the empty text are operands.
    /// - Long names are never abbreviated.
    /// - A value stands after `=`, or in the next argument, or directly after a one-letter name.
    /// - A value in an argument of its own may be `-` but may not begin with it: `--name -x` is most likely a forgotten
    ///   value, so it is an error that shows the form with `=`, which takes any value.
    /// - `-fVALUE` takes all of the rest, an `=` included, as POSIX has it.
    /// - A second value for an option is an error unless its ``Repetition`` says otherwise. Flags may be repeated.
    /// - `-h` or `--help` anywhere before `--` wins over every mistake but an unknown command.
    public func parse(_ arguments: [String]) throws(ArgumentError) -> ParsedCommand {
        if let help = try HelpRequest.find(in: arguments, root: root) { return help }
        var parser = CommandParser(scope: root)
        return try parser.run(arguments)
    }
}

/// A command at its place in the tree, with what it inherits from the commands around it.
public struct CommandScope: Sendable {
    /// The names from the tool's own to this command's.
    let names: [String]
    /// The command itself.
    let command: Command
    /// The options of the commands around it, outermost first.
    let inherited: [OptionDefinition]
    /// What the exit codes mean here.
    let exitNotes: [ExitNote]

    /// The names as they are typed: `tool command subcommand`.
    var invocation: String { names.joined(separator: " ") }

    /// The chosen subcommands, without the tool's own name.
    var path: [String] { Array(names.dropFirst()) }

    /// The command's own options.
    var own: [OptionDefinition] { command.options.map(\.definition) }

    /// Inherited options that are of no use here.
    var hidden: [OptionDefinition] { command.hidden.map(\.definition) }

    /// Every option that help and completions show here.
    var shown: [OptionDefinition] { options.filter { option in !hidden.contains { $0.name == option.name } } }

    /// Every option that may stand here: own, inherited, and help.
    var options: [OptionDefinition] { own + inherited + [Flag.help.definition] }

    /// Whether this is the tool itself.
    public var isTool: Bool { path.isEmpty }

    /// The scopes of the subcommands.
    var children: [CommandScope] { command.subcommands.map(child) }

    func child(named name: String) -> CommandScope? { command.subcommands.first { $0.name == name }.map(child) }

    func option(long name: String) -> OptionDefinition? { options.first { $0.name == name } }

    func option(short letter: Unicode.Scalar) -> OptionDefinition? { options.first { $0.short == Character(letter) } }

    /// The usage line: `tool command [OPTIONS] FILE…`.
    var usage: String {
        let rest = command.subcommands.isEmpty ? command.operands.map(\.usage) : ["COMMAND"]
        return ([invocation, "[OPTIONS]"] + rest).joined(separator: " ")
    }

    private func child(_ command: Command) -> CommandScope {
        let further = (inherited + own).filter { option in
            !command.options.contains { $0.definition.replaces(option) }
        }
        return CommandScope(
            names: names + [command.name], command: command, inherited: further,
            exitNotes: command.exitNotes.isEmpty ? exitNotes : command.exitNotes)
    }
}
