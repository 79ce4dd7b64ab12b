internal import Support

/// The help of a command, as text for a terminal.
public enum HelpPage {
    /// The help at a width, ending in a newline.
    ///
    /// No line is longer than the width (at least 20), counted in characters, except where an example's command has a
    /// single word that is.
    public static func text(for scope: CommandScope, length: HelpLength = .full, width: Int = 80) -> String {
        let width = min(max(20, width), 10_000)
        let command = scope.command
        var blocks = [HelpText.lines(command.summary, width: width), usage(scope, width: width)]
        let isOverview = length == .short && !command.subcommands.isEmpty
        blocks.append(
            isOverview
                ? HelpTable(rows: command.examples.map { .init(term: $0.command, text: $0.meaning) }).lines(
                    width: width)
                : examples(command.examples, width: width))
        if length == .full {
            blocks += HelpText.paragraphs(command.description).map { HelpText.lines($0, width: width) }
        }
        let operands = command.operands.filter { !$0.help.isEmpty }
        blocks.append(table("Arguments", operands.map { .init(term: $0.placeholder, text: $0.help) }, width: width))
        let groups = commands(command.subcommands, width: width)
        blocks += isOverview ? [groups.flatMap(\.self)] : groups
        let sections = OptionSections(scope).sections
        blocks += (length == .full ? sections : OptionSections.own(of: sections, in: scope)).map { section in
            table(section.heading, section.options.map { row($0, length: length) }, width: width)
        }
        if length == .full {
            let codes = scope.exitNotes.map { HelpTable.Row(term: String($0.code), text: $0.meaning) }
            blocks.append(table("Exit codes", codes, width: width))
        }
        blocks.append(HelpText.lines(pointer(scope, length: length), width: width))
        return page(blocks)
    }

    /// A topic's page at a width, ending in a newline.
    public static func text(of topic: HelpTopic, width: Int = 80) -> String {
        let width = min(max(20, width), 10_000)
        let rows = topic.rows.map { HelpTable.Row(term: $0.term, text: $0.text) }
        return page(
            [HelpText.lines(topic.summary, width: width)]
                + topic.paragraphs.map { HelpText.lines($0, width: width) }
                + [HelpTable(rows: rows).lines(width: width)])
    }

    /// A page with its headings in bold, for a terminal.
    public static func emphasized(_ page: String) -> String {
        page.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if line.first == " " { return String(line) }
            if line.hasSuffix(":") { return bold(line) }
            return line.hasPrefix(usageHeading) ? bold(usageHeading) + line.dropFirst(usageHeading.count) : String(line)
        }.joined(separator: "\n")
    }

    private static let usageHeading = "Usage:"

    private static func bold(_ text: some StringProtocol) -> String { "\u{1B}[1m\(text)\u{1B}[0m" }

    private static func page(_ blocks: [[String]]) -> String {
        blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    /// The subcommands under their headings, their summaries in one column.
    private static func commands(_ commands: [Command], width: Int) -> [[String]] {
        var headings: [String] = []
        for command in commands where !headings.contains(command.group) { headings.append(command.group) }
        let widest = commands.map(\.name.count).max() ?? 0
        return headings.map { heading in
            let rows = commands.filter { $0.group == heading }.map {
                HelpTable.Row(term: $0.name, text: $0.summary)
            }
            return table(heading, rows, width: width, widest: widest)
        }
    }

    private static func usage(_ scope: CommandScope, width: Int) -> [String] {
        let lines = HelpText.lines(scope.usage, width: width - 7)
        return lines.enumerated().map { ($0.offset == 0 ? usageHeading + " " : "       ") + $0.element }
    }

    private static func table(
        _ heading: String, _ rows: [HelpTable.Row], width: Int, widest: Int = 0
    ) -> [String] {
        guard !rows.isEmpty else { return [] }
        return HelpText.lines(heading + ":", width: width)
            + HelpTable(rows: rows, atLeast: widest).lines(width: width)
    }

    private static func row(_ option: OptionDefinition, length: HelpLength) -> HelpTable.Row {
        let names = (option.shortForm.map { $0 + ", " } ?? "    ") + option.longForm
        let text = ([option.help] + option.notes).joined(separator: " ")
        let more = length == .full ? HelpText.paragraphs(option.details) : []
        return .init(term: names + (option.placeholder.map { " " + $0 } ?? ""), text: text, paragraphs: more)
    }

    private static func examples(_ examples: [Example], width: Int) -> [String] {
        let lines = examples.flatMap { example in
            HelpText.commandLines(example.command, width: width - 2).map { "  " + $0 }
                + HelpText.lines(example.meaning, width: width - 6).map { "      " + $0 }
        }
        return lines.isEmpty ? [] : ["Examples:"] + lines
    }

    /// Where there is more to read.
    private static func pointer(_ scope: CommandScope, length: HelpLength) -> String {
        if !scope.command.subcommands.isEmpty {
            let topics = scope.command.topics.map(\.name).joined(separator: ", ")
            return "One command: \(scope.invocation) COMMAND --help."
                + (topics.isEmpty ? "" : " Topics: \(scope.invocation) help \(topics).")
                + (length == .short ? " All options: \(scope.helpInvocation)" : "")
        }
        return length == .short ? "All options, details and exit codes: \(scope.helpInvocation)" : ""
    }
}

