internal import Arguments
internal import Glibc
internal import Model
internal import Reporting

/// The command-line tool: parse, find the command, run it, exit.
public enum Tool {
    /// Runs with the process's own arguments and ends the process.
    public static func main() async -> Never {
        // A closed pipe ends quietly, with the exit code as if all had been written (rules.md D20).
        signal(SIGPIPE, SIG_IGN)
        let console = Console()
        let code = await run(Array(CommandLine.arguments.dropFirst()), console)
        fflush(nil)
        // Not `exit`: it lets libraries tear down what threads still at work use, and OpenSSL under libcurl's crashes.
        _exit(code)
    }

    /// Runs one command line and returns the exit code.
    static func run(_ arguments: [String], _ console: Console) async -> Int32 {
        do throws(CommandError) {
            if isVersionAsked(arguments) { return try show(version: console) }
            let tree = CommandTree(Commands.all.definition)
            let parsed: ParsedCommand
            do throws(ArgumentError) { parsed = try tree.parse(arguments) } catch {
                if let scope = HelpCommand.meant(by: error, in: tree) {
                    try HelpCommand.show(scope, scope.isTool ? .short : .full, nil, console)
                    return 0
                }
                console.fail([error.message], hints: error.hints)
                return ExitCode.usage
            }
            if parsed.helpRequested != nil || HelpCommand.isAsked(parsed) {
                try HelpCommand.show(parsed.scope, parsed.helpRequested ?? .full, parsed, console)
                return 0
            }
            if parsed.isSet(GlobalOptions.version) { return try show(version: console) }
            return try await Commands.all.run(parsed.path, parsed, CommandContext(parsed, console))
        } catch {
            console.fail(error.lines, hints: error.hints, example: error.example)
            return error.exitCode
        }
    }

    /// The one option that needs no command; `-v` alone is what other tools call it.
    private static func isVersionAsked(_ arguments: [String]) -> Bool {
        let asked = [GlobalOptions.version.definition.longForm, "-V"]
        return arguments.first.map(asked.contains) == true || arguments == ["-v"]
    }

    private static func show(version console: Console) throws(CommandError) -> Int32 {
        // A faulty playbook of the user's must not keep the version from being shown.
        let playbooks = (try? PlaybookStore(folders: []))?.set.playbooks ?? []
        let lines = [VersionText.tool] + VersionText.lines(playbooks)
        try console.out(console.gate.block(lines.map { $0 + "\n" }.joined()))
        return 0
    }
}
