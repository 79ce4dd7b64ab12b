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

    /// Every option that may stand here: own, inherited, and help.
    var options: [OptionDefinition] { own + inherited + [Flag.help.definition] }

    /// The scopes of the subcommands.
    var children: [CommandScope] { command.subcommands.map(child) }

    init(root: Command) {
        self.init(names: [root.name], command: root, inherited: [], exitNotes: root.exitNotes)
    }

    private init(names: [String], command: Command, inherited: [OptionDefinition], exitNotes: [ExitNote]) {
        self.names = names
        self.command = command
        self.inherited = inherited
        self.exitNotes = exitNotes
    }

    func child(named name: String) -> CommandScope? {
        command.subcommands.first { $0.name == name }.map(child)
    }

    func option(long name: String) -> OptionDefinition? { options.first { $0.name == name } }

    func option(short letter: Unicode.Scalar) -> OptionDefinition? {
        options.first { $0.short == Character(letter) }
    }

    /// The usage line: `tool command [OPTIONS] FILE…`.
    var usage: String {
        let rest = command.subcommands.isEmpty ? command.operands.map(\.usage) : ["COMMAND"]
        return ([invocation, "[OPTIONS]"] + rest).joined(separator: " ")
    }

    private func child(_ command: Command) -> CommandScope {
        CommandScope(
            names: names + [command.name], command: command, inherited: inherited + own,
            exitNotes: command.exitNotes.isEmpty ? exitNotes : command.exitNotes)
    }
}
