internal import Arguments
internal import Lookup
internal import Model
internal import Reporting
internal import Services

/// `departments`: names to ids, and ids the other way.
enum DepartmentsCommand {
    private static let names = Option(
        "names", placeholder: "FILE",
        help: "Take the names from FILE (- is stdin): one per line, or a column of a CSV.",
        parse: Parsers.file)
    private static let column = Option(
        "column", placeholder: "NAME", help: "The column of a CSV, by heading or number.",
        defaultText: "the one called name or department")
    private static let ids = Flag(
        "ids", help: "Check IDs instead of names: do they exist, and are they still called that?",
        details: "Separate several with commas; 12=NAME also says what 12 should be called.")
    private static let csv = Option(
        "csv", placeholder: "FILE", help: "Write asked, id, name, how as CSV; - is stdout, instead of the report.",
        parse: Parsers.file)

    private static let definition = Command(
        "departments", summary: "Look up the department IDs of an athenahealth practice.",
        description: """
            A name is compared with the internal and the public name: exactly, then ignoring case, accents, punctuation, \
            spacing and common abbreviations. Similar names are suggested, never chosen. Departments that are hidden in \
            the portal are searched if no other has the name. Without NAME, all are listed.
            """,
        operands: [
            Operand("PRACTICE", help: "The practice's ID."), Operand("NAME", .any, help: "Names of departments."),
        ], options: [names, column, ids, csv],
        examples: [
            Example("be-diagnose departments 10021", "All departments, hidden ones too."),
            Example("be-diagnose departments 10021 'St Marys Peds' 'Riverbend Main'", "The IDs of two."),
            Example("be-diagnose departments 10021 --names list.csv --csv ids.csv", "Hundreds, as a table and as CSV."),
            Example("be-diagnose departments 10021 --ids 12,15", "Do the IDs of a mapping still exist?"),
        ], exitNotes: ExitMeanings.of(0, 1, 2, 64, 65, 73, 77, 78, 130))

    static let command = ToolCommand(definition) { (parsed, context) async throws(CommandError) -> Int32 in
        let playbooks = try context.playbooks()
        let network = try context.services(parsed)
        let question = try question(parsed, context)
        let waiting = WaitingNote("Asking athenahealth", context.console)
        defer { waiting.end() }
        var practice = PracticeOperand(parsed.operands.first ?? "", playbooks)
        var rows: [DepartmentRow] = []
        var notes = practice.notes
        if practice.id != nil {
            let words = network.words(playbooks)
            let access = try AthenahealthAccess(network, network.profile)
            practice = await practice.checked(access, words, playbooks)
            notes = practice.notes
            if let id = practice.id {
                let lookup = DepartmentLookup(access: access, words: words, playbooks: playbooks)
                let found = await lookup.run(question, of: id)
                rows = found.rows
                notes.add(found.notes)
            }
        }
        return try write(rows, notes, practice.id, parsed, context)
    }

    private static func question(_ parsed: ParsedCommand, _ context: CommandContext) throws(CommandError)
        -> DepartmentQuestion
    {
        var asked = Array(parsed.operands.dropFirst())
        if let file = parsed[names] {
            context.announceInput([file], "the names")
            asked += try NamesFile.read(file, column: parsed[column], wantsIDs: parsed.isSet(ids))
        }
        if parsed[column] != nil, parsed[names] == nil {
            throw .usage(
                "--column needs --names FILE",
                remedy: "for example: be-diagnose departments 10021 --names list.csv --column 2")
        }
        guard parsed.isSet(ids) else { return asked.isEmpty && parsed[names] == nil ? .all : .names(asked) }
        // A mapping's value holds several, with commas; a name behind `=` may hold commas itself.
        let separate = asked.flatMap { text in
            text.contains("=") ? [text] : text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        if separate.isEmpty {
            throw .usage("--ids: missing IDs", remedy: "for example: be-diagnose departments 10021 --ids 12,15")
        }
        return .ids(separate)
    }

    private static func write(
        _ rows: [DepartmentRow], _ notes: LookupNotes, _ practice: VendorID?, _ parsed: ParsedCommand,
        _ context: CommandContext
    ) throws(CommandError) -> Int32 {
        let report = Report(
            command: "departments", headline: DepartmentView.headline(rows, notes, practice: practice),
            result: DepartmentView.result(rows, practice: practice), view: DepartmentView.blocks(rows, notes),
            viewTellsFindings: true, coverage: Coverage(gaps: notes.gaps),
            findings: notes.findings)
        if let file = parsed[csv] {
            let text = DepartmentView.csv(rows, context.console.gate)
            if file == "-" {
                try context.console.out(text)
                for gap in notes.gaps where !context.isQuiet { context.console.warn(gap.detail) }
                return report.outcome.exitCode
            }
            try OutputFile.write(text, to: file)
            context.wrote(file)
        }
        return try context.answer(report)
    }
}
