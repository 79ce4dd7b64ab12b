internal import Arguments
internal import Glibc
internal import LogReading
internal import LogRedaction
internal import Model
internal import Reporting

/// `redact`: a log or an email again, without what is not known to be harmless.
enum RedactCommand {
    private static let keep = Option(
        "keep", placeholder: "WORD", help: "Leave this word as it is, ignoring case.",
        details: "The vocabulary has no names of people, not even Mark, Page or Will.", repetition: .each,
        parse: Parsers.text)
    private static let keepField = Option(
        "keep-field", placeholder: "PATH", help: "Leave the values of this field as they are.",
        details: "The last part of a path decides.", repetition: .each, parse: Parsers.text)

    private static let definition = Command(
        "redact", summary: "Make a log or email safe to paste.",
        description: """
            Copies its input without anything that is not known to be harmless. What support needs stays: business \
            numbers, statuses, reasons, IDs of practices and departments, names of locations and appointment types in \
            their fields, log times, and the words of a vocabulary without names of people. Everything else becomes a \
            pseudonym: the same value gets the same one within a run, and another in the next. `explain` gives the same \
            answer for the copy. Of an email it writes what the email shows. `-` or no FILE is standard input.
            """,
        operands: [Operand("FILE", .any, help: "Logs or emails.", completion: .files)], options: [keep, keepField],
        hidden: NetworkOptions.all + [GlobalOptions.reveal],
        examples: [
            Example("be-diagnose redact export.ndjson > safe.ndjson", "A log, safe to attach."),
            Example(
                "be-diagnose redact --output safe.txt message.html", "What an email shows, without its credentials."),
            Example("be-diagnose redact --keep Lakeside app.log", "Keep a word that the ticket needs."),
        ],
        exitNotes: ExitMeanings.of(
            0, 2, 64, 65, 73, 78, 130,
            own: [
                0: "all of it was copied; parts of emails that are not text are left out and counted",
                2: "an input ended early or was not copied, or a text of over 1 MiB was left out",
            ]))

    static let command = ToolCommand(definition) { (parsed, context) async throws(CommandError) -> Int32 in
        let playbooks = try context.playbooks()
        let names = parsed.operands.isEmpty ? ["-"] : parsed.operands
        context.console.learn(files: names)
        context.announceInput(names, "what should be redacted")
        let cores = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        var redaction = Redaction(
            playbooks, gate: context.console.gate, threads: max(1, min(16, cores)),
            keptWords: parsed.all(keep).filter { !$0.isEmpty },
            keptFields: parsed.all(keepField).filter { !$0.isEmpty })
        let output = try context.openOutput()
        var faults: [String] = []
        var hints: [String] = []
        var unread = 0
        for name in names {
            do throws(InputError) {
                let source = try RecordSource(path: name).open()
                try redaction.copy(source) { output.write($0) }
                if let end = source.earlyEnd { faults.append("\(name): read until it ended early: \(end)") }
            } catch {
                faults.append("\(name): \(error.text)")
                hints.append(error.remedy)
                unread += 1
            }
        }
        try context.finish(output)
        let isAll = unread == names.count
        let summary = redaction.summary
        try tell(summary, faults, hints, isAll: isAll, context)
        if isAll { return ExitCode.unreadable }
        return faults.isEmpty && summary.gaps.isEmpty ? 0 : 2
    }

    /// The summary: JSON where it is asked for, next to the copy; else a line on stderr.
    private static func tell(
        _ summary: RedactionSummary, _ faults: [String], _ hints: [String], isAll: Bool, _ context: CommandContext
    ) throws(CommandError) {
        if context.reportFormat == .json, !isAll {
            let gaps = (faults + summary.gaps).map { Gap(code: "BE1001", detail: $0) }
            return try context.writeBeside(
                Report(command: "redact", result: summary.result, coverage: Coverage(gaps: gaps)))
        }
        // What was not read has nothing to sum up.
        if !isAll, !context.isQuiet { context.console.say(summary.line) }
        // The summary has said what was left out.
        let told = faults + (context.isQuiet ? summary.gaps : [])
        if !told.isEmpty { context.console.fail(told, hints: hints) }
    }
}
