internal import Arguments
internal import Glibc
internal import Model
internal import Reporting

/// The whole command-line tool: parse, find the command, run it, exit.
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
            // The one option that needs no command.
            if arguments.first == GlobalOptions.version.definition.longForm { return try show(version: console) }
            let parsed: ParsedCommand
            do throws(ArgumentError) {
                parsed = try CommandTree(Commands.all.definition).parse(arguments)
            } catch {
                console.complain(error.description)
                return ExitCode.usage
            }
            if let length = parsed.helpRequested {
                let width = min(100, max(40, console.width))
                try console.out(console.gate.block(HelpPage.text(for: parsed.scope, length: length, width: width)))
                return 0
            }
            if parsed.isSet(GlobalOptions.version) { return try show(version: console) }
            return try await Commands.all.run(parsed.path, parsed, CommandContext(parsed, console))
        } catch {
            console.complain(error.lines, remedy: error.remedy)
            return error.exitCode
        }
    }

    private static func show(version console: Console) throws(CommandError) -> Int32 {
        try console.out("be-diagnose \(ToolVersion.current)\n")
        return 0
    }
}
