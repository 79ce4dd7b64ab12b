internal import Arguments
internal import Model
internal import Reporting
internal import Requests

/// `KEY=VALUE` operands, and what is said about wrong ones.
enum KeyValues {
    static func read(_ operands: some Sequence<String>) throws(CommandError) -> [GivenValue] {
        var given: [GivenValue] = []
        for operand in operands {
            guard let pair = try? Parsers.keyValue.parse(operand) else {
                // The text may be a secret whose name was forgotten.
                throw CommandError(
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
    ) throws(CommandError) -> Value {
        do throws(RequestFault) {
            return try body()
        } catch {
            throw fault(error, command, name, example)
        }
    }

    private static func fault(
        _ fault: RequestFault, _ command: String, _ name: String, _ example: String?
    ) -> CommandError {
        switch fault {
        case .unknownName(let nearest):
            CommandError(
                ExitCode.usage, "\(name): no such \(command)" + (nearest.map { "; did you mean \($0)?" } ?? ""),
                remedy: "be-diagnose \(command) --list shows them all")
        case .values(let faults):
            CommandError(
                ExitCode.usage, lines: ["\(command) \(name)"] + faults.map { "  \($0.description)" },
                remedy: example.map { "for example: \($0)" })
        case .address(let what, let remedy): CommandError(ExitCode.usage, what, remedy: remedy)
        case .template(let name, let why):
            CommandError(
                ExitCode.configuration, "the playbook's request \(name) cannot be used: \(why)",
                remedy: "mend the playbook; be-diagnose playbook lint checks it again")
        }
    }
}
