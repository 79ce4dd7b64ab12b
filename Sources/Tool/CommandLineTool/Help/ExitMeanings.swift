internal import Arguments

/// What the exit codes mean. Help, the manual page and README say it in these words, and a test compares them.
enum ExitMeanings {
    static let all: [ExitNote] = [
        ExitNote(0, "looked at everything, nothing wrong"),
        ExitNote(1, "looked at everything, found something wrong"),
        ExitNote(2, "part of it could not be looked at or decided; 2 wins over 1"),
        ExitNote(64, "wrong usage"),
        ExitNote(65, "unreadable input"),
        ExitNote(70, "internal error"),
        ExitNote(73, "cannot write the output"),
        ExitNote(77, "a local credential was refused (file mode or owner, helper)"),
        ExitNote(78, "a profile or playbook is invalid or missing"),
        ExitNote(130, "interrupted; nothing half-written"),
    ]

    /// The codes that a command can end with, sorted; `own` says what a code means for this command.
    static func of(_ codes: Int..., own: [Int: String] = [:]) -> [ExitNote] {
        all.filter { codes.contains($0.code) }.map { ExitNote($0.code, own[$0.code] ?? $0.meaning) }
    }

    /// The codes of a command that reads files and calls nothing.
    static let ofReading = of(0, 1, 2, 64, 65, 73, 78, 130)

    /// The codes of a command that calls a service.
    static let ofCalling = of(0, 1, 2, 64, 73, 77, 78, 130)
}
