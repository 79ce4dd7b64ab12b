internal import Arguments
internal import Model
internal import Reporting
internal import Requests

/// `KEY=VALUE` operands, and what is said about wrong ones.
enum KeyValues {
    static func read(_ operands: some Sequence<String>) throws(CommandFault) -> [GivenValue] {
        var given: [GivenValue] = []
        for operand in operands {
            guard let pair = try? Parsers.keyValue.parse(operand) else {
                // The text may be a secret whose name was forgotten.
                throw CommandFault(
                    ExitCode.usage, "a value is given as KEY=VALUE; one of those here has no ‘=’",
                    remedy: "such as businessNumber=169990000000101")
            }
            given.append(GivenValue(name: pair.name, value: pair.value))
        }
        return given
    }

    /// Runs what can refuse values, and says so as a command does.
    static func orFault<Value>(
        _ command: String, _ name: String, example: String? = nil, _ body: () throws(RequestFault) -> Value
    ) throws(CommandFault) -> Value {
        do throws(RequestFault) {
            return try body()
        } catch {
            throw fault(error, command, name, example)
        }
    }

    private static func fault(
        _ fault: RequestFault, _ command: String, _ name: String, _ example: String?
    ) -> CommandFault {
        switch fault {
        case .unknownName(let nearest):
            CommandFault(
                ExitCode.usage, "\(name): no such \(command)" + (nearest.map { "; did you mean \($0)?" } ?? ""),
                remedy: "be-diagnose \(command) --list shows them all")
        case .values(let faults):
            CommandFault(
                ExitCode.usage, lines: ["\(command) \(name)"] + faults.map { "  \($0.description)" },
                remedy: example.map { "for example: \($0)" })
        case .address(let what, let remedy): CommandFault(ExitCode.usage, what, remedy: remedy)
        case .template(let name, let why):
            CommandFault(
                ExitCode.configuration, "the playbook's request \(name) cannot be used: \(why)",
                remedy: "mend the playbook; be-diagnose playbook lint checks it again")
        }
    }
}

extension Everywhere {
    /// Writes a text for a person, or the same as a report's result.
    func write(_ text: String, as command: String, _ result: PlainValue) throws(CommandFault) -> Int32 {
        guard reportFormat.isForPersons else {
            return try write(Report(command: command, result: result, coverage: Coverage(), findings: []))
        }
        try write(text: console.gate.block(text))
        return 0
    }

    /// Writes one line that will be pasted, and notes beside it on stderr, or all of it as a report's result.
    func writeLine(
        _ line: String, _ notes: [String], as command: String, _ result: PlainValue
    ) throws(CommandFault) -> Int32 {
        // A line that the gate had to change would not do what was asked for.
        guard console.gate.line(line) == line else {
            throw CommandFault(
                ExitCode.usage, "a value holds characters that cannot be printed as they are",
                remedy: "leave out control characters and the like")
        }
        if reportFormat.isForPersons, !isQuiet { for note in notes { console.note(note) } }
        return try write("\(line)\n", as: command, result)
    }
}
