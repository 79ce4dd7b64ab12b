internal import Arguments
internal import Configuration
internal import LogAnalysis
internal import Model
internal import Reporting
internal import Support
internal import Triage

/// The options of `check`, and the question that they make.
enum CheckOptions {
    static let logs = Option(
        "logs", short: "l", placeholder: "FILE", help: "A log export, or a folder of them; best of all locations.",
        repetition: .each, parse: Parsers.file)
    static let message = Option(
        "message", placeholder: "FILE", help: "An Allscripts credential email.", repetition: .each, parse: Parsers.file)
    static let practice = Option(
        "practice", placeholder: "ID", help: "The athenahealth practice that the client gave.", repetition: .each)
    static let department = Option(
        "department", placeholder: "ID", help: "A department that the client gave: an ID or a name.", repetition: .each)
    static let npi = Option(
        "npi", placeholder: "NUMBER", help: "A provider's NPI that the client gave.", repetition: .each)
    static let enterprise = Option("enterprise", placeholder: "N", help: "The enterprise number: all its locations.")
    static let symptom = Option(
        "symptom", placeholder: "NAME", help: "What the client says.",
        details: "silence, few, wrong-patients, wrong-location, reminders, setup or unauthorized. Else inferred.",
        parse: Parsers.choice([
            "silence", "few", "wrong-patients", "wrong-location", "reminders", "setup", "unauthorized",
        ]))
    static let setup = Flag("setup", help: "Before go-live: is everything there that the client needs?")
    static let login = Flag(
        "login", help: "Log in to Allscripts once with the email's credentials.",
        details: "A failed login counts toward a lockout, and is never repeated.")
    static let audience = Option(
        "for", placeholder: "READER",
        help: "A short text for ticket, client, vendor or engineering instead of the report.",
        parse: Parsers.choice(["ticket", "client", "vendor", "engineering"]))

    static let save = Option(
        "save", placeholder: "CASE", help: "Save this check in CASE (mode 0600), to repeat it later.",
        parse: Parsers.file)
    static let again = Option(
        "again", placeholder: "CASE", help: "Repeat a saved check: what is resolved, what persists, what is new?",
        details: "Arguments that you give replace the saved ones, such as --logs with a newer export.",
        parse: Parsers.file)
    static let format = Option(
        "format", short: "f", placeholder: "FORMAT", help: "How to write the report; html is one page to look at.",
        details: "The page needs no other file, loads nothing, and prints: locations by days, causes, steps to copy.",
        section: GlobalOptions.section, defaultText: "text", parse: Parsers.choice(of: ReportFormat.self))
    static let force = Flag("force", help: "Let --save replace a file.")

    static let all: [any CommandOption] =
        [logs] + ConfigurationOptions.all
        + [
            message, practice, department, npi, enterprise, symptom, setup, login, ExplainOptions.since,
            ExplainOptions.until, ExplainOptions.timezone, audience, save, again, force, format,
        ]

    static func question(_ parsed: ParsedCommand, _ playbooks: PlaybookSet, again saved: CaseFile? = nil)
        throws(CommandError) -> TriageQuestion
    {
        var question = TriageQuestion()
        for operand in parsed.operands { question.businesses.append(try number(operand, "BUSINESS")) }
        question.enterprise = try parsed[enterprise].map { (text) throws(CommandError) in
            try number(text, "--enterprise")
        }
        let given = try ConfigurationOptions.given(parsed, playbooks, integration: nil)
        question.configuration = given.configuration
        question.settings = given.settings
        question.notes = given.notes
        question.planned = given.planned
        question.comparedWith = ConfigurationOptions.names(parsed)
        question.logs = parsed.all(logs)
        question.mails = parsed.all(message)
        question.practices = parsed.all(practice)
        question.departments = parsed.all(department)
        question.npis = parsed.all(npi)
        question.symptom = parsed[symptom]
        question.isSetup = parsed.isSet(setup)
        question.mayLogIn = parsed.isSet(login)
        question.clock = try parsed[ExplainOptions.timezone].map(ExplainOptions.clock)
        (question.since, question.until) = try ExplainOptions.window(parsed, question.clock)
        question.again = saved
        question.unchanged = saved?.unchanged(CheckArguments(parsed).all) ?? []
        let isEmpty = question.businesses.isEmpty && question.enterprise == nil
        if isEmpty, question.configuration.mappings.isEmpty {
            throw .usage(
                "no business given",
                remedy: "for example: be-diagnose check 169990000000104 --logs week.ndjson")
        }
        return question
    }

    private static func number(_ text: String, _ name: String) throws(CommandError) -> String {
        guard !text.isEmpty, text.utf8.count <= 32, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
            throw .usage(
                "\(name) \(text): not a business number",
                remedy: "a business number has 15 digits, such as 169990000000101")
        }
        return text
    }
}
