internal import Arguments

/// Pages of help about what concerns several commands.
enum HelpTopics {
    static let all = [environment, exitCodes, verdicts]

    private static let environment = HelpTopic(
        "environment", summary: "Environment variables and files",
        paragraphs: ["Options win over environment variables, and those over the files in your configuration folder."],
        rows: [
            ("BE_DIAGNOSE_PROFILES", "The profiles file, unless --profiles names one."),
            ("BE_DIAGNOSE_PLAYBOOKS", "A folder with playbooks that add to the built-in ones or replace them."),
            (
                "XDG_CONFIG_HOME",
                "Where be-diagnose/profiles.yaml and be-diagnose/playbooks/ are. Without it: ~/.config."
            ),
            (
                "XDG_STATE_HOME",
                "Where be-diagnose/ keeps the journal of reauthorize. Without it: ~/.local/state."
            ),
            ("HTTPS_PROXY, NO_PROXY", "The proxy for all calls, and the hosts that are called directly."),
            ("NO_COLOR", "Set to anything: no color. --color always wins over it."),
            ("TERM", "dumb: no color."),
            ("PAGER", "The pager for output that is longer than the window. Empty: none. Without it: less -FIRX."),
            ("COLUMNS", "The width of text that goes into a pipe or file. Without it: 80."),
            ("LANG, LC_ALL", "A locale without UTF-8: text is shown in plain characters."),
        ])

    private static let exitCodes = HelpTopic(
        "exit-codes", summary: "Exit codes",
        paragraphs: [
            "They are the same in every --format. From 64 on, no report could be made.",
            "A service that does not answer, or refuses a credential, is part of the report: 2 or 1.",
        ],
        rows: ExitMeanings.all.map { (String($0.code), $0.meaning) })

    private static let verdicts = HelpTopic(
        "verdicts", summary: "Verdicts: how sure a finding is",
        paragraphs: ["Every finding says how sure it is. JSON has the word in `verdict`."],
        rows: [
            ("confirmed", "Two sources agree, or the system that has the last word said so."),
            ("likely", "One side only, such as the log without the configuration."),
            (
                "undecided (JSON: undetermined)",
                "It cannot be decided yet. The finding names what would decide it. Exit code 2."
            ),
            ("ruledOut", "Looked for in everything that could be read, and not there."),
            ("broken", "The check itself failed. Exit code 2."),
        ])
}
