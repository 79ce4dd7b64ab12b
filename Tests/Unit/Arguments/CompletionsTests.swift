import Testing

@testable import Arguments

@Suite("Completion scripts")
struct CompletionsTests {
    @Test("Every command, option and choice is in every script", arguments: Completions.Shell.allCases)
    func complete(_ shell: Completions.Shell) {
        let script = Completions.script(for: SampleTool.tree, shell: shell)
        for scope in SampleTool.tree.scopes {
            #expect(script.contains(scope.command.name))
            for option in scope.options {
                #expect(script.contains(shell == .fish ? "-l \(option.name) " : option.longForm))
                if let short = option.short { #expect(script.contains(shell == .fish ? "-s \(short) " : "-\(short)")) }
                if case .values(let words) = option.completion { #expect(words.allSatisfy(script.contains)) }
            }
        }
    }

    @Test("Each shell that is here can read its script", arguments: Completions.Shell.allCases)
    func syntax(_ shell: Completions.Shell) throws {
        guard let program = ShellRun.find(shell.rawValue) else { return }
        let script = Completions.script(for: Self.nasty, shell: shell)
        for text in [script, Completions.script(for: SampleTool.tree, shell: shell)] {
            let outcome = try ShellRun.run(program, ["-n"], input: text)
            #expect(outcome.status == 0 && outcome.output == "")
        }
    }

    /// Words as bash cuts them, the last being typed, and what is offered.
    static let offered: [([String], [String])] = [
        (["ex"], ["explain"]),
        ([""], ["explain", "rooms", "compare", "repair", "codes"]),
        (["--profile", "rooms", "r"], ["rooms", "repair"]),
        (["--profile", "=", "rooms", "r"], ["rooms", "repair"]),
        (["repair", ""], ["plan", "apply"]),
        (["repair", "--run", "plan", "a"], ["apply"]),
        (["repair", "plan", "--r"], ["--run"]),
        (["explain", "--t"], ["--top"]),
        (["rooms", "--t"], []),
        (["explain", "--format", ""], ["text", "json", "markdown", "html"]),
        (["explain", "--format", "=", "m"], ["markdown"]),
        (["explain", "--format", "="], ["text", "json", "markdown", "html"]),
        (["explain", "--format=m"], ["--format=markdown"]),
        (["-f", "j"], ["json"]),
        (["explain", "--top", ""], []),
        (["explain", "in"], ["input"]),
        (["rooms", "--names", "in"], ["input"]),
        (["rooms", "in"], []),
        (["explain", "--", "--t"], []),
        (["--", "ex"], ["explain"]),
        (["codes", "explain", ""], []),
    ]

    @Test("bash offers what fits the place", arguments: offered)
    func bash(_ words: [String], _ expected: [String]) throws {
        let bash = try #require(ShellRun.find("bash"))
        let script = Completions.script(for: SampleTool.tree, shell: .bash)
        // No files but the one that holds the script itself, called `input`.
        let call = "COMP_CWORD=\(words.count)\n_sample_tool\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n"
        let list = words.map { "'\($0)'" }.joined(separator: " ")
        let outcome = try ShellRun.run(bash, [], input: script + "COMP_WORDS=(sample-tool \(list))\n" + call)
        #expect(outcome.output.split(separator: "\n").map(String.init) == expected)
    }

    @Test("What stands in a definition is never run", arguments: Completions.Shell.allCases)
    func quoting(_ shell: Completions.Shell) throws {
        guard let program = ShellRun.find(shell.rawValue) else { return }
        // zsh's `compdef` comes with its completion system, which is not loaded here.
        let prologue = shell == .zsh ? "compdef() { : }\n" : ""
        let script = prologue + Completions.script(for: Self.nasty, shell: shell)
        let outcome = try ShellRun.run(program, [], input: script + "echo alive\n")
        #expect(outcome.output == "alive\n")
    }

    @Test("zsh evaluates a list of choices, and leaves options after a command's name to that command")
    func zsh() {
        let script = Completions.script(for: Self.nasty, shell: .zsh)
        #expect(script.contains(#"(it\'\''s \$\(echo\ run\) a\ b \`echo\ run\` x\\ c\:d \(e\))"#))
        #expect(script.contains("'(-)*:: :->rest'"))
    }

    /// A tool whose texts hold everything that a shell could take for its own.
    static let nasty = CommandTree(
        Command(
            "nasty-tool", summary: "It's $(echo run) `echo run` \"x\" \\ : [a] (b)",
            options: [
                Option(
                    "what", short: "w", placeholder: "A:B",
                    help: "It's $(echo run) `echo run` \"x\" \\ : [a] (b) {c,d}",
                    parse: Parsers.choice(["it's", "$(echo run)", "a b", "`echo run`", "x\\", "c:d", "(e)"]))
            ],
            subcommands: [Command("sub", summary: "It's $(echo run) `echo run` \\ : [a]", operands: [Operand("A:B'")])])
    )
}
