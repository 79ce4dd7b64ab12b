public import Support

/// Exit codes for a run that made no report (sysexits; report.md).
public enum ExitCode {
    public static let usage: Int32 = 64
    public static let unreadable: Int32 = 65
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
