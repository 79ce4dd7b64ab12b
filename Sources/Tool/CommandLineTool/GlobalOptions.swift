internal import Arguments
internal import Model
internal import Reporting
internal import Services

/// The options that every command takes.
enum GlobalOptions {
    static let section = "Global options"

    static let format = Option(
        "format", short: "f", placeholder: "FORMAT", help: "How to write the report.", section: section,
        defaultText: "text", parse: Parsers.choice(among: ReportFormat.ofAllCommands))
    static let output = Option(
        "output", short: "o", placeholder: "FILE", help: "Write the report to FILE (atomically).",
        section: section, parse: Parsers.file)
    static let color = Option(
        "color", placeholder: "WHEN", help: "Use color. NO_COLOR is respected.", section: section,
        defaultText: "auto", parse: Parsers.choice(["auto", "always", "never"]))
    static let playbooks = Option(
        "playbooks", placeholder: "DIR", help: "Add or replace playbooks with the YAML files in DIR.",
        section: section, repetition: .each, parse: Parsers.directory)
    static let reveal = Flag(
        "reveal", help: "Show identities that are hidden by default.",
        details: "Do not paste that output into a ticket.", section: section)
    static let full = Flag(
        "full", help: "Show everything: all steps, checks and texts for the client.", section: section)
    static let noPager = Flag(
        "no-pager", help: "Do not page long output ($PAGER, else less -FIRX) on a terminal.", section: section)
    static let quiet = Flag("quiet", short: "q", help: "No progress or notes.", section: section)
    static let version = Flag(
        "version", short: "V", help: "Show version, commit, build date, and the playbooks' dates.", section: section)

    static let all: [any CommandOption] =
        [format, output] + NetworkOptions.all + [playbooks, full, reveal, color, noPager, quiet, version]

    /// What a command that prints a fixed text has no use for.
    static let unusedByTexts: [any CommandOption] = NetworkOptions.all + [format, playbooks, full, reveal]
}

/// The options of commands that call a service; the others take them without a use for them.
enum NetworkOptions {
    private static let section = "Global options"

    static let profile = Option(
        "profile", placeholder: "NAME", help: "Work against this profile.",
        details: "production, preview and sandbox are built in; profiles.yaml defines others.", section: section,
        completion: .names("profiles"))
    static let profiles = Option(
        "profiles", placeholder: "FILE", help: "Read profiles from FILE.",
        details: "Otherwise $BE_DIAGNOSE_PROFILES, or ~/.config/be-diagnose/profiles.yaml.", section: section,
        parse: Parsers.file)
    static let offline = Flag(
        "offline", help: "Make no network calls; report what could not be checked.", section: section)
    static let deadline = Option(
        "deadline", placeholder: "SECONDS", help: "Stop all calls after SECONDS.", section: section,
        parse: Parsers.integer(in: 1...86_400))
    static let verbose = Flag(
        "verbose", short: "v", help: "Show each call on stderr: method, URL, status, time, request id.",
        section: section)

    static let all: [any CommandOption] = [profile, profiles, offline, deadline, verbose]

    /// What a command that calls nothing has no use for.
    static let unused: [any CommandOption] = all

    /// What the command line says about services. `saved` says which ones: the same command line, or a saved one with what
    /// is given now in it.
    static func choices(_ parsed: ParsedCommand, repeating saved: ParsedCommand) -> NetworkChoices {
        NetworkChoices(
            profilesFile: saved[profiles], profile: saved[profile], isOffline: saved.isSet(offline),
            deadline: parsed[deadline], isVerbose: parsed.isSet(verbose))
    }
}
