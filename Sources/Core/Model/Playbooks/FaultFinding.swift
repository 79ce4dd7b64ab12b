public import Support

extension PlaybookSet {
    /// What the playbooks tell about a fault of the sources.
    public func entry(forFault name: String) -> FaultEntry? {
        playbooks.lazy.flatMap(\.faults).first { $0.fault == name }
    }

    /// The sentence about a fault, its values filled in; `doing` says what failed, such as `asking for a token`.
    public func text(ofFault name: String, facts: [String: String], doing: String? = nil) -> String {
        let template = entry(forFault: name)?.text ?? "The fault ‘\(name)’, about which no playbook says anything."
        let text = facts.reduce(template) { text, fact in Self.replacing("{\(fact.key)}", in: text, with: fact.value) }
        return doing.map { "\($0): \(text)" } ?? text
    }

    /// A finding about a fault: its code's words, and the sentence as detail.
    ///
    /// - Parameters:
    ///   - facts: What the table's text may name.
    ///   - doing: What failed, such as `asking athenahealth for a token`; stands before the sentence.
    ///   - subject: Tells findings of one code apart in their ids, such as the service's name.
    public func finding(
        ofFault name: String, facts: [String: String], doing: String?, verdict: Verdict, subject: String,
        integration: String? = nil
    ) -> Finding {
        let code = entry(forFault: name)?.code ?? FaultCodes.untold
        let entry = entry(forCode: code)
        return Finding(
            id: [code, subject, name].joined(separator: "-"), code: code, title: entry?.title ?? code,
            severity: entry?.severity ?? .error, verdict: verdict, subject: Subject(integration: integration),
            detail: text(ofFault: name, facts: facts, doing: doing), source: entry?.source,
            remedies: entry?.remedies ?? [])
    }

    private static func replacing(_ name: String, in text: String, with value: String) -> String {
        var result = ""
        var rest = text[...]
        while let brace = rest.firstIndex(of: "{") {
            result += rest[..<brace]
            rest = rest[brace...]
            if rest.hasPrefix(name) {
                result += value
                rest = rest.dropFirst(name.count)
            } else {
                result += "{"
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }
}

/// What the user is told where a call or a credential fails: the fault's name in the sources, and the code with a
/// sentence for it.
public struct FaultEntry: Sendable, Equatable {
    /// As the sources name it, such as `refused`; unique.
    public var fault: String
    /// The code whose entry explains it.
    public var code: String
    /// One or two sentences; `{host}` and the like stand for what the fault knows.
    public var text: String
}

/// Exit codes for a run that made no report (sysexits; design.md §3).
public enum ExitCode {
    public static let usage: Int32 = 64
    public static let unreadable: Int32 = 65
    public static let unavailable: Int32 = 69
    public static let `internal`: Int32 = 70
    public static let cannotWrite: Int32 = 73
    public static let credentialRefused: Int32 = 77
    public static let configuration: Int32 = 78
}

/// Why a command could not make its report.
public struct CommandError: Error {
    public var exitCode: Int32
    /// What is wrong, a line each.
    public var lines: [String]
    /// What to do about it.
    public var remedy: String?

    public init(_ exitCode: Int32, _ what: String, remedy: String? = nil) {
        self.init(exitCode, lines: [what], remedy: remedy)
    }

    public init(_ exitCode: Int32, lines: [String], remedy: String?) {
        self.exitCode = exitCode
        self.lines = lines
        self.remedy = remedy
    }

    /// A file that a command needs cannot be read.
    public init(_ error: FileError) {
        self.init(ExitCode.unreadable, "\(error.path): \(error.words.text)", remedy: error.words.remedy)
    }

    /// The bytes of a file that a command needs; standard input for `-`.
    public static func reading(_ path: String) throws(CommandError) -> [UInt8] {
        do throws(FileError) { return try Files.read(path) } catch { throw CommandError(error) }
    }
}

/// What `--version` shows, and plans, receipts and the `User-Agent` carry.
public enum ToolVersion {
    public static let current = "0.1.0"
}
