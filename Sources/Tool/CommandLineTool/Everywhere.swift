internal import Arguments
internal import Glibc
internal import Model
internal import Reporting

/// The options that every command takes, resolved.
struct Everywhere {
    static let format = Option(
        "format", placeholder: "FORMAT", help: "How to write the report.", section: "Everywhere",
        defaultText: "text", parse: Parsers.choice(of: ReportFormat.self))
    static let output = Option(
        "output", placeholder: "FILE", help: "Write the report to FILE, whole or not at all.", section: "Everywhere",
        parse: Parsers.file)
    static let color = Option(
        "color", placeholder: "WHEN", help: "Colours: auto, always or never; NO_COLOR is heeded.",
        section: "Everywhere", defaultText: "auto", parse: Parsers.choice(["auto", "always", "never"]))
    static let playbooks = Option(
        "playbooks", placeholder: "DIR", help: "Add or replace playbooks with the YAML files in DIR.",
        section: "Everywhere", repetition: .each, parse: Parsers.directory)
    static let reveal = Flag(
        "reveal", help: "Show identities that are hidden by default.",
        details: "The output may then not be pasted into a ticket.", section: "Everywhere")
    static let quiet = Flag("quiet", short: "q", help: "No progress and no notes on stderr.", section: "Everywhere")
    static let version = Flag("version", help: "Show the version.", section: "Everywhere")

    static let options: [any CommandOption] = [format, output, color, playbooks, reveal, quiet, version]

    let console: Console
    let reportFormat: ReportFormat
    let isQuiet: Bool
    private let path: String?
    private let colorChoice: String
    let playbookFolders: [String]

    init(_ parsed: ParsedCommand, _ console: Console) {
        self.console = console
        reportFormat = parsed[Self.format] ?? .text
        isQuiet = parsed.isSet(Self.quiet)
        path = parsed[Self.output]
        colorChoice = parsed[Self.color] ?? "auto"
        playbookFolders = parsed.all(Self.playbooks)
        if parsed.isSet(Self.reveal) {
            console.reveal()
            if !isQuiet { console.complain("--reveal: the output may show identities; do not paste it into a ticket") }
        }
    }

    /// Writes a report in the format asked for and answers the exit code.
    ///
    /// `head`: for a person, a text of the command's own that says what `result` holds, and stands before the report.
    func write(_ report: Report, headed head: @autoclosure () -> String = "") throws(CommandFault) -> Int32 {
        let safe = console.gate.report(report)
        let output = try openOutput()
        if reportFormat.isForPersons { output.write(console.gate.block(head())) }
        reportFormat.write(safe, style: style) { output.write($0) }
        try output.finish()
        return report.outcome.exitCode
    }

    /// Columns that a text for a person may take.
    var width: Int { style.width }

    /// Writes a report-like text of a command that has no report.
    func write(text: String) throws(CommandFault) {
        try OutputFile.write(text, to: path ?? "-")
    }

    /// Throws where `--output` would replace a file that is also read.
    func refuseOutput(over inputs: [String]) throws(CommandFault) {
        var output = stat()
        guard let path, path != "-", stat(path, &output) == 0, output.st_mode & S_IFMT == S_IFREG else { return }
        for name in inputs {
            var input = stat()
            let isRead = name == "-" ? fstat(STDIN_FILENO, &input) == 0 : stat(name, &input) == 0
            guard isRead, input.st_dev == output.st_dev, input.st_ino == output.st_ino else { continue }
            throw CommandFault(
                ExitCode.usage, "--output \(path): that file is also read, and would be replaced by the report",
                remedy: "choose another --output")
        }
    }

    /// Where the output goes, for a command that writes it piece by piece.
    func openOutput() throws(CommandFault) -> OutputFile { try OutputFile.open(path) }

    /// Whether a person reads the answers as they come.
    var isConversation: Bool { reportFormat == .text && (path == nil || path == "-") && console.isOutTerminal }

    /// How text for the output is laid out now; a window's width may change.
    var style: TextStyle {
        let toTerminal = path == nil || path == "-"
        return TextStyle(
            width: toTerminal ? min(100, max(40, console.width)) : 80,
            color: toTerminal && console.usesColor(colorChoice))
    }
}
