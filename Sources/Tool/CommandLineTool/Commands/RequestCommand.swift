internal import Arguments
internal import Glibc
internal import Model
internal import Reporting
internal import Requests
internal import Support

/// `request`: a documented call, checked and printed as a line that runs; or somebody else's line, checked.
enum RequestCommand {
    static let list = Flag("list", help: "List the documented calls.")
    static let check = Option(
        "check", placeholder: "FILE", help: "Check a curl line or a body that someone else wrote; - is stdin.",
        parse: Parsers.file)
    static let environment = Option(
        "environment", placeholder: "NAME", help: "Which of the service's addresses: production or preview.",
        defaultText: "production")
    static let baseURL = Option("base-url", placeholder: "URL", help: "Another base URL than the documented one.")

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
                throw .usage("--check takes no name and no values beside the file")
            }
            return try RequestCheckCommand.run(file, catalogue, context)
        }
        guard let name = parsed.operands.first, !parsed.isSet(list) else {
            return try context.answer(
                "request", text: CallText.list(catalogue.requests),
                result: ["requests": .list(catalogue.requests.map(CallValue.summary))])
        }
        let given = try KeyValues.read(parsed.operands.dropFirst())
        let owned = try KeyValues.orFault("request", name) { () throws(RequestError) in
            try catalogue.request(named: name)
        }
        let needs = owned.value.parameters.contains { !$0.isOptional && $0.type != .secret }
        if given.isEmpty, needs {
            return try context.answer(
                "request", text: CallText.needs(owned, catalogue),
                result: ["request": CallValue.needs(owned, catalogue)])
        }
        let example = CallText.example("request", name, owned.value.parameters)
        let prepared = try KeyValues.orFault("request", name, example: example) { () throws(RequestError) in
            try catalogue.prepare(name, given, environment: parsed[environment], baseURL: parsed[baseURL])
        }
        return try context.answer(
            "request", line: prepared.curl, notes: prepared.notes + ["Answer: \(owned.value.answer)"],
            result: CallValue.prepared(prepared, owned.value))
    }
}

/// `request --check`: what is wrong in a curl line or a body that someone else wrote.
enum RequestCheckCommand {
    /// A larger file is an export or a log, and no request.
    private static let largest = 262_144

    static func run(
        _ file: String, _ catalogue: RequestCatalogue, _ context: CommandContext
    ) throws(CommandError) -> Int32 {
        let name = file == "-" ? "standard input" : file
        let text = try text(of: file, called: name)
        let count = RequestChecker.count(in: text)
        if count > RequestChecker.mostCalls {
            throw CommandError(
                ExitCode.unreadable, "\(name): \(count) curl lines are too many at once",
                remedy: "at most \(RequestChecker.mostCalls) a file")
        }
        guard let checked = RequestChecker(catalogue).check(text) else {
            throw CommandError(
                ExitCode.unreadable, "\(name): neither a curl line nor a JSON body",
                remedy: "the line from ‘curl’ on, or the body from its ‘{’ on")
        }
        // A secret in the file must not come out again, in whatever form.
        context.console.learn(checked.secretTexts)
        return try context.answer(
            "request", text: CheckValue.text(name, checked), result: CheckValue.result(name, checked),
            isProblem: checked.isWrong)
    }

    private static func text(of file: String, called name: String) throws(CommandError) -> String {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try Files.read(file)
        } catch {
            throw CommandError(
                ExitCode.unreadable, "\(name): cannot be read: \(error.systemText)",
                remedy: "name a file that you may read, or - for standard input")
        }
        if bytes.count > largest {
            throw CommandError(
                ExitCode.unreadable, "\(name): \(bytes.count) bytes are too many for a request",
                remedy: "cut the curl line or the body out of it")
        }
        if bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) {
            throw CommandError(ExitCode.unreadable, "\(name): empty", remedy: "put the curl line or the body into it")
        }
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandError(ExitCode.unreadable, "\(name): no text in UTF-8", remedy: "save it as UTF-8 text")
        }
        return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    }
}

/// `KEY=VALUE` operands, and what is said about wrong ones.
enum KeyValues {
    static func read(_ operands: some Sequence<String>) throws(CommandError) -> [GivenValue] {
        var given: [GivenValue] = []
        for operand in operands {
            guard let pair = try? Parsers.keyValue.parse(operand) else {
                // The text may be a secret whose name was forgotten.
                throw .usage(
                    "a value is given as KEY=VALUE; one of those here has no ‘=’",
                    remedy: "such as businessNumber=169990000000101")
            }
            given.append(GivenValue(name: pair.name, value: pair.value))
        }
        return given
    }

    /// Runs what can refuse values, and says so as a command does.
    static func orFault<Value>(
        _ command: String, _ name: String, example: String? = nil, _ body: () throws(RequestError) -> Value
    ) throws(CommandError) -> Value {
        do throws(RequestError) {
            return try body()
        } catch {
            throw fault(error, command, name, example)
        }
    }

    private static func fault(
        _ fault: RequestError, _ command: String, _ name: String, _ example: String?
    ) -> CommandError {
        switch fault {
        case .unknownName(let nearest):
            .usage(
                "\(name): no such \(command)" + (nearest.map { "; did you mean \($0)?" } ?? ""),
                remedy: "be-diagnose \(command) --list shows them all")
        case .values(let faults):
            CommandError(
                ExitCode.usage, lines: ["\(command) \(name)"] + faults.map { "  \($0.description)" },
                remedy: example.map { "for example: \($0)" })
        case .address(let what, let remedy): .usage(what, remedy: remedy)
        case .template(let name, let why):
            CommandError(
                ExitCode.configuration, "the playbook's request \(name) cannot be used: \(why)",
                remedy: "mend the playbook; be-diagnose playbook lint checks it again")
        }
    }
}
