internal import Arguments
internal import Configuration
internal import Glibc
internal import LogAnalysis
internal import Model
internal import Reporting
internal import Support

/// The options of `explain`, and what they come to.
enum ExplainOptions {
    static let business = Option("business", placeholder: "N", help: "Only records of this business number.")
    static let integration = Option(
        "integration", placeholder: "NAME", help: "Only records of this integration, such as AthenaHealth.")
    static let since = Option(
        "since", placeholder: "TIME", help: "From this time on: RFC 3339, a date, or an age (7d, 36h).")
    static let until = Option("until", placeholder: "TIME", help: "Before this time.")
    static let timezone = Option(
        "timezone", placeholder: "ZONE", help: "The zone of times that have none: UTC, +05:30, America/New_York.")
    static let field = Option(
        "field", placeholder: "NAME=PATH", help: "Where records keep a field.",
        details: "NAME is reason, business, integration, time, status, contact or an evidence field.",
        repetition: .each, parse: Parsers.keyValue)
    static let contact = Option(
        "contact", placeholder: "VALUE", help: "Only records of one contact: an id, a mail address or a phone number.",
        details: "Compared with every value of a record, and never printed; `-` asks for it without echo.")
    static let tags = Flag("tags", help: "List the campaign tags seen, with counts.")
    static let each = Flag(
        "each", help: "Say what was found record by record, instead of the report.",
        details: "With --format json as one JSON object a line; gaps go to stderr.")
    static let top = Option(
        "top", placeholder: "N", help: "List at most N values and businesses a finding; counts stay whole.",
        parse: Parsers.positiveInteger)

    static let all: [any CommandOption] =
        [business, integration, since, until, timezone, field] + ConfigurationOptions.all + [contact, tags, each, top]

    /// Everything that the options say, checked.
    struct Resolved {
        var knowledge: Knowledge
        var options: AnalysisOptions
        /// What is wrong with the configurations; nil where none was given.
        var configurationFindings: Task<[Finding], Never>?
    }

    static func resolve(_ parsed: ParsedCommand, _ playbooks: PlaybookSet) throws(CommandError) -> Resolved {
        var options = AnalysisOptions()
        options.business = try parsed[business].map(businessNumber)
        if let name = parsed[integration] { options.integration = try integrationName(name, playbooks) }
        options.clock = try parsed[timezone].map(clock)
        (options.window.since, options.window.until) = try window(parsed, options.clock)
        options.top = parsed[top]
        options.contact = try parsed[contact].map(ContactOption.match)
        options.countsTags = parsed.isSet(tags)
        let given = try ConfigurationOptions.resolve(parsed, playbooks, integration: options.integration)
        options.configuration = given.configuration
        options.planned = given.planned
        options.comparedWith = ConfigurationOptions.names(parsed)
        var pinned: [String: [String]] = [:]
        for pair in parsed.all(field) { pinned[pair.name, default: []].append(pair.value) }
        let knowledge = Knowledge(playbooks, pinned: pinned)
        try checkFields(parsed, knowledge.fieldNames)
        return Resolved(knowledge: knowledge, options: options, configurationFindings: given.findings)
    }

    /// Campaign tags that were asked for and that no alias can find, a sentence each.
    static func unnamedTags(_ parsed: ParsedCommand, _ playbooks: PlaybookSet) -> [String] {
        guard parsed.isSet(tags) else { return [] }
        let named = Set(parsed.all(field).map(\.name))
        return playbooks.playbooks.flatMap(\.evidenceFields)
            .filter { $0.campaignTag && $0.aliases.isEmpty && !named.contains($0.name) }
            .map {
                "campaign tag \($0.label): its field in the logs is not documented; --field \($0.name)=PATH names it"
            }
    }

    private static func businessNumber(_ text: String) throws(CommandError) -> String {
        guard text.utf8.count <= 32, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
            throw .usage("--business \(text): a business number is digits only, 15 in every known case")
        }
        return text
    }

    private static func integrationName(_ text: String, _ playbooks: PlaybookSet) throws(CommandError) -> String {
        let known = playbooks.playbooks.filter { $0.kind == .integration }
        if let found = playbooks.playbook(named: text), found.kind == .integration { return found.name }
        if let found = known.first(where: { $0.identity.map { String($0.sourceID) } == text }) { return found.name }
        let names = known.map(\.name).joined(separator: ", ")
        throw .usage("--integration \(text): no playbook of that name", remedy: "one of \(names)")
    }

    private static func clock(_ text: String) throws(CommandError) -> LocalClock {
        guard let clock = LocalClock(text) else {
            throw .usage(
                "--timezone \(text): no such zone",
                remedy: "UTC, an offset such as +05:30, or a name such as America/New_York (Debian: package tzdata)")
        }
        return clock
    }

    /// Throws for a `--field` of a name that is not among these, and for one without a path.
    static func checkFields(_ parsed: ParsedCommand, _ names: [String]) throws(CommandError) {
        for pair in parsed.all(field) {
            guard names.contains(pair.name) else {
                let known = names.joined(separator: ", ")
                throw .usage("--field \(pair.name): no such field", remedy: "one of \(known)")
            }
            if pair.value.isEmpty { throw .usage("--field \(pair.name)=: the path is missing") }
        }
    }

    /// What `--since` and `--until` say, in milliseconds since 1970.
    static func window(_ parsed: ParsedCommand, _ zone: LocalClock?) throws(CommandError) -> (since: Int?, until: Int?)
    {
        let now = Timestamp.nowInMilliseconds
        func instant(_ option: Option<String>) throws(CommandError) -> Int? {
            guard let text = parsed[option] else { return nil }
            if let instant = TimeOption.instant(text, now: now, zone: zone) { return instant }
            throw .usage(
                "\(option.definition.longForm) \(text): not a time",
                remedy: "2026-11-20, 2026-11-20T06:00:00Z, or an age such as 7d or 36h")
        }
        let (from, to) = (try instant(since), try instant(until))
        if let from, let to, from >= to {
            throw .usage("--since is not before --until: no record can lie between them")
        }
        return (from, to)
    }
}

