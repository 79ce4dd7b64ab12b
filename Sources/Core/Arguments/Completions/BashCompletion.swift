internal import Support

/// The completion script for bash.
///
/// The script walks the words before the cursor to learn which command they chose, and so needs no other package. It
/// knows that bash cuts words at `=`, and works as well where `COMP_WORDBREAKS` was changed so that it does not.
struct BashCompletion {
    let tree: CommandTree

    var lines: [String] {
        let function = "_" + ShellText.identifier(tree.tool)
        return ["# bash completion for \(tree.tool), generated from its own definitions", ""]
            + Self.helpers(function) + [""]
            + ["\(function)() {"] + Self.walk + ["        case \"$path|$word\" in"]
            + valueOptions.map { "            \($0)) valued=1 ;;" }
            + ["        esac"] + Self.skipValue + ["            case \"$path|$word\" in"]
            + tree.scopes.dropFirst().map(descent)
            + ["            esac", "        fi", "    done"] + Self.attachedValue
            + ["    if [[ -n $option ]]; then", "        case \"$path|$option\" in"]
            + tree.scopes.flatMap { values($0, function: function) }
            + ["        esac", "    elif [[ -z $ended && $current == -* ]]; then", "        case $path in"]
            + tree.scopes.map { offer($0.shown.flatMap(\.forms), at: $0, function: function) }
            + ["        esac", "    else", "        case $path in"]
            + tree.scopes.compactMap { words($0, function: function) }
            + ["        esac", "    fi", "}", "", "complete -F \(function) \(ShellText.quoted(tree.tool))"]
    }

    private var valueOptions: [String] {
        tree.scopes.flatMap { scope in
            scope.options.filter(\.takesValue).map { patterns($0, at: scope) }
        }
    }

    private func patterns(_ option: OptionDefinition, at scope: CommandScope) -> String {
        option.forms.map { ShellText.quoted("\(scope.key)|\($0)") }.joined(separator: "|")
    }

    private func descent(_ scope: CommandScope) -> String {
        let pattern = ShellText.quoted(scope.path.dropLast().joined(separator: " ") + "|" + scope.command.name)
        return "                \(pattern)) path=\(ShellText.quoted(scope.key)) ;;"
    }

    private func values(_ scope: CommandScope, function: String) -> [String] {
        scope.options.filter(\.takesValue).compactMap { option in
            action(option.completion, function: function).map { "            \(patterns(option, at: scope))) \($0) ;;" }
        }
    }

    private func words(_ scope: CommandScope, function: String) -> String? {
        let names = scope.command.subcommands.map(\.name)
        if !names.isEmpty { return offer(names, at: scope, function: function) }
        return action(scope.operandCompletion, function: function).map {
            "            \(ShellText.quoted(scope.key))) \($0) ;;"
        }
    }

    private func offer(_ words: [String], at scope: CommandScope, function: String) -> String {
        let list = words.map(ShellText.quoted).joined(separator: " ")
        return "            \(ShellText.quoted(scope.key))) \(function)_offer \(list) ;;"
    }

    private func action(_ completion: Completion, function: String) -> String? {
        switch completion {
        case .nothing: nil
        case .files: "\(function)_paths -f"
        case .directories: "\(function)_paths -d"
        case .values(let words): "\(function)_offer \(words.map(ShellText.quoted).joined(separator: " "))"
        case .names(let kind): "\(function)_lines < <(\(Completion.listing(kind, of: tree.tool)))"
        }
    }

    /// Functions that fill `COMPREPLY`; they read the caller's `current` and `prefix`.
    private static func helpers(_ function: String) -> [String] {
        """
        \(function)_offer() {
            local word
            for word in "$@"; do
                [[ $word == "$current"* ]] && COMPREPLY+=("$prefix$(printf %q "$word")")
            done
        }

        \(function)_lines() {
            local -a names
            mapfile -t names
            \(function)_offer "${names[@]}"
        }

        \(function)_paths() {
            local name
            compopt -o filenames 2>/dev/null
            while IFS= read -r name; do
                COMPREPLY+=("$prefix$name")
            done < <(compgen "$1" -- "$current")
        }
        """.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The walk's head: it leaves the chosen command in `path`, and in `option` the one whose value is being typed.
    static let walk = """
            local current=${COMP_WORDS[COMP_CWORD]} path='' option='' word='' ended='' valued='' prefix='' i
            COMPREPLY=()
            for ((i = 1; i < COMP_CWORD; i++)); do
                word=${COMP_WORDS[i]}
                valued=''
        """.split(separator: "\n").map(String.init)

    /// After an option that takes a value, its value is passed over; what is left is an operand or a command.
    private static let skipValue = """
                if [[ $word == -- ]]; then
                    ended=1
                elif [[ -z $ended && -n $valued ]]; then
                    ((i++))
                    [[ ${COMP_WORDS[i]} == '=' && $i -lt $COMP_CWORD ]] && ((i++))
                    if ((i >= COMP_CWORD)); then
                        option=$word
                        [[ $current == '=' ]] && current=''
                    fi
                elif [[ -n $ended || $word != -?* ]]; then
        """.split(separator: "\n").map(String.init)

    /// `--name=value` in one word, where bash was told not to cut at `=`.
    private static let attachedValue = """
            if [[ -z $ended && -z $option && $current == --*=* ]]; then
                option=${current%%=*}
                prefix=$option=
                current=${current#*=}
            fi
        """.split(separator: "\n").map(String.init)
}
