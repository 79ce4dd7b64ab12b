internal import Arguments
internal import Services

/// The options of commands that call a service; their definitions name them.
enum NetworkOptions {
    private static let section = "Network"

    static let profile = Option(
        "profile", placeholder: "NAME", help: "Work against this profile.",
        details: "production, preview and sandbox are built in; profiles.yaml defines others.", section: section,
        parse: Parsers.nonEmptyText)
    static let profiles = Option(
        "profiles", placeholder: "FILE", help: "Read profiles from FILE.",
        details: "Otherwise $BE_DIAGNOSE_PROFILES, or be-diagnose/profiles.yaml in the configuration folder.",
        section: section, parse: Parsers.file)
    static let offline = Flag("offline", help: "Call nobody; what cannot be looked at then is a gap.", section: section)
    static let deadline = Option(
        "deadline", placeholder: "SECONDS", help: "End all calls after this long.", section: section,
        parse: Parsers.integer(in: 1...86_400))
    static let verbose = Flag(
        "verbose", short: "v", help: "Show each call on stderr: method, URL, status, time, request id.",
        section: section)

    static let all: [any CommandOption] = [profile, profiles, offline, deadline, verbose]

    /// What the command line says about services.
    static func choices(_ parsed: ParsedCommand) -> NetworkChoices {
        NetworkChoices(
            profilesFile: parsed[profiles], profile: parsed[profile], isOffline: parsed.isSet(offline),
            deadline: parsed[deadline], isVerbose: parsed.isSet(verbose))
    }
}
