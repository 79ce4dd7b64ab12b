internal import Arguments

/// All commands, in the order in which help shows them.
enum Commands {
    typealias Runner = @Sendable (ParsedCommand, Everywhere) throws(CommandFault) -> Int32

    static let root = Command(
        "be-diagnose", summary: "Say why contacts got no review request, and what to do.",
        description: """
            Reads exported log records and explains why checked-in contacts were restricted: what is wrong, how it \
            knows, how many are affected, what to do next and who does it.
            """,
        options: Everywhere.options,
        examples: [
            Example("be-diagnose explain export.ndjson", "Explain an export from Kibana."),
            Example("be-diagnose codes BE2101", "What a code means, offline."),
        ],
        exitNotes: [
            ExitNote(0, "looked at everything, nothing wrong"),
            ExitNote(1, "looked at everything, found something wrong"),
            ExitNote(2, "part of it could not be looked at or decided"),
            ExitNote(64, "the command line is wrong"),
            ExitNote(65, "no input could be read"),
            ExitNote(73, "the output could not be written"),
            ExitNote(77, "a credential's source refused"),
            ExitNote(78, "a playbook or the file of profiles is wrong"),
        ],
        subcommands: [
            ExplainCommand.definition, PracticeCommand.definition, DepartmentsCommand.definition, NPICommand.definition,
            CancelReasonsCommand.definition, MessageCommand.definition, RequestCommand.definition,
            QueryCommand.definition, ReauthorizeCommand.definition, PlaybookCommand.definition, CodesCommand.definition,
            RedactCommand.definition,
            DoctorCommand.definition,
        ])

    /// What each path of names runs.
    static let runners: [String: Runner] = [
        "explain": ExplainCommand.run, "practice": PracticeCommand.run, "departments": DepartmentsCommand.run,
        "npi": NPICommand.run, "cancel-reasons": CancelReasonsCommand.run, "message": MessageCommand.run,
        "redact": RedactCommand.run, "codes": CodesCommand.run, "doctor": DoctorCommand.run,
        "reauthorize plan": ReauthorizePlanCommand.run, "reauthorize apply": ReauthorizeApplyCommand.run,
        "reauthorize resume": ReauthorizeResumeCommand.run, "reauthorize status": ReauthorizeStatusCommand.run,
        "reauthorize confirm": ReauthorizeConfirmCommand.run,
        "playbook list": PlaybookCommand.list,
        "playbook show": PlaybookCommand.show, "playbook lint": PlaybookCommand.lint,
        "playbook test": PlaybookTestCommand.run, "request": RequestCommand.run, "query": QueryCommand.run,
    ]
}
