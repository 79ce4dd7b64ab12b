internal import Arguments
internal import Glibc
internal import Model
internal import Reporting
internal import Services
internal import Support

/// The options that every command takes.
enum GlobalOptions {
    static let format = Option(
        "format", placeholder: "FORMAT", help: "How to write the report.", section: "Everywhere",
        defaultText: "text", parse: Parsers.choice(of: ReportFormat.self))
    static let output = Option(
        "output", placeholder: "FILE", help: "Write the report to FILE, whole or not at all.",
        section: "Everywhere", parse: Parsers.file)
    static let color = Option(
        "color", placeholder: "WHEN", help: "Colours: auto, always or never; NO_COLOR is heeded.",
        section: "Everywhere", defaultText: "auto", parse: Parsers.choice(["auto", "always", "never"]))
    static let playbooks = Option(
        "playbooks", placeholder: "DIR", help: "Add or replace playbooks with the YAML files in DIR.",
        section: "Everywhere", repetition: .each, parse: Parsers.directory)
    static let reveal = Flag(
        "reveal", help: "Show identities that are hidden by default.",
        details: "The output may then not be pasted into a ticket.", section: "Everywhere")
    static let full = Flag(
        "full", help: "Everything that is known: all steps, checks and texts for the client.", section: "Everywhere")
    static let quiet = Flag("quiet", short: "q", help: "No progress and no notes on stderr.", section: "Everywhere")
    static let version = Flag("version", help: "Show the version.", section: "Everywhere")

    static let all: [any CommandOption] = [format, output, color, playbooks, reveal, full, quiet, version]
}

/// What a command works with: the console, the global options as they were given, playbooks, services, and the one way
/// to answer.
struct CommandContext: Sendable {
    let console: Console
    let reportFormat: ReportFormat
    let isQuiet: Bool
    /// Whether everything is said.
    let isFull: Bool
    private let path: String?
    private let colorChoice: String
    private let playbookFolders: [String]

    init(_ parsed: ParsedCommand, _ console: Console) {
        self.console = console
        reportFormat = parsed[GlobalOptions.format] ?? .text
        isQuiet = parsed.isSet(GlobalOptions.quiet)
        isFull = parsed.isSet(GlobalOptions.full)
        path = parsed[GlobalOptions.output]
        colorChoice = parsed[GlobalOptions.color] ?? "auto"
        playbookFolders = parsed.all(GlobalOptions.playbooks)
        if isQuiet { console.silenceProgress() }
        if parsed.isSet(GlobalOptions.reveal) {
            console.reveal()
            if !isQuiet { console.complain("--reveal: the output may show identities; do not paste it into a ticket") }
        }
    }

    /// Whether a list is complete, however long it is: on request, and in a receipt for a ticket.
    var listsAll: Bool { isFull || reportFormat == .markdown }

    /// Columns that a text for a person may take.
    var width: Int { style.width }

    /// Throws where `--output` would replace a file that is also read.
    func refuseOutput(over inputs: [String]) throws(CommandError) {
        var output = stat()
        guard let path, path != "-", stat(path, &output) == 0, output.st_mode & S_IFMT == S_IFREG else { return }
        for name in inputs {
            var input = stat()
            let isRead = name == "-" ? fstat(STDIN_FILENO, &input) == 0 : stat(name, &input) == 0
            guard isRead, input.st_dev == output.st_dev, input.st_ino == output.st_ino else { continue }
            throw .usage(
                "--output \(path): that file is also read, and would be replaced by the report",
                remedy: "choose another --output")
        }
    }

    /// Says on stderr that a file was written, and who may read it where that matters.
    func tellWrote(_ file: String, _ how: String = "") {
        if !isQuiet, file != "-" { console.tell("Wrote \(file)\(how.isEmpty ? "" : " (\(how))")") }
    }

    /// Where the output goes, for a command that writes it piece by piece.
    func openOutput() throws(CommandError) -> OutputFile { try OutputFile.open(path) }

