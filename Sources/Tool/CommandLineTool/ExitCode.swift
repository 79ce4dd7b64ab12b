/// Exit codes for a run that made no report (sysexits; design.md §3).
enum ExitCode {
    static let usage: Int32 = 64
    static let unreadable: Int32 = 65
    static let unavailable: Int32 = 69
    static let `internal`: Int32 = 70
    static let cannotWrite: Int32 = 73
    static let credentialRefused: Int32 = 77
    static let configuration: Int32 = 78
}

/// Why a command could not make its report.
struct CommandFault: Error {
    var exitCode: Int32
    /// What is wrong, a line each.
    var lines: [String]
    /// What to do about it.
    var remedy: String?

    init(_ exitCode: Int32, _ what: String, remedy: String? = nil) {
        self.init(exitCode, lines: [what], remedy: remedy)
    }

    init(_ exitCode: Int32, lines: [String], remedy: String?) {
        self.exitCode = exitCode
        self.lines = lines
        self.remedy = remedy
    }
}
