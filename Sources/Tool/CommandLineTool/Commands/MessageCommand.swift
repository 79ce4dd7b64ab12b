internal import Arguments
internal import CredentialMail
internal import Glibc
internal import LogAnalysis
internal import Model
internal import Reporting
internal import Support

/// `message`: an Allscripts credential email into its ids and the group's properties.
enum MessageCommand {
    private static let to = Option(
        "to", placeholder: "FILE", help: "Write the values, including the password, to FILE (mode 0600).",
        details: """
            JSON: serviceUser, pmsUserName, password, date. Written only if all three values were found.
            """,
        parse: Parsers.file)

    private static let received = Option(
        "received", placeholder: "DATE", help: "The day on which emails without a date arrived, as 2026-11-30.",
        details: "The days until the password expires are counted from it. An email's own date is never replaced.",
        parse: Parsers.pastDay(now: Int(time(nil))))

    private static let definition = Command(
        "message", summary: "Read the values in an Allscripts credential email.",
        description: """
            Reads the vendor's email as it arrives: message.html, .eml, .mht, mbox or plain text; `-` is standard input. \
            Says what each file is, gives the values exactly as they were sent, each with its place, and refuses what is \
            damaged or ambiguous. The password is shown only with --reveal.
            """,
        operands: [Operand("FILE", .oneOrMore, help: "Emails, or what was saved of them.", completion: .files)],
        options: [to, received], hidden: NetworkOptions.all,
        examples: [
            Example("be-diagnose message message.html", "The three IDs, the PM user name, and what to do with them."),
            Example("be-diagnose message --to credentials.json mail.eml", "The password goes to a file of mode 0600."),
            Example(
                "be-diagnose message --format json old.eml new.eml", "Several emails: the newest values are proposed."),
        ], exitNotes: ExitMeanings.ofReading)

    static let command = ToolCommand(definition) { (parsed, context) async throws(CommandError) -> Int32 in
        let playbooks = try context.playbooks()
        guard var analysis = MailAnalysis(playbooks, now: Int(time(nil)), received: parsed[received]) else {
            throw CommandError(
                ExitCode.configuration, "no playbook says what a credential email looks like",
                remedy: "give your Allscripts playbook the key 'credentialMail'")
        }
        var coverage = Coverage()
        var faults: [String] = []
        context.console.learn(files: parsed.operands)
        context.announceInput(parsed.operands, "the email")
        for name in parsed.operands {
            do throws(FileError) {
                let shown = name == "-" ? "standard input" : name
                let size: Int
                do throws(FileError) {
                    let bytes = try Files.read(name, limit: MailAnalysis.largest)
                    size = bytes.count
                    analysis.add(bytes, name: shown)
                } catch {
                    guard case .tooLarge(let bytes) = error.reason else { throw error }
                    size = bytes
                    analysis.add(tooLarge: shown)
                }
                let isText = analysis.readings.last.map { [.page, .mail, .text].contains($0.kind) } ?? false
                coverage.inputs.append(
                    InputSummary(name: name, format: isText ? "text" : "unknown", bytes: size, records: 0))
            } catch {
                let why =
                    switch error.reason {
                    case .folder: "is a folder; give the files in it"
                    case .missing: "no such file"
                    default: error.systemText
                    }
                faults.append("\(name): \(why)")
                coverage.gaps.append(Gap(code: Codes.unreadable, detail: "\(name) was not read: \(why)."))
            }
        }
        if faults.count == parsed.operands.count {
            throw CommandError(ExitCode.unreadable, lines: faults, remedy: "check the path and the file's mode")
        }
        let proposal = analysis.proposal()
        let saved = try parsed[to].flatMap { (path) throws(CommandError) in
            try write(proposal.reading, to: path, context) ? path : nil
        }
        let message = MessageResult(
            readings: analysis.readings, proposal: proposal.reading, playbooks: playbooks,
            reveal: context.console.gate.reveal, saved: saved)
        if parsed[received] != nil, analysis.readings.allSatisfy({ $0.date == nil || !$0.isReceived }), !context.isQuiet
        {
            context.console.note("--received was not needed: no value without a date was found")
        }
        let hidden = context.console.gate.reveal ? [] : analysis.readings
        let report = Report(
            command: "message", headline: message.headline, result: message.value,
            view: message.blocks + FindingParts.blocks(analysis.findings + proposal.findings), viewTellsFindings: true,
            coverage: Coverage(inputs: coverage.inputs, gaps: coverage.gaps + analysis.gaps),
            findings: analysis.findings + proposal.findings)
        return try context.answer(report.hidingPasswords(of: hidden))
    }

    /// Saves the values, if all were settled on; answers whether they were.
    private static func write(
        _ reading: FileReading, to path: String, _ context: CommandContext
    ) throws(CommandError) -> Bool {
        guard let credentials = reading.credentialFile else {
            if !context.isQuiet {
                context.console.warn("--to \(path): not written, because not all three values were found")
            }
            return false
        }
        try OutputFile.write(secret: credentials.json + "\n", to: path)
        if !context.isQuiet {
            context.console.say("Saved to \(path) (mode 0600).")
        }
        return true
    }
}
