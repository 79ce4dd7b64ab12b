internal import Arguments
internal import Configuration
internal import Model

/// `--config` and `--set`: what the clients' configurations say.
enum ConfigurationOptions {
    static let config = Option(
        "config", placeholder: "FILE", help: "A client's configuration to compare with; may be given several times.",
        details: """
            The body or answer of a group or mapping call as it is, an array of them, or a pasted curl line. \
            `-` is standard input.
            """, repetition: .each, parse: Parsers.file)
    static let set = Option(
        "set", placeholder: "KEY=VALUE", help: "A property of the configuration, for every business.",
        details: "Beats --config; for example --set appointmentstatus=3,4.", repetition: .each, parse: Parsers.keyValue)

    static let all: [any CommandOption] = [config, set]

    /// What was given, and what is wrong with it.
    struct Resolved {
        var configuration: ResolvedConfiguration?
        /// Found while the log is read.
        var findings: Task<[Finding], Never>
    }

    /// All faults of all files are named, and any of them ends the run (design.md D19).
    static func resolve(_ parsed: ParsedCommand, _ playbooks: PlaybookSet) throws(CommandError) -> Resolved {
        var configuration = ClientConfiguration()
        var notes: [ConfigurationNote] = []
        var faults: [String] = []
        let reader = ConfigurationReader(playbooks: playbooks)
        for path in parsed.all(config) {
            do throws(CommandError) {
                let read = reader.read(try CommandError.reading(path), file: path)
                configuration.append(read.configuration)
                notes += read.notes
                faults += read.faults.map(\.description)
            } catch {
                faults += error.lines
            }
        }
        guard faults.isEmpty else {
            throw CommandError(
                ExitCode.unreadable, lines: faults.map { "--config: \($0)" },
                remedy: "give the body or the answer of a group or mapping call, or a curl line with its -d")
        }
        let settings = try settings(parsed, playbooks)
        if configuration == ClientConfiguration() && settings.isEmpty && notes.isEmpty {
            return Resolved(configuration: nil, findings: Task { [] })
        }
        let findings = Task.detached { [configuration, notes] in
            ConfigurationChecks.findings(configuration, settings: settings, notes: notes, playbooks: playbooks)
        }
        return Resolved(
            configuration: ResolvedConfiguration(configuration, settings: settings, playbooks: playbooks),
            findings: findings)
    }

    private static func settings(_ parsed: ParsedCommand, _ playbooks: PlaybookSet) throws(CommandError) -> [Setting] {
        var settings: [Setting] = []
        for (position, pair) in parsed.all(set).enumerated() {
            do throws(ConfigurationFault) {
                settings.append(
                    try SettingOption.read(
                        key: pair.name, value: pair.value, position: position + 1, playbooks: playbooks))
            } catch {
                throw CommandError(ExitCode.usage, error.description)
            }
        }
        return settings
    }
}
