internal import Arguments
internal import LogAnalysis
internal import Model
internal import Reporting
internal import Services
internal import Support
internal import Triage

/// `check`: the triage of a client.
enum CheckCommand {
    private static let definition = Command(
        "check", summary: "Find the root cause of a client's complaint.",
        description: """
            Looks at everything that is available, in the right order: the number, the group and its triggers, the mapping, \
            the practice and departments at athenahealth, the credential email, and the log. Says first what is broken, \
            since when and because of what, then what follows from it, what to do next, and what could not be looked at.

            Each file, option or credential more makes it surer; nothing is required but a business number. It never \
            writes to a service. Checks that cannot run are skipped, and say what would enable them.
            """,
        operands: [Operand("BUSINESS", .any, help: "Business numbers. Without: all locations of --config.")],
        options: CheckOptions.all,
        examples: [
            Example("be-diagnose check 169990000000104 --logs week.ndjson", "What does the log show?"),
            Example(
                "be-diagnose check 169990000000104 --config group.json --logs week.ndjson",
                "Compared with what read-group answers."),
            Example(
                "be-diagnose check 169990000000104 --set Status=Inactive --set practiceid=10021",
                "With what the dashboard shows (Manage Locations)."),
            Example(
                "be-diagnose check --enterprise 169990000000001 --config mappings.json", "All locations of a client."),
            Example("be-diagnose check 169990000000104 --logs week.ndjson --for client", "A text for the client."),
            Example(
                "be-diagnose check --config mappings.json --logs week.ndjson --format html --output client.html",
                "A page to look at: all locations by days."),
        ], exitNotes: ExitMeanings.of(0, 1, 2, 64, 65, 73, 78, 130))

    static let command = ToolCommand(definition) { (given, context) async throws(CommandError) -> Int32 in
        // Before anything is asked, since the answer could not be written.
        if let why = context.reportFormat.obstacle {
            throw CommandError(
                ExitCode.cannotWrite, "--format html: \(why)",
                remedy: "apt-get install libxml2 libsodium23, or another --format")
        }
        let playbooks = try context.playbooks()
        let saved = try given[CheckOptions.again].map(CaseFile.read)
        let parsed =
            try saved.map { (saved) throws(CommandError) in
                try CheckArguments(given).merged(with: saved, context.console)
            } ?? given
        let question = try CheckOptions.question(parsed, playbooks, again: saved)
        for number in question.businesses where number.utf8.count != 15 && !context.isQuiet {
            context.console.warn(
                "\(number) has \(Numbers.plural(number.utf8.count, "digit")); a business number has 15")
        }
        context.console.learn(files: question.logs + question.mails + ConfigurationOptions.names(parsed))
        try context.refuseOutput(over: question.logs + question.mails)
        context.announceInput(parsed.all(ConfigurationOptions.config), "the configuration")
        let services = TriageServices(try context.services(given, repeating: parsed), playbooks, context.console)
        let waiting = WaitingNote("Checking \(question.businesses.first ?? "the client")", context.console)
        let answer = await ClientTriage(question, services: services, playbooks: playbooks).answer()
        waiting.end()
        if let path = given[CheckOptions.save] {
            let file = try answer.caseFile(CheckArguments(parsed).all)
            try file.write(to: path, replaces: given.isSet(CheckOptions.force))
            context.wrote(path, " (mode 0600)")
        }
        return try context.answer(
            answer.report(for: given[CheckOptions.audience], asPage: context.reportFormat == .html))
    }
}
