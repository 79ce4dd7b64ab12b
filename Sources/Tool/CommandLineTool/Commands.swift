internal import Arguments
internal import Model

/// A command of the tool: how it is written, and what it does, in one value.
struct ToolCommand: Sendable {
    /// Does the command's work, and returns the exit code.
    typealias Run = @Sendable (ParsedCommand, CommandContext) async throws(CommandError) -> Int32

    /// Name, operands, options and help; those of the subcommands included.
    let definition: Command
    private let run: Run?
    private let subcommands: [ToolCommand]

    /// A command that does something by itself.
    init(_ definition: Command, run: @escaping Run) {
        self.definition = definition
        self.run = run
        subcommands = []
    }

    /// A command that only groups others.
    init(_ definition: Command, _ subcommands: [ToolCommand]) {
        self.definition = definition.with(subcommands.map(\.definition))
        run = nil
        self.subcommands = subcommands
    }

    private init(_ definition: Command, _ run: Run?, _ subcommands: [ToolCommand]) {
        (self.definition, self.run, self.subcommands) = (definition, run, subcommands)
    }

    /// The same command, listed under this heading.
    func grouped(under heading: String) -> ToolCommand {
        ToolCommand(definition.grouped(under: heading), run, subcommands)
    }

    /// Runs the command that `path` leads to; throws where the path ends at a group.
    func run(
        _ path: some Collection<String>, _ parsed: ParsedCommand, _ context: CommandContext
    ) async throws(CommandError) -> Int32 {
        if let name = path.first, let below = subcommands.first(where: { $0.definition.name == name }) {
            return try await below.run(path.dropFirst(), parsed, context)
        }
        if let run { return try await run(parsed, context) }
        throw .usage(
            parsed.path.isEmpty ? "no command given" : "\(parsed.path[0]): which of its commands?",
            remedy: (["be-diagnose"] + parsed.path + ["--help"]).joined(separator: " "))
    }
}

/// All commands, by what they are for, in the order in which help shows them.
enum Commands {
    static let all = ToolCommand(
        root, groups.flatMap { heading, commands in commands.map { $0.grouped(under: heading) } })

    private static let groups: [(heading: String, commands: [ToolCommand])] = [
        ("Diagnose", [CheckCommand.command, ExplainCommand.command, CodesCommand.command]),
        (
            "Look up",
            [
                PracticeCommand.command, DepartmentsCommand.command, NPICommand.command, CancelReasonsCommand.command,
                WhereCommand.command,
            ]
        ),
        ("Get evidence", [QueryCommand.command, RequestCommand.command]),
        ("Credentials", [MessageCommand.command]),
        ("Fix", [ReauthorizeCommand.command]),
        (
            "Tool",
            [
                DoctorCommand.command, PlaybookCommand.command, RedactCommand.command, CompletionCommand.command,
                ManCommand.command, HelpCommand.command,
            ]
        ),
    ]

    private static let root = Command(
        "be-diagnose", summary: "Find out why review requests did not go out, and what to do about it.",
        description: """
            Reads log records of Birdeye's athenahealth and Allscripts integrations and says what is wrong, what proves \
            it, who is affected, what to do next, and who does it.
            """,
        options: GlobalOptions.all,
        examples: [
            Example("be-diagnose explain", "Paste log lines."),
            Example("be-diagnose explain export.ndjson", "Explain an export."),
            Example("be-diagnose codes BE2101", "What a code means."),
        ],
        exitNotes: ExitMeanings.all, topics: HelpTopics.all)
}
