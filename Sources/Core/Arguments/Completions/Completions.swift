internal import Support

/// Completion scripts for shells, made from the same definitions that parse the command line.
public enum Completions {
    /// A shell that a script can be made for.
    public enum Shell: String, Sendable, CaseIterable {
        /// GNU bash; the script goes to `bash-completion/completions/TOOL`.
        case bash
        /// The Z shell; the script goes to a folder of `fpath`, as `_TOOL`.
        case zsh
        /// The friendly interactive shell; the script goes to `fish/completions/TOOL.fish`.
        case fish
    }

    /// The script that completes all commands and options of a tool in a shell.
    ///
    /// Where names are offered that only the tool knows, the script runs `TOOL completion --names KIND`, which prints one
    /// per line.
    public static func script(for tree: CommandTree, shell: Shell) -> String {
        let lines =
            switch shell {
            case .bash: BashCompletion(tree: tree).lines
            case .zsh: ZshCompletion(tree: tree).lines
            case .fish: FishCompletion(tree: tree).lines
            }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// What a shell offers where a value is expected.
public enum Completion: Sendable, Equatable {
    /// Nothing: the value is free text.
    case nothing
    /// The names of files and folders.
    case files
    /// The names of folders.
    case directories
    /// A closed list of words, which help lists as well.
    case values([String])
    /// Names of a kind that the tool lists when it is asked, such as those in a user's own files.
    case names(String)

    /// Whether a word is one of a closed list.
    func has(_ word: String) -> Bool {
        if case .values(let words) = self { return words.contains(word) }
        return false
    }

    /// The command line, in any shell, that lists names of a kind.
    static func listing(_ kind: String, of tool: String) -> String {
        "\(ShellText.quoted(tool)) completion --names \(ShellText.quoted(kind)) 2>/dev/null"
    }
}

extension ShellText {
    /// A word in single quotes, for fish, where a backslash escapes inside them.
    static func fishQuoted(_ text: String) -> String { "'" + backslashed(text, ["\\", "'"]) + "'" }

    /// The text with a backslash before each of some characters.
    static func backslashed(_ text: String, _ specials: Set<Character>) -> String {
        text.reduce(into: "") { result, character in
            if specials.contains(character) { result.append("\\") }
            result.append(character)
        }
    }

    /// A word that needs no quotes, with a backslash before all that could mean something to a shell.
    static func plain(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            let isPlain = !character.isASCII || character.isLetter || character.isNumber || "-._/".contains(character)
            result += isPlain ? String(character) : "\\\(character)"
        }
    }

    /// A tool's name as part of a function's name.
    static func identifier(_ name: String) -> String {
        String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }
}

extension CommandScope {
    /// The chosen subcommands as completion scripts keep them in a variable.
    var key: String { path.joined(separator: " ") }

    /// What a shell offers for operands; that of the first, since scripts do not count them.
    var operandCompletion: Completion { command.operands.first { $0.completion != .nothing }?.completion ?? .nothing }
}
