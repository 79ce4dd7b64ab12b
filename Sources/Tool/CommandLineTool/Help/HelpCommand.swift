internal import Arguments
internal import Model
internal import Reporting
internal import Support

/// `help`: the pages of commands and topics.
enum HelpCommand {
    private static let definition = Command(
        "help", summary: "Show help on a command or a topic.",
        operands: [
            Operand(
                "NAME", .any, help: "A command such as explain or 'playbook lint', or a topic.",
                completion: .names("commands"))
        ],
        hidden: GlobalOptions.unusedByTexts + [GlobalOptions.output],
        examples: [
            Example("be-diagnose help explain", "The same as be-diagnose explain --help."),
            Example("be-diagnose help exit-codes", "What exit code 2 means."),
        ], exitNotes: ExitMeanings.of(0, 64, own: [0: "shown"]))

    static let command = ToolCommand(definition) { (parsed, context) async throws(CommandError) -> Int32 in
        let tree = CommandTree(Commands.all.definition)
        let name = parsed.operands.joined(separator: " ")
        if let topic = HelpTopics.all.first(where: { $0.name == name }) {
            try context.console.show(help: HelpPage.text(of: topic, width: context.console.helpWidth), parsed)
        } else if let scope = tree.scope(at: parsed.operands) {
            try show(scope, .full, parsed, context.console)
        } else {
            throw .unknown(
                "no command or topic '\(name)'", parsed.operands[0],
                among: Commands.all.definition.subcommands.map(\.name) + HelpTopics.all.map(\.name),
                hints: ["'be-diagnose help' lists them"])
        }
        return 0
    }

    /// Writes a command's page.
    static func show(
        _ scope: CommandScope, _ length: HelpLength, _ parsed: ParsedCommand?, _ console: Console
    ) throws(CommandError) {
        try console.show(help: HelpPage.text(for: scope, length: length, width: console.helpWidth), parsed)
    }

    /// The command whose page a line asks for that cannot be run as it is: `playbook help`, or no command at all.
    static func meant(by error: ArgumentError, in tree: CommandTree) -> CommandScope? {
        switch error.reason {
        case .unknownCommand("help", _), .unexpectedOperand("help"):
            error.command.flatMap { tree.scope(at: $0.split(separator: " ").dropFirst().map(String.init)) }
        case .missingCommand(of: tree.tool, _): tree.root
        default: nil
        }
    }

    /// Whether `explain help` asks for the page, rather than for a file of that name.
    static func isAsked(_ parsed: ParsedCommand) -> Bool {
        parsed.operands == ["help"] && parsed.path != [definition.name] && !Files.exists("help")
    }
}

extension Console {
    /// Columns of a page of help.
    fileprivate var helpWidth: Int { min(100, max(40, width)) }

    /// Writes a page, its headings in bold where colors are wanted.
    fileprivate func show(help page: String, _ parsed: ParsedCommand?) throws(CommandError) {
        let text = gate.block(page)
        let isBold = usesColor(parsed?[GlobalOptions.color] ?? "auto")
        try out(isBold ? HelpPage.emphasized(text) : text)
    }
}