/// `--contact VALUE`: whose records are asked for.
enum ContactOption {
    /// `-` asks on the terminal, without echo, so that the value stands in no history and no list of processes.
    static func match(_ value: String) throws(CommandError) -> ContactMatch {
        let text = value == "-" ? try asked() : value
        guard let match = ContactMatch(text) else {
            throw .usage(
                "--contact: the value is blank or too long", remedy: "give an id, a mail address or a phone number")
        }
        return match
    }

    private static func asked() throws(CommandError) -> String {
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard terminal >= 0 else {
            throw .usage("--contact -: there is no terminal to ask on", remedy: "give the value itself")
        }
        defer { close(terminal) }
        var before = termios()
        tcgetattr(terminal, &before)
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        _ = Console.write("Contact (id, mail address or phone number; not shown): ", to: terminal)
        tcsetattr(terminal, TCSAFLUSH, &silent)
        defer {
            tcsetattr(terminal, TCSAFLUSH, &before)
            _ = Console.write("\n", to: terminal)
        }
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while line.count < 1024, read(terminal, &byte, 1) == 1, byte != UInt8(ascii: "\n") { line.append(byte) }
        return String(decoding: line, as: UTF8.self)
    }
}

/// `--config`, `--set` and `--with`: what the clients' configurations say, and what is planned for them.
enum ConfigurationOptions {
    static let config = Option(
        "config", placeholder: "FILE", help: "A client's configuration to compare with; may be given several times.",
        details: """
            The body or answer of a group or mapping call as it is, an array of them, or a pasted curl line. \
            `-` is standard input.
            """, repetition: .each, parse: Parsers.file)
    static let set = Option(
        "set", placeholder: "KEY=VALUE", help: "A property of the configuration, for every business.",
        details: """
            Overrides --config. KEY is a property's key or a label of the dashboard: --set appointmentstatus=3,4, \
            --set "Status=Inactive".
            """, repetition: .each, parse: Parsers.keyValue)

    static let with = Option(
        "with", placeholder: "FILE", help: "A planned configuration: whom it would let through and hold back.",
        details: """
            The changed bodies, in the forms that --config takes. What a body sets holds in place of what --config and --set \
            say of the same group or mapping, and everything else stays. The log is still compared with today's \
            configuration; what is wrong with the planned one is reported as well.
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
        let read = try read([config, with], parsed, playbooks)
        let (configuration, plan) = (read[0].configuration, read[1].configuration)
        let given = try settings(parsed, playbooks, integration)
        let settings = given.settings
        let notes = read[0].notes + given.notes
        let isGiven = configuration != ClientConfiguration() || !settings.isEmpty || !notes.isEmpty
        let isPlanned = !parsed.all(with).isEmpty
        guard isGiven || isPlanned else { return Resolved() }
        let planned = isPlanned ? PlannedConfiguration(plan, notes: read[1].notes) : nil
        var resolved = Resolved()
        if isGiven {
            resolved.configuration = ResolvedConfiguration(configuration, settings: settings, playbooks: playbooks)
        }
        if isPlanned {
            resolved.planned = ResolvedConfiguration(
                configuration, settings: settings, plan: plan, playbooks: playbooks)
        }
        resolved.findings = Task.detached {
            ConfigurationChecks.findings(
                configuration, settings: settings, notes: notes, plan: planned, playbooks: playbooks)
        }
        return resolved
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
        var result: [ReadConfiguration] = []
        for option in options {
            var all = ReadConfiguration()
            for path in parsed.all(option) {
                let name = option.definition.longForm
                do throws(CommandError) {
                    let read = reader.read(try CommandError.reading(path), file: path)
                    all.configuration.append(read.configuration)
                    all.notes += read.notes
                    faults += read.faults.map { "\(name): \($0)" }
                } catch {
                    faults += error.lines.map { "\(name): \($0)" }
                }
            }
            result.append(all)
        }
        if faults.isEmpty { return result }
        throw CommandError(
            ExitCode.unreadable, lines: faults,
            remedy: "give the body or the answer of a group or mapping call, or a curl line with its -d")
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
