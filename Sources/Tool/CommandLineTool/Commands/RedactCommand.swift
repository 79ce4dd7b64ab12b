internal import Arguments
internal import Glibc
internal import LogReading
internal import LogRedaction
internal import Model
internal import Reporting

/// `redact`: a log or a mail again, without identities and secrets.
enum RedactCommand {
    private static let definition = Command(
        "redact", summary: "Make a log or mail safe to paste.",
        description: """
            Writes what it reads again, with identities and secrets replaced. What on-call needs stays: business numbers, \
            statuses, reasons, ids of practices and departments, the time of a log line. The same value has the same \
            pseudonym within a run, and another in the next. Of a mail it writes what the mail shows. It cannot know names \
            of people in free text: read the result before you paste it. `-` or no FILE is standard input.
            """,
        operands: [Operand("FILE", .any, completion: .files)],
        examples: [
            Example("be-diagnose redact export.ndjson > safe.ndjson", "A log, safe to attach."),
            Example("be-diagnose redact --output safe.txt message.html", "What a mail shows, without its credentials."),
        ])

    static let command = ToolCommand(definition) { (parsed, context) async throws(CommandError) -> Int32 in
        let playbooks = try context.playbooks()
        let output = try context.openOutput()
        let cores = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        var redaction = Redaction(playbooks, gate: context.console.gate, threads: max(1, min(16, cores)))
        var faults: [String] = []
        var unread = 0
        let names = parsed.operands.isEmpty ? ["-"] : parsed.operands
        for name in names {
            do throws(InputError) {
                let source = try RecordSource(path: name).open()
                try redaction.copy(source) { output.write($0) }
                if let end = source.earlyEnd { faults.append("\(name): read until it ended early: \(end)") }
            } catch {
                faults.append("\(name) \(error.text); \(error.remedy)")
                unread += 1
            }
        }
        try output.finish()
        if !context.isQuiet { context.console.complain(summary(redaction.counts)) }
        if !faults.isEmpty { context.console.complain(faults) }
        return faults.isEmpty ? 0 : unread == names.count ? ExitCode.unreadable : 2
    }

    private static func summary(_ counts: [String: Int]) -> String {
        let kinds = counts.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let hidden = kinds.isEmpty ? "nothing" : kinds.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        return "hidden: \(hidden). Names of people in free text cannot be recognised: read it before you paste it."
    }
}
