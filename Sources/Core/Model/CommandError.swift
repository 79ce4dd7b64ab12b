public import Support

/// Exit codes for a run that made no report (sysexits; report.md).
public enum ExitCode {
    /// The command line asks for something that cannot be done.
    public static let usage: Int32 = 64
    /// An input cannot be read, or holds nothing of what the command needs.
    public static let unreadable: Int32 = 65
    /// The tool itself is at fault.
    public static let `internal`: Int32 = 70
    /// The report or another file cannot be written.
    public static let cannotWrite: Int32 = 73
    /// A credential's file or helper gave none, or cannot be trusted, such as a file with the wrong mode.
    public static let credentialRefused: Int32 = 77
    /// A configuration, a profile or a playbook is wrong or cannot be read.
    public static let configuration: Int32 = 78
}

/// Why a command could not make its report.
public struct CommandError: Error {
    /// What the process ends with, one of `ExitCode`.
    public var exitCode: Int32
    /// What is wrong, a line each.
    public var lines: [String]
    /// What to do about it, what was probably meant, an example: a line each.
    public var hints: [String]

    /// Lines that can be copied, such as a part of a file.
    public var example: [String] = []

    /// A failure that one line explains; nil as remedy where nothing can be advised.
    public init(_ exitCode: Int32, _ what: String, remedy: String? = nil) {
        self.init(exitCode, lines: [what], remedy: remedy)
    }

    /// A failure with several causes, a line each; nil as remedy where nothing can be advised.
    public init(_ exitCode: Int32, lines: [String], remedy: String?) {
        self.init(exitCode, lines: lines, hints: [remedy].compactMap(\.self))
    }

    /// A failure with any number of hints.
    public init(_ exitCode: Int32, lines: [String], hints: [String]) {
        self.exitCode = exitCode
        self.lines = lines
        self.hints = hints
    }

    /// A command line that asks for something that cannot be done; nil as remedy where nothing can be advised.
    public static func usage(_ what: String, remedy: String? = nil) -> CommandError {
        CommandError(ExitCode.usage, what, remedy: remedy)
    }

    /// A name that does not exist: up to three that were probably meant, and where all of them are listed.
    public static func unknown(
        _ what: String, _ name: String, among names: [String], hints: [String]
    ) -> CommandError {
        let question = NearestWord.question(NearestWord.candidates(for: name, among: names))
        return CommandError(
            ExitCode.usage, lines: [what], hints: [question].compactMap(\.self) + hints)
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
    /// The number of this release: major, minor and patch.
    public static let current = "0.1.0"
}
