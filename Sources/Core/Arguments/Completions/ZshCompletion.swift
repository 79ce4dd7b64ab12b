internal import Support

/// The completion script for the Z shell: one function a command, each with its `_arguments`.
struct ZshCompletion {
    let tree: CommandTree

    var lines: [String] {
        ["#compdef \(tree.tool)", "# zsh completion for \(tree.tool), generated from its own definitions", ""]
            + tree.scopes.reversed().flatMap { function($0) + [""] }
            + ["if [[ ${funcstack[1]} == _\(tree.tool) ]]; then", "    \(name(tree.root)) \"$@\""]
            + ["else", "    compdef \(name(tree.root)) \(ShellText.quoted(tree.tool))", "fi"]
    }

    private func name(_ scope: CommandScope) -> String {
        "_" + scope.names.map(ShellText.identifier).joined(separator: "__") + "_command"
    }

    /// The exclusion `(-)` leaves all options after a command's name to that command.
    private func function(_ scope: CommandScope) -> [String] {
        let specifications = scope.shown.flatMap(specifications)
        guard scope.command.subcommands.isEmpty else {
            return ["\(name(scope))() {", "    local curcommand=$curcommand state line", "    typeset -A opt_args"]
                + arguments("-C ", specifications + ["'(-): :->command'", "'(-)*:: :->rest'"]) + dispatch(scope) + ["}"]
        }
        return ["\(name(scope))() {"] + arguments("", specifications + operands(scope)) + ["}"]
    }

    private func arguments(_ flags: String, _ specifications: [String]) -> [String] {
        ["    _arguments \(flags)-s -S : \\"]
            + specifications.map { "        \($0) \\" }.dropLast() + ["        \(specifications.last ?? "")"]
    }

    private func dispatch(_ scope: CommandScope) -> [String] {
        let described = scope.command.subcommands.map { command in
            ShellText.quoted(ShellText.backslashed(command.name, [":"]) + ":" + command.summary)
        }
        return ["    case $state in", "        command)", "            local -a commands=("]
            + described.map { "                \($0)" }
            + ["            )", "            _describe -t commands command commands ;;", "        rest)"]
            + ["            case $words[1] in"]
            + scope.children.map { "                \(ShellText.quoted($0.command.name))) \(name($0)) ;;" }
            + ["            esac ;;", "    esac"]
    }

    private func operands(_ scope: CommandScope) -> [String] {
        scope.command.operands.map { operand in
            let message = ShellText.backslashed(operand.placeholder, [":", "\\"])
            let head = operand.isUnbounded ? "*:" : operand.isRequired ? ":" : "::"
            return ShellText.quoted("\(head)\(message):\(action(operand.completion))")
        }
    }

    /// `'(-f --format)'{-f+,--format=}'[help]:NAME:(a b)'`, as `_arguments` reads it.
    private func specifications(_ option: OptionDefinition) -> [String] {
        let repeats = option.repetition != .once
        let help = "[" + ShellText.backslashed(option.help, ["[", "]", ":", "\\"]) + "]"
        let message = ShellText.backslashed(option.placeholder ?? "", [":", "\\"])
        let value = option.takesValue ? ":\(message):\(action(option.completion))" : ""
        let exclusion = repeats ? "*" : "(\(option.forms.joined(separator: " ")))"
        let long = option.longForm + (option.takesValue ? "=" : "")
        let short = option.shortForm.map { $0 + (option.takesValue ? "+" : "") }
        return [short, long].compactMap(\.self).map { ShellText.quoted(exclusion + $0 + help + value) }
    }

    private func action(_ completion: Completion) -> String {
        switch completion {
        case .nothing: " "
        case .files: "_files"
        case .directories: "_files -/"
        case .values(let words):
            // `_arguments` evaluates the list, so that whatever means something to the shell needs its backslash.
            "(" + words.map(ShellText.plain).joined(separator: " ") + ")"
        case .names(let kind): "{compadd - ${(f)\"$(\(Completion.listing(kind, of: tree.tool)))\"}}"
        }
    }
}
