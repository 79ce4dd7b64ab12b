internal import Arguments
internal import Configuration
internal import Model
internal import Support

/// `--config`, `--set` and `--with`: what the clients' configurations say, and what is planned for them.
enum ConfigurationOptions {
    static let config = Option(
        "config", short: "c", placeholder: "FILE", help: "A client's configuration to compare with.",
        details: """
            The body or answer of a group or mapping call, an array of them, or a pasted curl line; be-diagnose \
            request read-group prints the call. `-` is standard input.
            """, repetition: .each, parse: Parsers.file)
    static let set = Option(
        "set", placeholder: "KEY=VALUE",
        help: "A property of the configuration, for every business. Overrides --config.",
        details: """
            KEY is a property's key or its label on the dashboard: --set appointmentstatus=3,4, --set \
            "Status=Inactive".
            """, repetition: .each, parse: Parsers.keyValue)

    static let with = Option(
        "with", placeholder: "FILE", help: "A planned configuration: who would be let through and who held back.",
        details: """
            The changed bodies, in the forms that --config takes. What they set replaces what --config and --set say \
            about the same group or mapping; everything else stays. The log is still compared with today's \
            configuration. What is wrong with the planned one is reported too.
            """, repetition: .each, parse: Parsers.file)

    static let all: [any CommandOption] = [config, set, with]

    /// What was given, and what is wrong with it.
    struct Resolved {
        var configuration: ResolvedConfiguration?
        /// What would hold if the plan were in force.
        var planned: ResolvedConfiguration?
        /// Found while the log is read.
        var findings: Task<[Finding], Never>?
    }

    static func resolve(
        _ parsed: ParsedCommand, _ playbooks: PlaybookSet, integration: String?
    ) throws(CommandError) -> Resolved {
        let given = try given(parsed, playbooks, integration: integration)
        let (configuration, settings, notes, planned) = (
            given.configuration, given.settings, given.notes, given.planned
        )
        let isGiven = configuration != ClientConfiguration() || !settings.isEmpty || !notes.isEmpty
        guard isGiven || planned != nil else { return Resolved() }
        var resolved = Resolved()
        if isGiven {
            resolved.configuration = ResolvedConfiguration(configuration, settings: settings, playbooks: playbooks)
        }
        if let planned {
            resolved.planned = ResolvedConfiguration(
                configuration, settings: settings, plan: planned.configuration, playbooks: playbooks)
        }
        resolved.findings = Task.detached {
            ConfigurationChecks.findings(
                configuration, settings: settings, notes: notes, plan: planned, playbooks: playbooks)
        }
        return resolved
    }

    /// What the options hold, as it was read.
    struct Given {
        var configuration = ClientConfiguration()
        var settings: [Setting] = []
        var notes: [ConfigurationNote] = []
        var planned: PlannedConfiguration?
    }

    static func given(
        _ parsed: ParsedCommand, _ playbooks: PlaybookSet, integration: String?
    ) throws(CommandError) -> Given {
        let read = try read([config, with], parsed, playbooks)
        let settings = try settings(parsed, playbooks, integration)
        let isPlanned = !parsed.all(with).isEmpty
        return Given(
            configuration: read[0].configuration, settings: settings.settings, notes: read[0].notes + settings.notes,
            planned: isPlanned ? PlannedConfiguration(read[1].configuration, notes: read[1].notes) : nil)
    }

    /// What contacts are compared with, as a report names it.
    static func names(_ parsed: ParsedCommand) -> [String] {
        let files = parsed.all(config).map { $0.split(separator: "/").last.map(String.init) ?? $0 }
        return files + (parsed.all(set).isEmpty ? [] : ["--set"])
    }

    /// What the files of each option hold. All faults of all files are named, and any of them ends the run (rules.md D19).
    private static func read(
        _ options: [Option<String>], _ parsed: ParsedCommand, _ playbooks: PlaybookSet
    ) throws(CommandError) -> [ReadConfiguration] {
        let reader = ConfigurationReader(playbooks: playbooks)
        var faults: [String] = []
        var logs: [String] = []
        var result: [ReadConfiguration] = []
        for option in options {
            var all = ReadConfiguration()
            for path in parsed.all(option) {
                let name = option.definition.longForm
                do throws(CommandError) {
                    let bytes = try CommandError.reading(path)
                    let read = reader.read(bytes, file: path)
                    all.configuration.append(read.configuration)
                    all.notes += read.notes
                    if read.faults.contains(where: \.isLog) {
                        logs.append(path)
                        let count = bytes.withUnsafeBytes { (try? JSONReading.documents(in: $0))?.count } ?? 1
                        let records = count > 1 ? " (\(count) records)" : ""
                        faults.append("\(name) \(path): this is a log export\(records), not a configuration")
                    } else {
                        faults += distinct(read.faults).map { "\(name): \($0)" }
                    }
                } catch {
                    faults += error.lines.map { "\(name): \($0)" }
                }
            }
            result.append(all)
        }
        if faults.isEmpty { return result }
        var hints = logs.map { "give it without an option: be-diagnose explain \(ShellText.word($0))" }
        if logs.count < faults.count {
            hints.append("give the body or answer of a group or mapping call, or a curl line with its -d")
        }
        throw CommandError(ExitCode.unreadable, lines: faults, hints: hints)
    }

    /// Each kind of fault once, at its first place, with how often it occurs.
    private static func distinct(_ faults: [ConfigurationError]) -> [String] {
        var order: [String] = []
        for fault in faults where !order.contains(fault.text) { order.append(fault.text) }
        return order.compactMap { text in
            let same = faults.filter { $0.text == text }
            return same.first.map { same.count == 1 ? $0.description : "\($0) (\(same.count) times, here first)" }
        }
    }

    private static func settings(
        _ parsed: ParsedCommand, _ playbooks: PlaybookSet, _ integration: String?
    ) throws(CommandError) -> ReadSetting {
        var all = ReadSetting()
        for (position, pair) in parsed.all(set).enumerated() {
            do throws(ConfigurationError) {
                let read = try SettingOption.settings(
                    key: pair.name, value: pair.value, position: position + 1, integration: integration,
                    playbooks: playbooks)
                all.settings += read.settings
                all.notes += read.notes
            } catch {
                throw .usage(error.description)
            }
        }
        return all
    }
}
