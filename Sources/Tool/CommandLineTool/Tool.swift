internal import Arguments
internal import Glibc
internal import Reporting

/// The whole command-line tool: parse, find the command, run it, exit.
public enum Tool {
    /// The version, as `--version` and later the `User-Agent` show it.
    public static let version = "0.1.0"

    /// Runs with the process's own arguments and ends the process.
    public static func main() -> Never {
        // A closed pipe ends quietly, with the exit code as if all had been written (design.md D20).
        signal(SIGPIPE, SIG_IGN)
        let console = Console()
        let code = run(Array(CommandLine.arguments.dropFirst()), console)
        fflush(nil)
        // Not `exit`: it lets libraries tear down what threads still at work use, and OpenSSL under libcurl's crashes.
        _exit(code)
    }

    /// Runs one command line and answers the exit code.
    static func run(_ arguments: [String], _ console: Console) -> Int32 {
        // The one option that needs no command.
        if arguments.first == Everywhere.version.definition.longForm { return run(version: console) }
        do throws(ArgumentFault) {
            return run(try CommandTree(Commands.root).parse(arguments), console)
        } catch {
            console.complain(error.description)
            return ExitCode.usage
        }
    }

    private static func run(version console: Console) -> Int32 {
        do throws(CommandFault) {
            try console.out("be-diagnose \(version)\n")
            return 0
        } catch {
            console.complain(error.lines, remedy: error.remedy)
            return error.exitCode
        }
    }

    private static func run(_ parsed: ParsedCommand, _ console: Console) -> Int32 {
        do throws(CommandFault) {
            if let length = parsed.helpRequested {
                let width = min(100, max(40, console.width))
                try console.out(console.gate.block(HelpPage.text(for: parsed.scope, length: length, width: width)))
                return 0
            }
            if parsed.isSet(Everywhere.version) { return run(version: console) }
            guard let run = Commands.runners[parsed.path.joined(separator: " ")] else {
                throw CommandFault(
                    ExitCode.usage,
                    parsed.path.isEmpty ? "no command given" : "\(parsed.path[0]): which of its commands?",
                    remedy: (["be-diagnose"] + parsed.path + ["--help"]).joined(separator: " "))
            }
            return try run(parsed, Everywhere(parsed, console))
        } catch {
            console.complain(error.lines, remedy: error.remedy)
            return error.exitCode
        }
    }
}
