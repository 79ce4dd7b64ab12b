/// Quoting for the scripts that shells run.
enum ShellText {
    /// A word in single quotes, for bash and zsh.
    static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

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
    var operandCompletion: Completion {
        command.operands.first { $0.completion != .nothing }?.completion ?? .nothing
    }
}
