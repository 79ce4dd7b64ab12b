internal import Arguments
internal import Glibc
internal import LogAnalysis
internal import Model
internal import Reporting
internal import Support

/// The options of `explain`, and what they come to.
enum ExplainOptions {
    static let business = Option(
        "business", short: "b", placeholder: "N", help: "Only records of this business number (15 digits).",
        repetition: .each)
    static let integration = Option(
        "integration", placeholder: "NAME", help: "Only records of this integration, such as AthenaHealth.",
        completion: .names("integrations"))
    static let since = Option(
        "since", placeholder: "TIME", help: "From this time on: 2026-11-20, 2026-11-20T06:00:00Z, or an age (7d, 36h).")
    static let until = Option("until", placeholder: "TIME", help: "Before this time.")
    static let timezone = Option(
        "timezone", placeholder: "ZONE", help: "Time zone for timestamps without one: UTC, +05:30, America/New_York.")
    static let field = Option(
        "field", placeholder: "NAME=PATH", help: "Where records have a field.",
        details:
            "NAME is reason, business, integration, time, status, contact, or an evidence field such as appointmentStatus: a wrong name lists them all. PATH has dots, as in labels.why.",
        repetition: .each, parse: Parsers.keyValue)
    static let contact = Option(
        "contact", placeholder: "VALUE", help: "Only records of one contact: an ID, email address or phone number.",
        details: "Compared with every value of a record and never printed; `-` asks for it without echo.")
    static let tags = Flag("tags", help: "List the campaign tags seen, with counts.")
    static let each = Flag(
        "each", help: "One line per record instead of the report.",
        details:
            "Where the record is, its time and business, and what was found. With --format json: one JSON object per line. Gaps go to stderr."
    )
    static let skipOK = Flag("skip-ok", help: "With --each: leave out records in which nothing was found.")
    static let top = Option(
        "top", placeholder: "N", help: "Show at most N values and businesses per finding; counts stay complete.",
        parse: Parsers.positiveInteger)

    static let all: [any CommandOption] =
        [business, integration, since, until, timezone, field] + ConfigurationOptions.all + [
            contact, tags, each, skipOK, top, LiveOptions.live, LiveOptions.yes,
        ]

    /// Everything that the options say, checked.
    struct Resolved {
        var knowledge: Knowledge
        var options: AnalysisOptions
        /// What is wrong with the configurations; nil where none was given.
        var configurationFindings: Task<[Finding], Never>?
    }

    static func resolve(
        _ parsed: ParsedCommand, _ playbooks: PlaybookSet, paths: [String: [String]] = [:]
    ) throws(CommandError) -> Resolved {
        var options = AnalysisOptions()
        options.businesses = try businesses(parsed)
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
        for (name, paths) in paths { pinned[name, default: []] += paths }
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

    /// What to say of a business number of another length than all known ones.
    static func oddBusiness(_ parsed: ParsedCommand) -> String? {
        guard let number = parsed[business], number.utf8.count != 15 else { return nil }
        return "--business \(number) has \(Numbers.plural(number.utf8.count, "digit")); a business number has 15"
    }

    /// The numbers of `--business`, each once.
    static func businesses(_ parsed: ParsedCommand) throws(CommandError) -> [String] {
        var numbers: [String] = []
        for text in parsed.all(business) {
            let number = try businessNumber(text)
            if !numbers.contains(number) { numbers.append(number) }
        }
        return numbers
    }

    private static func businessNumber(_ text: String) throws(CommandError) -> String {
        guard text.utf8.count <= 32, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
            throw .usage(
                "--business \(text): not a business number",
                remedy: "a business number has 15 digits, such as 169990000000101")
        }
        return text
    }

    private static func integrationName(_ text: String, _ playbooks: PlaybookSet) throws(CommandError) -> String {
        let known = playbooks.playbooks.filter { $0.kind == .integration }
        if let found = playbooks.playbook(named: text), found.kind == .integration { return found.name }
        if let found = known.first(where: { $0.identity.map { String($0.sourceID) } == text }) { return found.name }
        let names = known.map(\.name)
        if let only = NearestWord.completed(text, among: names) { return only }
        throw .unknown(
            "--integration \(text): no such integration", text, among: names,
            hints: ["known: \(names.joined(separator: ", "))"])
    }

    static func clock(_ text: String) throws(CommandError) -> LocalClock {
        guard let clock = LocalClock(text) else {
            throw .usage(
                "--timezone \(text): no such time zone",
                remedy: "for example UTC, +05:30 or America/New_York (names need Debian's package tzdata)")
        }
        return clock
    }

    /// Throws for a `--field` of a name that is not among these, and for one without a path.
    static func checkFields(_ parsed: ParsedCommand, _ names: [String]) throws(CommandError) {
        for pair in parsed.all(field) {
            guard names.contains(pair.name) else {
                throw .unknown(
                    "--field \(pair.name): no such field", pair.name, among: names,
                    hints: ["known: \(names.joined(separator: ", "))"])
            }
            if pair.value.isEmpty {
                throw .usage(
                    "--field \(pair.name)=: missing path",
                    remedy: "for example: --field \(pair.name)=labels.\(pair.name)")
            }
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
                remedy: "for example 2026-11-20, 2026-11-20T06:00:00Z, or an age such as 7d or 36h")
        }
        let (from, to) = (try instant(since), try instant(until))
        if let from, let to, from >= to {
            throw .usage("--since must be earlier than --until")
        }
        return (from, to)
    }
}

/// `--contact VALUE`: whose records are asked for.
enum ContactOption {
    /// `-` asks on the terminal, without echo, so that the value is in no history and no list of processes.
    static func match(_ value: String) throws(CommandError) -> ContactMatch {
        let text = value == "-" ? try asked() : value
        guard let match = ContactMatch(text) else {
            throw .usage(
                "--contact: the value is blank or too long", remedy: "give an ID, email address or phone number")
        }
        return match
    }

    private static func asked() throws(CommandError) -> String {
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard terminal >= 0 else {
            throw .usage("--contact -: no terminal to ask on", remedy: "give the value itself")
        }
        defer { close(terminal) }
        var before = termios()
        tcgetattr(terminal, &before)
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        _ = Console.write("Contact (ID, email address or phone number; not shown): ", to: terminal)
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
