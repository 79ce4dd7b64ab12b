/// Completion scripts for shells, made from the same definitions that parse the command line.
enum Completions {
    /// A shell that a script can be made for.
    enum Shell: String, Sendable, CaseIterable {
        /// GNU bash; the script goes to `bash-completion/completions/TOOL`.
        case bash
        /// The Z shell; the script goes to a folder of `fpath`, as `_TOOL`.
        case zsh
        /// The friendly interactive shell; the script goes to `fish/completions/TOOL.fish`.
        case fish
    }

    /// The script that completes all commands and options of a tool in a shell.
    static func script(for tree: CommandTree, shell: Shell) -> String {
        let lines =
            switch shell {
            case .bash: BashCompletion(tree: tree).lines
            case .zsh: ZshCompletion(tree: tree).lines
            case .fish: FishCompletion(tree: tree).lines
            }
        return lines.joined(separator: "\n") + "\n"
    }
}
