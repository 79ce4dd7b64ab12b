internal import Arguments
internal import Model
internal import Requests

/// `request`: a documented call, checked and printed as a line that runs; or somebody else's line, checked.
enum RequestCommand {
    static let list = Flag("list", help: "List the documented calls.")
    static let check = Option(
        "check", placeholder: "FILE", help: "Check a curl line or a body that someone else wrote; - is stdin.",
        parse: Parsers.file)
    static let environment = Option(
        "environment", placeholder: "NAME", help: "Which of the service's addresses: production or preview.",
        defaultText: "production", parse: Parsers.nonEmptyText)
    static let baseURL = Option(
        "base-url", placeholder: "URL", help: "Another base URL than the documented one.", parse: Parsers.nonEmptyText)

    private static let definition = Command(
        "request", summary: "Print a documented call as a curl line that runs, or check one.",
        description: """
            Checks the values and prints the call on stdout; nothing is sent. A secret is given as where it stands, \
            file:PATH or env:NAME, and is read when the line runs. Without values it says what the call needs.
            """,
        operands: [
            Operand("NAME", .optional, help: "The call, as --list names it."),
            Operand("KEY=VALUE", .any, help: "Its values."),
        ],
        options: [list, check, environment, baseURL],
        examples: [
            Example("be-diagnose request read-group businessNumber=169990000000101", "A line to paste."),
            Example("be-diagnose request athenahealth-create-department-mapping", "What it needs, with an example."),
            Example("be-diagnose request --check line.txt", "What is wrong in a line from an article or a chat."),
        ],
        exitNotes: [
            ExitNote(0, "printed, or nothing wrong in what was checked"), ExitNote(1, "--check found something wrong"),
            ExitNote(64, "the name or a value is wrong, or missing"), ExitNote(65, "FILE cannot be read"),
        ])

    static let command = ToolCommand(definition) { (parsed, context) async throws(CommandError) -> Int32 in
        let (playbooks, calls) = try context.playbookStore(withCalls: true).checkedCalls()
        let catalogue = RequestCatalogue(calls, playbooks.playbooks)
        if let file = parsed[check] {
            if !parsed.operands.isEmpty {
                throw CommandError(ExitCode.usage, "--check takes no name and no values beside the file")
            }
            return try RequestCheckCommand.run(file, catalogue, context)
        }
        guard let name = parsed.operands.first, !parsed.isSet(list) else {
            return try context.answer(
                "request", text: CallText.list(catalogue.requests),
                result: .object([PlainMember("requests", .list(catalogue.requests.map(CallValue.summary)))]))
        }
        let given = try KeyValues.read(parsed.operands.dropFirst())
        let owned = try KeyValues.orFault("request", name) { () throws(RequestFault) in
            try catalogue.request(named: name)
        }
        let needs = owned.value.parameters.contains { !$0.isOptional && $0.type != .secret }
        if given.isEmpty, needs {
            return try context.answer(
                "request", text: CallText.needs(owned, catalogue),
                result: .object([PlainMember("request", CallValue.needs(owned, catalogue))]))
        }
        let example = CallText.example("request", name, owned.value.parameters)
        let prepared = try KeyValues.orFault("request", name, example: example) { () throws(RequestFault) in
            try catalogue.prepare(name, given, environment: parsed[environment], baseURL: parsed[baseURL])
        }
        return try context.answer(
            "request", line: prepared.curl, notes: prepared.notes + ["Answer: \(owned.value.answer)"],
            result: CallValue.prepared(prepared, owned.value))
    }
}
