/// The help of a command, as text for a terminal.
public enum HelpPage {
    /// The help at a width, ending in a newline.
    ///
    /// No line is longer than the width (at least 20), counted in characters, except where an example's command has a
    /// single word that is.
    public static func text(for scope: CommandScope, length: HelpLength = .full, width: Int = 80) -> String {
        let width = min(max(20, width), 10_000)
        let command = scope.command
        var blocks = [TextWrapping.lines(command.summary, width: width), usage(scope, width: width)]
        if length == .full {
            blocks += TextWrapping.paragraphs(command.description).map { TextWrapping.lines($0, width: width) }
        }
        blocks.append(table("Arguments", command.operands.filter { !$0.help.isEmpty }.map(row), width: width))
        blocks.append(
            table("Commands", command.subcommands.map { .init(term: $0.name, text: $0.summary) }, width: width))
        blocks += OptionSections(scope).sections.map { section in
            table(section.heading, section.options.map { row($0, length: length) }, width: width)
        }
        blocks.append(examples(command.examples, width: width))
        if length == .full {
            let codes = scope.exitNotes.map { HelpTable.Row(term: String($0.code), text: $0.meaning) }
            blocks.append(table("Exit codes", codes, width: width))
        }
        blocks.append(TextWrapping.lines(pointer(scope, length: length), width: width))
        return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private static func usage(_ scope: CommandScope, width: Int) -> [String] {
        let lines = TextWrapping.lines(scope.usage, width: width - 7)
        return lines.enumerated().map { ($0.offset == 0 ? "Usage: " : "       ") + $0.element }
    }

    private static func table(_ heading: String, _ rows: [HelpTable.Row], width: Int) -> [String] {
        rows.isEmpty ? [] : TextWrapping.lines(heading + ":", width: width) + HelpTable(rows: rows).lines(width: width)
    }

    private static func row(_ operand: Operand) -> HelpTable.Row {
        .init(term: operand.placeholder, text: operand.help)
    }

    private static func row(_ option: OptionDefinition, length: HelpLength) -> HelpTable.Row {
        let names = (option.shortForm.map { $0 + ", " } ?? "    ") + option.longForm
        let text = ([option.help] + option.notes).joined(separator: " ")
        let more = length == .full ? TextWrapping.paragraphs(option.details) : []
        return .init(term: names + (option.placeholder.map { " " + $0 } ?? ""), text: text, paragraphs: more)
    }

    private static func examples(_ examples: [Example], width: Int) -> [String] {
        examples.isEmpty
            ? []
            : ["Examples:"]
                + examples.flatMap { example in
                    TextWrapping.commandLines(example.command, width: width - 2).map { "  " + $0 }
                        + TextWrapping.lines(example.meaning, width: width - 6).map { "      " + $0 }
                }
    }

    /// Where there is more to read.
    private static func pointer(_ scope: CommandScope, length: HelpLength) -> String {
        if !scope.command.subcommands.isEmpty { return "More on a command: \(scope.invocation) COMMAND --help" }
        return length == .short ? "More: \(scope.helpInvocation)" : ""
    }
}
