internal import Arguments
internal import Glibc
internal import LogReading
internal import LogRedaction
internal import Model
internal import Reporting

/// `redact`: a log or a mail again, without what is not known to be harmless.
enum RedactCommand {
    private static let section = "Redact"

    private static let keep = Option(
        "keep", placeholder: "WORD", help: "Leave this word as it is, in any letter case.",
        details: "The vocabulary has no names of people, not even Mark, Page or Will.",
        section: section, repetition: .each, parse: Parsers.text)
    private static let keepField = Option(
        "keep-field", placeholder: "PATH", help: "Leave the values of this field as they are.",
        details: "The last part of a path decides.", section: section, repetition: .each,
        parse: Parsers.text)

    private static let definition = Command(
        "redact", summary: "Make a log or mail safe to paste.",
        description: """
            Writes what it reads again, without what is not known to be harmless. What on-call needs stays: business \
            numbers, statuses, reasons, ids of practices and departments, names of locations and appointment types in their \
            fields, log times, and the words of a vocabulary without names of people. All else becomes a pseudonym: the same \
            value has the same one within a run, and another in the next. `explain` says the same of the copy. Of a mail it \
            writes what the mail shows. `-` or no FILE is standard input.
            """,
        operands: [Operand("FILE", .any, completion: .files)], options: [keep, keepField],
        examples: [
            Example("be-diagnose redact export.ndjson > safe.ndjson", "A log, safe to attach."),
            Example("be-diagnose redact --output safe.txt message.html", "What a mail shows, without its credentials."),
            Example("be-diagnose redact --keep Lakeside app.log", "Where a word is hidden that the ticket needs."),
        ],
        exitNotes: [
            ExitNote(0, "all of it was copied; parts of mails that are no text are left out, and counted"),
            ExitNote(2, "an input ended early or was not copied, or a text of over 1 MiB was left out"),
        ])

    static let command = ToolCommand(definition) { (parsed, context) async throws(CommandError) -> Int32 in
        let playbooks = try context.playbooks()
        let names = parsed.operands.isEmpty ? ["-"] : parsed.operands
        context.console.learn(files: names)
        if names.contains("-"), isatty(STDIN_FILENO) == 1, !context.isQuiet {
            context.console.complain("paste what is to be redacted, then Ctrl-D")
        }
        let cores = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        var redaction = Redaction(
            playbooks, gate: context.console.gate, threads: max(1, min(16, cores)),
            keptWords: parsed.all(keep).filter { !$0.isEmpty },
            keptFields: parsed.all(keepField).filter { !$0.isEmpty })
        let output = try context.openOutput()
        var faults: [String] = []
        var gaps: [Gap] = []
        var unread = 0
        for name in names {
            do throws(InputError) {
                let source = try RecordSource(path: name).open()
                try redaction.copy(source) { output.write($0) }
                if let end = source.earlyEnd { faults.append("\(name): read until it ended early: \(end)") }
            } catch {
                faults.append("\(name): \(error.text); \(error.remedy)")
                unread += 1
            }
        }
        try output.finish()
        let isAll = unread == names.count
        let summary = redaction.summary
        let lacks = summary.gaps
        gaps = (faults + lacks).map { Gap(code: "BE1001", detail: $0) }
        try tell(summary, gaps, isAll: isAll, context)
        if isAll { return ExitCode.unreadable }
        return gaps.isEmpty ? 0 : 2
    }

    /// The summary: JSON where it is asked for, beside the copy; else a line on stderr.
    private static func tell(
        _ summary: RedactionSummary, _ gaps: [Gap], isAll: Bool, _ context: CommandContext
    ) throws(CommandError) {
        if context.reportFormat == .json, !isAll {
            var coverage = Coverage()
            coverage.gaps = gaps
            try context.writeBeside(
                Report(command: "redact", result: summary.result, coverage: coverage, findings: []))
            return
        }
        // What was not read has nothing to sum up.
        if !isAll, !context.isQuiet { context.console.complain(summary.line) }
        let told = context.isQuiet ? gaps.map(\.detail) : gaps.map(\.detail).filter { !summary.gaps.contains($0) }
        if !told.isEmpty { context.console.complain(told) }
    }
}
