internal import Arguments
internal import Glibc
internal import Model
internal import Reporting
internal import Support
internal import Triage

/// The arguments of `check` that a saved case repeats.
struct CheckArguments {
    private let parsed: ParsedCommand

    init(_ parsed: ParsedCommand) { self.parsed = parsed }

    /// Options whose values are files.
    private static let files: [(name: String, option: Option<String>)] = [
        ("logs", CheckOptions.logs), ("config", ConfigurationOptions.config), ("with", ConfigurationOptions.with),
        ("message", CheckOptions.message), ("profiles", NetworkOptions.profiles),
    ]
    private static let texts: [(name: String, option: Option<String>)] = [
        ("practice", CheckOptions.practice), ("department", CheckOptions.department), ("npi", CheckOptions.npi),
        ("enterprise", CheckOptions.enterprise), ("symptom", CheckOptions.symptom), ("since", ExplainOptions.since),
        ("until", ExplainOptions.until), ("timezone", ExplainOptions.timezone), ("profile", NetworkOptions.profile),
    ]
    /// A case that was saved offline, or under a profile, asks the same services again, and no others.
    private static let flags: [(name: String, flag: Flag)] = [
        ("setup", CheckOptions.setup), ("offline", NetworkOptions.offline),
    ]

    /// All of them, paths in full.
    var all: [CaseFile.Argument] {
        var arguments = parsed.operands.map { CaseFile.Argument(option: "", value: $0) }
        for (name, option) in Self.files {
            arguments += parsed.all(option).map { CaseFile.Argument(option: name, value: Self.absolute($0)) }
        }
        for (name, option) in Self.texts {
            arguments += parsed.all(option).map { CaseFile.Argument(option: name, value: $0) }
        }
        arguments += parsed.all(ConfigurationOptions.set).map {
            CaseFile.Argument(option: "set", value: "\($0.name)=\($0.value)")
        }
        arguments += Self.flags.filter { parsed.isSet($0.flag) }.map { CaseFile.Argument(option: $0.name, value: nil) }
        return arguments
    }

    /// The command line of a saved case, with what is given now in place of what was given then. A file that is no longer
    /// there is left out, and said.
    func merged(with saved: CaseFile, _ console: Console) throws(CommandError) -> ParsedCommand {
        let own = all
        let given = Set(own.map(\.option))
        var words: [String] = []
        let paths = Set(Self.files.map(\.name))
        for argument in saved.arguments where !given.contains(argument.option) {
            if paths.contains(argument.option), let path = argument.value, !Files.exists(path) {
                console.warn("\(path) was in the saved case and is no longer there")
                continue
            }
            words += Self.words(argument)
        }
        words += own.flatMap(Self.words)
        do throws(ArgumentError) {
            return try CommandTree(Commands.all.definition).parse(["check"] + words)
        } catch {
            throw CommandError(ExitCode.unreadable, "--again: the saved case cannot be repeated: \(error.message)")
        }
    }

    private static func words(_ argument: CaseFile.Argument) -> [String] {
        if argument.option.isEmpty { return argument.value.map { [$0] } ?? [] }
        return argument.value.map { ["--\(argument.option)=\($0)"] } ?? ["--\(argument.option)"]
    }

    private static func absolute(_ path: String) -> String {
        guard path != "-", let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
