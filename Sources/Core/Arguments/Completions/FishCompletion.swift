internal import Support

/// The completion script for fish: a function that knows the chosen command, and a line for each thing to offer.
struct FishCompletion {
    let tree: CommandTree

    var lines: [String] {
        ["# fish completion for \(tree.tool), generated from its own definitions", ""] + walk + [""] + condition + [""]
            + ["complete -c \(tool) -f"]
            + tree.scopes.flatMap { scope in
                let isRoot = scope.path.isEmpty
                let help = isRoot ? [Flag.help.definition] : []
                return (scope.own + help).map { option($0, below: isRoot ? nil : scope, hiddenIn: hiding($0)) }
                    + words(scope)
            }
    }

    /// The commands that take an option without a use for it.
    private func hiding(_ option: OptionDefinition) -> [CommandScope] {
        tree.scopes.filter { scope in scope.hidden.contains { $0.name == option.name } }
    }

    private var tool: String { ShellText.fishQuoted(tree.tool) }
    private var function: String { "__\(ShellText.identifier(tree.tool))" }

    /// The function that prints the chosen command.
    private var walk: [String] {
        let head = """
            function \(function)_path
                set -l path ''
                set -l skip 0
                set -l words (commandline -opc)
                set -e words[1]
                for word in $words
                    if test $skip -eq 1
                        set skip 0
                        continue
                    end
                    switch "$path|$word"
            """.split(separator: "\n").map(String.init)
        let descents = tree.scopes.dropFirst().map { scope in
            let pattern = scope.path.dropLast().joined(separator: " ") + "|" + scope.command.name
            return "            case \(ShellText.fishQuoted(pattern)); set path \(ShellText.fishQuoted(scope.key))"
        }
        let skips = tree.scopes.flatMap { scope in
            scope.options.filter(\.takesValue).flatMap(\.forms).map {
                "            case \(ShellText.fishQuoted("\(scope.key)|\($0)")); set skip 1"
            }
        }
        return head + descents + skips + ["        end", "    end", "    echo $path", "end"]
    }

    /// The functions that compare the chosen command with one, or with one and all below it.
    private var condition: [String] {
        """
        function \(function)_at
            test (\(function)_path) = "$argv[1]"
        end

        function \(function)_below
            set -l path (\(function)_path)
            test "$path" = "$argv[1]"; or string match -q -- "$argv[1] *" "$path"
        end
        """.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private func option(_ option: OptionDefinition, below scope: CommandScope?, hiddenIn: [CommandScope]) -> String {
        var line = "complete -c \(tool)"
        var conditions = scope.map { ["\(function)_below '\($0.key)'"] } ?? []
        if !hiddenIn.isEmpty {
            let keys = hiddenIn.map { "'\($0.key)'" }.joined(separator: " ")
            conditions.append("not contains -- (\(function)_path) \(keys)")
        }
        if !conditions.isEmpty { line += " -n \(ShellText.fishQuoted(conditions.joined(separator: "; and ")))" }
        line += " -l \(option.name)"
        if let short = option.short { line += " -s \(short)" }
        if option.takesValue { line += " -r\(arguments(option.completion))" }
        return line + " -d \(ShellText.fishQuoted(option.help))"
    }

    private func words(_ scope: CommandScope) -> [String] {
        let head = "complete -c \(tool) -n \(ShellText.fishQuoted("\(function)_at '\(scope.key)'"))"
        if scope.command.subcommands.isEmpty {
            return scope.operandCompletion == .nothing ? [] : [head + arguments(scope.operandCompletion)]
        }
        return scope.command.subcommands.map {
            "\(head) -a \(ShellText.fishQuoted($0.name)) -d \(ShellText.fishQuoted($0.summary))"
        }
    }

    private func arguments(_ completion: Completion) -> String {
        switch completion {
        case .nothing: return " -f"
        case .files: return " -F"
        case .directories: return " -f -a '(__fish_complete_directories)'"
        case .values(let words):
            // fish expands the list once more, as if it were typed.
            return " -f -a " + ShellText.fishQuoted(words.map(ShellText.fishQuoted).joined(separator: " "))
        case .names(let kind):
            return " -f -a " + ShellText.fishQuoted("(\(Completion.listing(kind, of: tree.tool)))")
        }
    }
}
