internal import Arguments
internal import Glibc
internal import Model
internal import Reporting
internal import Services
internal import Support

/// What a command works with: the console, the global options as they were given, playbooks, services, and the one way
/// to answer.
struct CommandContext: Sendable {
    let console: Console
    let reportFormat: ReportFormat
    let isQuiet: Bool
    /// Whether everything is said.
    let isFull: Bool
    private let mayPage: Bool
    private let path: String?
    private let colorChoice: String
    private let playbookFolders: [String]

    init(_ parsed: ParsedCommand, _ console: Console) {
        self.console = console
        reportFormat = parsed[GlobalOptions.format] ?? .text
        isQuiet = parsed.isSet(GlobalOptions.quiet)
        isFull = parsed.isSet(GlobalOptions.full)
        mayPage = !parsed.isSet(GlobalOptions.noPager)
        path = parsed[GlobalOptions.output]
        colorChoice = parsed[GlobalOptions.color] ?? "auto"
        playbookFolders = parsed.all(GlobalOptions.playbooks)
        if isQuiet { console.silenceProgress() }
        if parsed.isSet(GlobalOptions.reveal) {
            console.reveal()
            if !isQuiet { console.warn("--reveal: the output may show identities; do not paste it into a ticket") }
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
                "--output \(path): that file is also read; the report would replace it",
                remedy: "choose another name for --output")
        }
    }

    /// Where the output goes, for a command that writes it piece by piece.
    func openOutput() throws(CommandError) -> OutputFile { try OutputFile.open(path) }

    /// Whether a person reads the answers as they come.
    var isConversation: Bool { reportFormat == .text && (path == nil || path == "-") && console.isOutTerminal }

    /// How text for the output is laid out now; a window's width may change.
    var style: TextStyle {
        let toTerminal = path == nil || path == "-"
        return TextStyle(
            width: toTerminal ? min(200, max(40, console.width)) : 80,
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
    func services(_ parsed: ParsedCommand, repeating saved: ParsedCommand? = nil) throws(CommandError) -> Network {
        try Network(NetworkOptions.choices(parsed, repeating: saved ?? parsed), console)
    }

    /// Writes a report in the format asked for and returns its exit code.
    func answer(_ report: Report) throws(CommandError) -> Int32 {
        let safe = console.gate.report(report)
        if isConversation, page(reportFormat.write(safe, style: style)) { return report.outcome.exitCode }
        let output = try openOutput()
        reportFormat.write(safe, style: style) { output.write($0) }
        try finish(output)
        return report.outcome.exitCode
    }

    /// Puts an output in its place, and says so.
    func finish(_ output: OutputFile) throws(CommandError) {
        try output.finish()
        if let path, output.isFile { wrote(path) }
    }

    /// Says that a file was written.
    func wrote(_ path: String, _ what: String = "") {
        if !isQuiet { console.say("Wrote \(path)\(what)") }
    }

    /// Says that a command waits for its input at a terminal, where one of its inputs is `-`.
    func announceInput(_ names: [String], _ what: String) {
        guard names.contains("-"), isatty(STDIN_FILENO) == 1, !isQuiet else { return }
        console.say("Paste \(what), then press Ctrl-D.")
    }

    /// Shows a text that is longer than the window in a pager; false where none is wanted or there is none.
    private func page(_ text: String) -> Bool {
        guard mayPage, let height = console.height, text.utf8.count(where: { $0 == 0x0A }) >= height else {
            return false
        }
        return Pager.show(text)
    }

    /// Writes a fixed text.
    func answer(text: String) throws(CommandError) -> Int32 {
        if isConversation, page(console.gate.block(text)) { return 0 }
        let output = try openOutput()
        output.write(console.gate.block(text))
        try finish(output)
        return 0
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

    /// Answers with a first line and what is below it for a person, or with the same as a report's `result`; `isProblem` is
    /// exit code 1.
    func answer(
        _ command: String, headline: @autoclosure () -> String, view: @autoclosure () -> [ViewBlock],
        result: @autoclosure () -> PlainValue, isProblem: Bool = false
    ) throws(CommandError) -> Int32 {
        let isJSON = reportFormat == .json
        return try answer(
            Report(
                command: command, headline: isJSON ? nil : headline(), result: isJSON ? result() : .object([]),
                view: isJSON ? [] : view(), viewTellsFindings: true, resultIsProblem: isProblem))
    }

    /// Writes one line that will be pasted, and notes on stderr, or all of it as a report.
    func answer(
        _ command: String, line: String, title: String, notes: [String], result: @autoclosure () -> PlainValue
    ) throws(CommandError) -> Int32 {
        // A line that the gate had to change would not do what was asked for.
        guard console.gate.line(line) == line else {
            throw .usage(
                "a value has characters that cannot be printed as they are",
                remedy: "remove control characters and the like")
        }
        guard reportFormat.isForPersons else {
            return try answer(
                command, headline: title, view: [.lines([line]), .items(notes.map { "- \($0)" })], result: result())
        }
        if !isQuiet { for note in notes { console.note(note) } }
        return try answer(text: "\(line)\n")
    }
}
