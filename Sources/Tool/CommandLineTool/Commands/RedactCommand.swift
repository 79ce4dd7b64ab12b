internal import Arguments
internal import CredentialMail
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
        let rules = RedactCommand.rules(playbooks)
        var crew = SafeCopyCrew(rules, gate: context.console.gate, threads: max(1, min(16, cores)))
        var counts: [String: Int] = [:]
        var faults: [String] = []
        var unread = 0
        let names = parsed.operands.isEmpty ? ["-"] : parsed.operands
        for name in names {
            do throws(InputFault) {
                let source = name == "-" ? ByteSource.standardInput() : try ByteSource.open(name)
                let head = try source.firstPiece(1 << 18)
                if MailReader.isMail(head) {
                    try mail(head, source, playbooks, context, output, &counts)
                } else if let table = TextTable.of(head, known: rules.names) {
                    RedactCommand.table(table, head, source, rules, context, output, &counts)
                } else {
                    log(head, source, &crew, output)
                }
                if let end = source.earlyEnd { faults.append("\(name): read until it ended early: \(end)") }
            } catch {
                faults.append("\(name) \(error.text); \(error.remedy)")
                unread += 1
            }
        }
        try output.finish()
        counts.merge(crew.counts, uniquingKeysWith: +)
        if !context.isQuiet { context.console.complain(summary(counts)) }
        if !faults.isEmpty { context.console.complain(faults) }
        return faults.isEmpty ? 0 : unread == names.count ? ExitCode.unreadable : 2
    }

    /// What playbooks declare as evidence stays; what they call a contact or an identity goes.
    private static func rules(_ playbooks: PlaybookSet) -> SafeCopyRules {
        let fields = playbooks.playbooks.flatMap(\.recordFields)
        let evidence = playbooks.playbooks.flatMap(\.evidenceFields).flatMap { [$0.name] + $0.aliases }
        let needed: Set<RecordRole> = [.reason, .business, .integration, .time, .status]
        let properties = playbooks.playbooks.flatMap(\.properties)
        // Who logs in is a credential's half (design.md D28).
        let credentials = playbooks.playbooks.compactMap(\.credentialMail).flatMap(\.fields).map(\.property)
        let secret = properties.filter(\.secure).flatMap { [$0.name] + $0.alsoCalled } + credentials
        return SafeCopyRules(
            kept: fields.filter { needed.contains($0.role) }.flatMap(\.aliases) + evidence + ["_id", "_index"],
            hidden: fields.filter { $0.role == .contact }.flatMap(\.aliases)
                + playbooks.playbooks.flatMap(\.identityFields) + secret,
            objects: playbooks.playbooks.flatMap(\.identityObjects),
            keptProperties: properties.flatMap { [$0.name] + $0.alsoCalled }, hiddenProperties: secret)
    }

    private static func log(_ head: [UInt8], _ source: ByteSource, _ crew: inout SafeCopyCrew, _ output: OutputFile) {
        crew.begin()
        var piece = head
        while !piece.isEmpty {
            for safe in crew.next(piece, isEnd: false) where !output.write(safe) { return }
            piece = source.piece(1 << 22)
        }
        for safe in crew.next([], isEnd: true) { output.write(safe) }
    }

    private static func table(
        _ table: TextTable, _ head: [UInt8], _ source: ByteSource, _ rules: SafeCopyRules, _ context: CommandContext,
        _ output: OutputFile, _ counts: inout [String: Int]
    ) {
        var copy = TableCopy(
            rules, gate: context.console.gate, names: table.names, separator: table.separator,
            skipsBlanks: table.skipsBlanks, hasCellLines: table.hasCellLines)
        output.write(copy.header(Array(head[..<table.headerEnd])))
        var piece = Array(head[table.headerEnd...])
        repeat {
            if !output.write(copy.next(piece, isEnd: false)) { break }
            piece = source.piece(1 << 18)
        } while !piece.isEmpty
        output.write(copy.next([], isEnd: true))
        counts.merge(copy.counts, uniquingKeysWith: +)
    }

    private static func mail(
        _ head: [UInt8], _ source: ByteSource, _ playbooks: PlaybookSet, _ context: CommandContext,
        _ output: OutputFile,
        _ counts: inout [String: Int]
    ) throws(InputFault) {
        var bytes = head
        while true {
            let piece = source.piece(1 << 18)
            if piece.isEmpty { break }
            bytes += piece
            if bytes.count > MailAnalysis.largest { throw .mailTooLarge }
        }
        var analysis = MailAnalysis(playbooks, now: 0)
        analysis?.add(bytes, name: "mail")
        var copy = SafeCopy(
            rules(playbooks), gate: context.console.gate, secrets: analysis?.secrets ?? [], isText: true)
        let read = MailReader.read(bytes)
        for text in read.texts where !text.isPassedOver {
            var lines: [String] = text.part.isEmpty ? [] : ["[\(text.part)]"]
            for line in text.lines {
                let isNextCell = (line.cell ?? 1) > 1 && !lines.isEmpty
                if isNextCell { lines[lines.count - 1] += "\t" + line.text } else { lines.append(line.text) }
            }
            output.write(copy.next(Array((lines.joined(separator: "\n") + "\n").utf8), isEnd: true))
        }
        counts.merge(copy.counts, uniquingKeysWith: +)
    }

    private static func summary(_ counts: [String: Int]) -> String {
        let kinds = counts.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let hidden = kinds.isEmpty ? "nothing" : kinds.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        return "hidden: \(hidden). Names of people in free text cannot be recognised: read it before you paste it."
    }
}
