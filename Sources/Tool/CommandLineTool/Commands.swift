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

/// All commands, in the order in which help shows them.
enum Commands {
    static let all = ToolCommand(
        root,
        [
            ExplainCommand.command, PracticeCommand.command, DepartmentsCommand.command, NPICommand.command,
            CancelReasonsCommand.command, MessageCommand.command, RequestCommand.command, QueryCommand.command,
            ReauthorizeCommand.command, PlaybookCommand.command, CodesCommand.command, RedactCommand.command,
            DoctorCommand.command,
        ])

    private static let root = Command(
        "be-diagnose", summary: "Say why contacts got no review request, and what to do.",
        description: """
            Reads exported log records and explains why checked-in contacts were restricted: what is wrong, how it \
            knows, how many are affected, what to do next and who does it.
            """,
        options: GlobalOptions.all,
        examples: [
            Example("be-diagnose explain export.ndjson", "Explain an export from Kibana."),
            Example("be-diagnose codes BE2101", "What a code means, offline."),
        ],
        exitNotes: [
            ExitNote(0, "looked at everything, nothing wrong"),
            ExitNote(1, "looked at everything, found something wrong"),
            ExitNote(2, "part of it could not be looked at or decided"),
            ExitNote(64, "the command line is wrong"),
            ExitNote(65, "no input could be read"),
            ExitNote(73, "the output could not be written"),
            ExitNote(77, "a credential's source refused"),
            ExitNote(78, "a playbook or the file of profiles is wrong"),
        ])
}
