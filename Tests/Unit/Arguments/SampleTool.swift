@testable import Arguments

/// A tool of no particular trade, with every kind of option and operand.
enum SampleTool {
    enum Color: String, CaseIterable, Sendable { case auto, always, never }

    static let profile = Option(
        "profile", short: "p", placeholder: "NAME", help: "Work against this profile.", parse: Parsers.nonEmptyText)
    static let format = Option(
        "format", short: "f", placeholder: "FORMAT", help: "Write the result in this format.", defaultText: "text",
        parse: Parsers.choice(["text", "json", "markdown", "html"]))
    static let color = Option(
        "color", placeholder: "WHEN", help: "Use colors: [auto] means on a terminal.", repetition: .lastWins,
        parse: Parsers.choice(of: Color.self))
    static let quiet = Flag("quiet", short: "q", help: "Say less; don't show progress.")
    static let verbose = Flag("verbose", short: "v", help: "Say more.")

    static let top = Option(
        "top", short: "t", placeholder: "N", help: "Show the first N groups.",
        details: "Counts are never changed by this.\n\nThe rest is only hidden.", section: "Output",
        parse: Parsers.positiveInteger)
    static let set = Option(
        "set", short: "s", placeholder: "KEY=VALUE", help: "Compare with this setting.", repetition: .each,
        parse: Parsers.keyValue)
    static let fields = Option(
        "fields", placeholder: "A,B", help: "Read these fields.", parse: Parsers.list(of: Parsers.nonEmptyText))
    static let each = Flag("each", short: "e", help: "One result for each record.", section: "Output")
    static let ids = Flag("ids", help: "Names to ids, the other way round.")
    static let run = Option("run", placeholder: "ID", help: "The run to look at.", parse: Parsers.text)
    static let names = Option("names", placeholder: "FILE", help: "Read names from a file.", parse: Parsers.file)

    static let topic = HelpTopic(
        "colors", summary: "What colors mean", paragraphs: ["Only on a terminal."],
        rows: [("red", "Wrong."), ("blue", "A note.")])

    static let tree = CommandTree(
        Command(
            "sample-tool", summary: "Look at things and say what is wrong",
            description: "The first paragraph, which is long enough that it has to be broken into several lines.\n\n"
                + ".A second one that begins with a full stop and has a back\\slash, it's \"quoted\".",
            options: [profile, format, color, quiet, verbose],
            exitNotes: [ExitNote(0, "Nothing is wrong."), ExitNote(64, "The command line was not understood.")],
            topics: [topic],
            subcommands: [
                Command(
                    "explain", summary: "Explain lines of a log",
                    operands: [Operand("FILE", .any, help: "What to read.", completion: .files)],
                    options: [top, set, fields, each],
                    examples: [
                        Example(
                            "sample-tool explain --top 5 --set 'name=a value' --fields first,second export.ndjson.gz",
                            "Explains an export.")
                    ]
                ).grouped(under: "Look"),
                Command(
                    "rooms", summary: "Names to ids",
                    operands: [Operand("HOUSE"), Operand("NAME", .any)], options: [ids, names]
                ).grouped(under: "Change"),
                Command("compare", summary: "Compare two runs", operands: [Operand("A"), Operand("B")]),
                Command(
                    "repair", summary: "Repair in steps", options: [run],
                    subcommands: [
                        Command("plan", summary: "Say what would be done"),
                        Command("apply", summary: "Do it: carefully", operands: [Operand("PLAN", .oneOrMore)]),
                    ]),
                Command(
                    "codes", summary: "Explain a code",
                    operands: [Operand("CODE", .optional, completion: .names("codes"))], hidden: [profile]
                ).grouped(under: "Look"),
            ]))

    /// Parses a command line that must be understood.
    static func parse(_ arguments: String...) throws -> ParsedCommand { try tree.parse(arguments) }

    /// The fault of a command line that must not be understood.
    static func fault(_ arguments: [String]) -> ArgumentError? {
        do throws(ArgumentError) {
            _ = try tree.parse(arguments)
            return nil
        } catch {
            return error
        }
    }
}