/// Rows of a term and its explanation, in two columns.
struct HelpTable {
    /// A term, the line that explains it, and paragraphs that follow.
    struct Row {
        let term: String
        let text: String
        var paragraphs: [String] = []
    }

    let rows: [Row]
    /// Room for terms of this length, so that several tables have one column.
    var atLeast = 0

    /// The lines at a width; a term that is too long for its column has lines of its own.
    func lines(width: Int) -> [String] {
        let indent = 2
        let widest = max(atLeast, rows.map(\.term.count).max() ?? 0)
        let column = min(indent + widest + 2, max(8, width * 2 / 5))
        let margin = String(repeating: " ", count: column)
        return rows.flatMap { row -> [String] in
            let parts = [row.text] + row.paragraphs
            var texts = parts.flatMap { HelpText.lines($0, width: width - column) }
            var terms = HelpText.lines(row.term, width: width - indent).map { "  " + $0 }
            // Wrapping drops the blanks that align `--name` with `-n, --name`.
            if terms.count <= 1 { terms = ["  " + row.term] }
            if let only = terms.first, terms.count == 1, only.count + 2 <= column, !texts.isEmpty {
                terms = [only.padded(to: column) + texts.removeFirst()]
            }
            return terms + texts.map { margin + $0 }
        }
    }
}

/// Finds a request for help before anything else is judged, so that a half-written line can still be asked about.
///
/// That is safe because a value in an argument of its own never begins with `-`.
enum HelpRequest {
    static func find(in arguments: [String], root: CommandScope) throws(ArgumentError) -> ParsedCommand? {
        let options = arguments.prefix { $0 != "--" }
        let isFull = options.contains("--help")
        guard isFull || options.contains("-h") else { return nil }
        return ParsedCommand(scope: try command(in: options, root: root), helpRequested: isFull ? .full : .short)
    }

    /// The command that the words choose, passing over options, values and, once there is no choice left, operands.
    private static func command(
        in arguments: ArraySlice<String>, root: CommandScope
    ) throws(ArgumentError) -> CommandScope {
        var scope = root
        var rest = arguments
        while let argument = rest.popFirst(), !scope.command.subcommands.isEmpty {
            if argument.utf8.first == UInt8(ascii: "-") && argument != "-" {
                let option = scope.options.first { $0.forms.contains(argument) }
                if option?.takesValue == true && rest.first?.utf8.first != UInt8(ascii: "-") { _ = rest.popFirst() }
            } else {
                guard let child = scope.child(named: argument) else { throw .unknownCommand(argument, in: scope) }
                scope = child
            }
        }
        return scope
    }
}

/// A page of help about what concerns several commands.
public struct HelpTopic: Sendable {
    /// The name as it is typed.
    public let name: String
    /// What it is about, in one line.
    public let summary: String
    let paragraphs: [String]
    let rows: [(term: String, text: String)]

    /// Defines a topic: running text, then terms with their meanings.
    public init(
        _ name: String, summary: String, paragraphs: [String] = [], rows: [(term: String, text: String)] = []
    ) {
        self.name = name
        self.summary = summary
        self.paragraphs = paragraphs
        self.rows = rows
    }
}

/// How much help was asked for.
public enum HelpLength: Sendable, Equatable {
    /// `-h`: usage, examples, commands, and the command's own options.
    case short
    /// `--help`: descriptions, global options and exit codes as well.
    case full
}

/// Breaks the texts of definitions into lines of a width.
enum HelpText {
    /// The lines of one paragraph; a word that is longer than the width is cut.
    static func lines(_ paragraph: String, width: Int) -> [String] {
        paragraph.allSatisfy(\.isWhitespace) ? [] : Wrapping.lines(paragraph, first: width, rest: width)
    }

    /// The paragraphs of a text, which blank lines separate.
    static func paragraphs(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .split { $0.allSatisfy(\.isWhitespace) }
            .map { $0.joined(separator: " ") }
    }

    /// The lines of a shell command, broken only where ` \` leaves it pasteable: at spaces outside quotes.
    ///
    /// A word that is longer than the width stays whole, because a cut one would not run.
    static func commandLines(_ command: String, width: Int) -> [String] {
        guard command.count > width else { return [command] }
        var lines: [String] = []
        var line = ""
        for word in shellWords(command) {
            if !line.isEmpty && line.count + 1 + word.count > width - 2 {
                lines.append(line + " \\")
                line = "  " + word
            } else {
                line += line.isEmpty ? word : " " + word
            }
        }
        return lines + [line]
    }

    private static func shellWords(_ command: String) -> [String] {
        var words = [""]
        var quote: Character?
        var escaped = false
        for character in command {
            if character == " " && quote == nil && !escaped {
                words.append("")
                continue
            }
            words[words.count - 1].append(character)
            if escaped {
                escaped = false
            } else if character == "\\" && quote != "'" {
                escaped = true
            } else if quote == nil && (character == "'" || character == "\"") {
                quote = character
            } else if character == quote {
                quote = nil
            }
        }
        return words
    }
}
