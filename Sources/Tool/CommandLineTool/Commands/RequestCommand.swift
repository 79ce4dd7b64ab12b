internal import Arguments
internal import Glibc
internal import Model
internal import Reporting
internal import Requests
internal import Support

/// `request`: a documented call, checked and printed as a line that runs; or someone else's line, checked.
enum RequestCommand {
    static let list = Flag("list", help: "List the documented calls.")
    static let check = Option(
        "check", placeholder: "FILE", help: "Check a curl line or a body that someone else wrote; - is stdin.",
        parse: Parsers.file)
    static let environment = Option(
        "environment", placeholder: "NAME", help: "The service's address: production or preview.",
        details: "Nothing is called, so no profile is needed; commands that call take --profile instead.",
        defaultText: "production")
    static let baseURL = Option("base-url", placeholder: "URL", help: "Another base URL than the documented one.")

    private static let definition = Command(
        "request", summary: "Print a documented call as a curl line, or check one.",
        description: """
            Checks the values and prints the call; nothing is sent. Secrets are given by reference, file:PATH or \
            env:NAME, and read when the line runs. Without values it says what the call needs.
            """,
        operands: [
            Operand("NAME", .optional, help: "The call; --list shows all.", completion: .names("requests")),
            Operand("KEY=VALUE", .any, help: "Its values."),
        ],
        options: [list, check, environment, baseURL], hidden: NetworkOptions.all,
        examples: [
            Example("be-diagnose request read-group businessNumber=169990000000101", "A line to paste."),
            Example("be-diagnose request athenahealth-create-department-mapping", "What it needs, with an example."),
            Example("be-diagnose request --check line.txt", "What is wrong in a line from an article or a chat."),
        ],
        exitNotes: ExitMeanings.of(
            0, 1, 64, 65, 73, 78,
            own: [0: "printed, or --check found nothing wrong", 1: "--check found something wrong"]))

    static let command = ToolCommand(definition) { (parsed, context) async throws(CommandError) -> Int32 in
        let (playbooks, calls) = try context.playbookStore(withCalls: true).checkedCalls()
        let catalogue = RequestCatalogue(calls, playbooks.playbooks)
        if let file = parsed[check] {
            if !parsed.operands.isEmpty {
                throw .usage(
                    "--check FILE takes no NAME and no KEY=VALUE",
                    remedy: "for example: be-diagnose request --check line.txt")
            }
            context.announceInput([file], "the curl line or the body")
            return try RequestCheckCommand.run(file, catalogue, context)
        }
        guard let name = parsed.operands.first, !parsed.isSet(list) else {
            return try context.answer(
                "request",
                headline: "\(catalogue.requests.count) requests. To print one: be-diagnose request NAME KEY=VALUE",
                view: CallView.list(catalogue.requests),
                result: ["requests": .list(catalogue.requests.map(CallValue.summary))])
        }
        let given = try KeyValues.read(parsed.operands.dropFirst())
        let owned = try KeyValues.orFault("request", name) { () throws(RequestError) in
            try catalogue.request(named: name)
        }
        let needs = owned.value.parameters.contains { !$0.isOptional && $0.type != .secret }
        if given.isEmpty, needs {
            return try context.answer(
                "request", headline: "\(owned.value.name): \(owned.value.title)",
                view: CallView.needs(owned, catalogue),
                result: ["request": CallValue.needs(owned, catalogue)])
        }
        let example = CallView.example("request", name, owned.value.parameters)
        let prepared = try KeyValues.orFault("request", name, example: example) { () throws(RequestError) in
            try catalogue.prepare(name, given, environment: parsed[environment], baseURL: parsed[baseURL])
        }
        return try context.answer(
            "request", line: prepared.curl, title: owned.value.title,
            notes: prepared.notes + ["Answer: \(owned.value.answer)"],
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
                remedy: "give at most \(RequestChecker.mostCalls) per file")
        }
        guard let checked = RequestChecker(catalogue).check(text) else {
            throw CommandError(
                ExitCode.unreadable, "\(name): neither a curl line nor a JSON body",
                remedy: "give the line from 'curl' on, or the body from its '{' on")
        }
        // A secret in the file must not come out again, in whatever form.
        context.console.learn(checked.secretTexts)
        return try context.answer(
            "request", headline: CheckValue.headline(name, checked), view: CheckValue.blocks(name, checked),
            result: CheckValue.result(name, checked),
            isProblem: checked.isWrong)
    }

    private static func text(of file: String, called name: String) throws(CommandError) -> String {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try Files.read(file)
        } catch {
            throw CommandError(
                ExitCode.unreadable, "\(name): cannot be read: \(error.systemText)",
                remedy: "give a file that you may read, or - for standard input")
        }
        if bytes.count > largest {
            throw CommandError(
                ExitCode.unreadable, "\(name): \(bytes.count) bytes are too many for a request",
                remedy: "give only the curl line or the body")
        }
        if bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) {
            throw CommandError(ExitCode.unreadable, "\(name): empty", remedy: "put the curl line or the body into it")
        }
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandError(ExitCode.unreadable, "\(name): not text in UTF-8", remedy: "save it as UTF-8 text")
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
                    "one of the values has no '='; give KEY=VALUE",
                    remedy: "for example: businessNumber=169990000000101")
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
            CommandError(
                ExitCode.usage, lines: ["no \(command) '\(name)'"],
                hints: [
                    NearestWord.question(nearest.map { [$0] } ?? []),
                    "'be-diagnose \(command) --list' shows them all; 'be-diagnose where WORD' searches",
                ].compactMap(\.self))
        case .values(let faults):
            CommandError(
                ExitCode.usage, lines: faults.map { "\(command) \(name): \($0.description)" },
                hints: faults.compactMap(\.hint) + (example.map { ["for example: \($0)"] } ?? []))
        case .address(let what, let remedy): .usage(what, remedy: remedy)
        case .template(let name, let why):
            CommandError(
                ExitCode.configuration, "the playbook's request \(name) cannot be used: \(why)",
                remedy: "fix the playbook, then run be-diagnose playbook lint")
        }
    }
}
