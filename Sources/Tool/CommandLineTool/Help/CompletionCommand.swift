internal import Arguments
internal import Model
internal import Reporting
internal import Requests
internal import Services

/// `completion`: a script for a shell, and the names that such a script asks for.
enum CompletionCommand {
    /// What a script can ask for by `--names`.
    private enum Kind: String, CaseIterable, Sendable {
        case codes, commands, integrations, playbooks, profiles, queries, requests
    }

    private static let names = Option(
        "names", placeholder: "KIND", help: "Print the names of KIND, one per line; the scripts ask for them.",
        parse: Parsers.choice(of: Kind.self))

    private static let definition = Command(
        "completion", summary: "Print a completion script for bash, zsh or fish.",
        description: """
            Completes commands, options, and the names of codes, profiles, requests, queries and playbooks, your own \
            included. `make install` puts the scripts where the shells look for them; these lines do it by hand.
            """,
        operands: [Operand("SHELL", .optional, help: "bash, zsh or fish.", completion: .values(shells))],
        options: [names],
        hidden: [
            NetworkOptions.offline, NetworkOptions.deadline, NetworkOptions.verbose, GlobalOptions.format,
            GlobalOptions.reveal,
        ],
        examples: [
            Example("source <(be-diagnose completion bash)", "For this bash; put it into ~/.bashrc to keep it."),
            Example(
                "be-diagnose completion zsh > ~/.zfunc/_be-diagnose", "For zsh, if ~/.zfunc is in your fpath."),
            Example("be-diagnose completion fish > ~/.config/fish/completions/be-diagnose.fish", "For fish."),
        ], exitNotes: ExitMeanings.of(0, 64, 73, 78, own: [0: "printed"]))

    private static let shells = Completions.Shell.allCases.map(\.rawValue)

    static let command = ToolCommand(definition) { (parsed, context) async throws(CommandError) -> Int32 in
        let text: String
        if let kind = parsed[names] {
            text = try listed(kind, parsed, context).map { $0 + "\n" }.joined()
        } else if let name = parsed.operands.first {
            guard let shell = Completions.Shell(rawValue: name) else {
                throw .unknown(
                    "no completion script for '\(name)'", name, among: shells, hints: ["shells: bash, zsh, fish"])
            }
            text = Completions.script(for: CommandTree(Commands.all.definition), shell: shell)
        } else {
            throw .usage("missing SHELL: bash, zsh or fish", remedy: "for example: be-diagnose completion bash")
        }
        return try context.answer(text: text)
    }

    private static func listed(
        _ kind: Kind, _ parsed: ParsedCommand, _ context: CommandContext
    ) throws(CommandError) -> [String] {
        switch kind {
        case .commands:
            return Commands.all.definition.subcommands.map(\.name) + HelpTopics.all.map(\.name)
        case .profiles: return try context.services(parsed).profiles.profiles.map(\.name)
        case .codes, .integrations, .playbooks:
            let playbooks = try context.playbooks().playbooks
            if kind == .codes { return playbooks.flatMap(\.codes).map(\.code).sorted() }
            return playbooks.filter { kind == .playbooks || $0.kind == .integration }.map(\.name)
        case .queries, .requests:
            let (_, calls) = try context.playbookStore(withCalls: true).checkedCalls()
            return kind == .queries ? calls.queries.map(\.value.name) : calls.requests.map(\.value.name)
        }
    }
}

/// `man`: the manual page.
enum ManCommand {
    private static let definition = Command(
        "man", summary: "Print the manual page.",
        description: "Prints the page's source for man. `make install` installs it.",
        hidden: GlobalOptions.unusedByTexts,
        examples: [
            Example("be-diagnose man | man -l -", "Read it."),
            Example("be-diagnose man > be-diagnose.1", "Save it, to install it by hand."),
        ], exitNotes: ExitMeanings.of(0, 64, 73, own: [0: "printed"]))

    static let command = ToolCommand(definition) { (_, context) async throws(CommandError) -> Int32 in
        try context.answer(
            text: ManualPage.text(
                for: CommandTree(Commands.all.definition), date: VersionText.date ?? "",
                version: "be-diagnose \(ToolVersion.current)"))
    }
}
