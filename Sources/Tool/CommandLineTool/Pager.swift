internal import Glibc
internal import Reporting
internal import Support

/// The program that shows a long text page by page: `$PAGER`, else `less -FIRX`.
enum Pager {
    /// False where there is no such program, or `$PAGER` is empty: then nothing was shown.
    static func show(_ text: String) -> Bool {
        let command = Environment["PAGER"] ?? "less -FIRX"
        guard let program = command.split(separator: " ").first, isInstalled(String(program)) else { return false }
        // Ctrl-C is the pager's.
        let before = signal(SIGINT, SIG_IGN)
        defer { _ = signal(SIGINT, before) }
        guard let pipe = popen(command, "w") else { return false }
        // Who leaves the pager early has seen enough.
        _ = Console.write(text, to: fileno(pipe))
        return pclose(pipe) != -1
    }

    private static func isInstalled(_ program: String) -> Bool {
        if program.contains("/") { return access(program, X_OK) == 0 }
        let folders = (Environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        return folders.contains { access("\($0)/\(program)", X_OK) == 0 }
    }
}