    /// Whether a person reads the answers as they come.
    var isConversation: Bool { reportFormat == .text && (path == nil || path == "-") && console.isOutTerminal }

    /// How text for the output is laid out now; a window's width may change.
    var style: TextStyle {
        let toTerminal = path == nil || path == "-"
        return TextStyle(
            width: toTerminal ? min(100, max(40, console.width)) : 80,
            color: toTerminal && console.usesColor(colorChoice), isPlain: !Environment.isUTF8,
            isFull: isFull)
    }

    /// The playbooks in force with what is wrong with them, for a command that tells about faults; requests and queries
    /// `withCalls` only.
    func playbookStore(withCalls: Bool = false, network: Bool = true) throws(CommandError) -> PlaybookStore {
        try PlaybookStore(folders: playbookFolders, withCalls: withCalls, network: network)
    }

    /// The playbooks in force; a command that calls no service says `network: false`.
    func playbooks(network: Bool = true) throws(CommandError) -> PlaybookSet {
        try playbookStore(network: network).checked()
    }

    /// The services of the profile that the command line chooses; nothing is read or called before it is asked for.
    func services(_ parsed: ParsedCommand) throws(CommandError) -> Network {
        try Network(NetworkOptions.choices(parsed), console)
    }

    /// Writes a report in the format asked for and returns its exit code.
    ///
    /// `preamble`: for a person, a text of the command's own that says what `result` holds, before the report.
    func answer(_ report: Report, preamble: @autoclosure () -> String = "") throws(CommandError) -> Int32 {
        let safe = console.gate.report(report)
        let output = try openOutput()
        if reportFormat.isForPersons { output.write(console.gate.block(preamble())) }
        reportFormat.write(safe, style: style) { output.write($0) }
        try output.finish()
        if let path { tellWrote(path) }
        return report.outcome.exitCode
    }

    /// Writes a report where the output is something else: on stdout if that goes to a file, else on stderr.
    func writeBeside(_ report: Report) throws(CommandError) {
        let safe = console.gate.report(report)
        let isFree = path != nil && path != "-"
        if isFree {
            let output = try OutputFile.open(nil)
            reportFormat.write(safe, style: style) { output.write($0) }
            try output.finish()
        } else {
            reportFormat.write(safe, style: style) { _ = Console.write($0, to: STDERR_FILENO) }
        }
    }

    /// Writes a text for a person, or the same as the `result` of a report; `isProblem` is exit code 1.
    func answer(
        _ command: String, text: @autoclosure () -> String, result: @autoclosure () -> PlainValue,
        isProblem: Bool = false
    ) throws(CommandError) -> Int32 {
        guard reportFormat.isForPersons else {
            return try answer(
                Report(
                    command: command, result: result(), coverage: Coverage(), findings: [], resultIsProblem: isProblem))
        }
        try OutputFile.write(console.gate.block(text()), to: path ?? "-")
        return isProblem ? 1 : 0
    }

    /// Writes one line that will be pasted, and notes beside it on stderr, or all of it as a report's `result`.
    func answer(
        _ command: String, line: String, notes: [String], result: @autoclosure () -> PlainValue
    ) throws(CommandError) -> Int32 {
        // A line that the gate had to change would not do what was asked for.
        guard console.gate.line(line) == line else {
            throw .usage(
                "a value holds characters that cannot be printed as they are",
                remedy: "leave out control characters and the like")
        }
        if reportFormat.isForPersons, !isQuiet { for note in notes { console.note(note) } }
        return try answer(command, text: "\(line)\n", result: result())
    }
}

/// The options of commands that call a service; their definitions name them.
enum NetworkOptions {
    private static let section = "Network"

    static let profile = Option(
        "profile", placeholder: "NAME", help: "Work against this profile.",
        details: "production, preview and sandbox are built in; profiles.yaml defines others.", section: section)
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
