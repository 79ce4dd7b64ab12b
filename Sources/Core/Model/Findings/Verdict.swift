/// How sure a finding is, and of what kind its doubt is (design.md §2).
public enum Verdict: String, Sendable, CaseIterable {
    /// Two sources agree, or the system that has the last word said so.
    case confirmed
    /// One side only says so.
    case likely
    /// Looked for with good coverage, and absent.
    case ruledOut
    /// Cannot be decided; the finding names the evidence that would decide it.
    case undetermined
    /// The check itself failed.
    case broken
}

/// How bad a finding is; the order is the order of a report (design.md D1).
public enum Severity: String, Sendable, CaseIterable, Comparable {
    case error
    case warning
    case info

    /// Errors come before warnings, warnings before notes.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .error: 0
        case .warning: 1
        case .info: 2
        }
    }
}

/// What the whole report says; it decides the exit code (design.md §3).
public enum Outcome: String, Sendable {
    case ok
    case problem
    case undetermined

    /// The process's exit code for this outcome: 0, 1 or 2.
    public var exitCode: Int32 {
        switch self {
        case .ok: 0
        case .problem: 1
        case .undetermined: 2
        }
    }
}
