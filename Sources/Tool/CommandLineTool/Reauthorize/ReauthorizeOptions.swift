internal import Arguments
internal import Model
internal import Reauthorization
internal import Services

/// The options of `reauthorize`.
enum ReauthorizeOptions {
    static let from = Option(
        "from", placeholder: "FILE", help: "Businesses from FILE: one per line, or a column of a CSV.",
        repetition: .each, parse: Parsers.file)
    static let fromLogs = Option(
        "from-logs", placeholder: "FILE",
        help: "Businesses with a 401 in a log export; `confirm` looks for new records.",
        repetition: .each, parse: Parsers.file)
    static let enterprise = Option(
        "enterprise", placeholder: "N", help: "The enterprise number that owns the integration group.")
    static let integration = Option(
        "integration", placeholder: "NAME", help: "Integration, if no group names it.",
        parse: Parsers.choice(["AthenaHealth", "Allscripts"]))
    static let practice = Option(
        "practice", placeholder: "ID", help: "The athenahealth practice, if no mapping names it.")
    static let credentials = Option(
        "credentials", placeholder: "FILE",
        help: "New Allscripts credentials, as `message --to` writes them (mode 0600).",
        details: "They are checked, written to the group first, and never shown.", parse: Parsers.file)
    static let to = Option(
        "to", placeholder: "FILE", help: "Save the plan in FILE (mode 0600); `apply` takes it.", parse: Parsers.file)
    static let refresh = Option(
        "refresh", placeholder: "PLAN",
        help: "Re-read the states of PLAN; credential checks less than a day old are kept.", parse: Parsers.file)
    static let retryLogin = Flag(
        "retry-login", help: "Retry an Allscripts login that failed before.",
        details: "Accounts lock after a few wrong passwords. Find out why it failed first.")
    static let yes = Option(
        "yes", placeholder: "N", help: "Agree to N changes, for scripts; N is the plan's count.",
        parse: Parsers.integer(in: 0...1_000_000))
    static let concurrency = Option(
        "concurrency", placeholder: "N", help: "How many businesses to write in parallel.", defaultText: "4",
        parse: Parsers.integer(in: 1...64))
    static let dryRun = Flag(
        "dry-run", help: "Show the writes without sending them; credentials are still checked.")
    static let dashboardDone = Flag(
        "dashboard-done", help: "The new credentials are already in the group (entered on the dashboard).")
    static let run = Option(
        "run", placeholder: "RUN", help: "The run's number. Default: the newest.",
        parse: Parsers.integer(in: 1...1_000_000_000))
    static let head = Option(
        "head", placeholder: "DIGEST",
        help: "The journal checksum that a receipt names; it must still be in the journal.")

    /// What a printed command repeats of this command line.
    static func repeated(_ parsed: ParsedCommand, _ network: Network?) -> RepeatedOptions {
        RepeatedOptions(
            profile: network?.profile.name, environment: network?.environment,
            profilesFile: parsed[NetworkOptions.profiles], playbookFolders: parsed.all(GlobalOptions.playbooks))
    }

    /// The same for `plan`, with its businesses and what they depend on.
    static func planned(_ parsed: ParsedCommand, _ network: Network) -> RepeatedOptions {
        var again = repeated(parsed, network)
        again.planSource =
            parsed.operands + parsed.all(from).flatMap { ["--from", $0] }
            + parsed.all(fromLogs).flatMap { ["--from-logs", $0] }
        let given = [
            (enterprise, "--enterprise"), (integration, "--integration"), (practice, "--practice"),
            (credentials, "--credentials"),
        ]
        again.planOptions = given.flatMap { option, name in parsed[option].map { [name, $0] } ?? [] }
        return again
    }
}
