/// A tool with all its commands: the one value that parsing, help, manual page and completions start from.
public struct CommandTree: Sendable {
    /// The tool itself; its options hold everywhere.
    public let root: CommandScope

    /// Makes a tree from the outermost command, whose name is the tool's.
    public init(_ root: Command) {
        self.root = CommandScope(root: root)
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
        var scope = root
        for name in path {
            guard let child = scope.child(named: name) else { return nil }
            scope = child
        }
        return scope
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
    public func parse(_ arguments: [String]) throws(ArgumentFault) -> ParsedCommand {
        if let help = try HelpRequest.find(in: arguments, root: root) { return help }
        var parser = CommandParser(scope: root)
        return try parser.run(arguments)
    }
}
