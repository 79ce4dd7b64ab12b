internal import Arguments
internal import Configuration
internal import Glibc
internal import LogAnalysis
internal import LogReading
internal import Model
internal import Reporting
internal import Support

/// Asks for log lines on a terminal, and answers each document as soon as it is complete.
final class PasteSession {
    private let context: CommandContext
    private let playbooks: PlaybookSet
    private var parsed: ParsedCommand
    private var configurationFindings: [Finding]
    private let filtersByTime: Bool
    private let configurations: PastedConfiguration
    private var explainer: PasteExplainer
    /// What was pasted, so that it can be explained again by another configuration.
    private var pieces: [PastePiece] = []
    private var piecesSize = 0
    private let terminal: PasteTerminal
    private var cutter: PasteCutter
    /// A line that is being typed; pasted text goes on at once.
    private var typed: [UInt8] = []
    /// Whether what was given last may have been typed.
    private var wasTyped = false
    private var last: Report?
    private var answers = 0
    /// Lines in which nothing is known, since the last answer.
    private var ignoredLines = 0
    /// Where an answer was given first.
    private var given: [[[String]]: Int] = [:]
    private var hasRead = false
    private var endsWithBlankLine = false
    private var isEnding = false

    /// How long lines that could go on are waited for, in milliseconds, where no mark tells the end of a paste.
    private static let settling: Int32 = 40
    /// A longer line is pasted, not typed.
    private static let longestTyped = 200
    /// Different answers that are remembered, to be named rather than repeated.
    private static let mostRemembered = 1000

    /// Pastes beyond this are explained once.
    private static let mostKept = 8 << 20

    init(
        _ resolved: ExplainOptions.Resolved, _ parsed: ParsedCommand, _ playbooks: PlaybookSet,
        _ context: CommandContext
    ) {
        configurations = PastedConfiguration(playbooks)
        self.context = context
        self.playbooks = playbooks
        self.parsed = parsed
        configurationFindings = resolved.options.configurationFindings
        filtersByTime = !resolved.options.window.isOpen
        explainer = PasteExplainer(resolved.knowledge, options: resolved.options)
        terminal = PasteTerminal(context.console)
        cutter = resolved.knowledge.pasteCutter
    }

    /// Everything up to Ctrl-D, for a report that is made at the end.
    func collect() -> [UInt8] {
        guard terminal.begin() else { return [] }
        defer { terminal.end() }
        if !context.isQuiet { terminal.note("Paste log lines, then press Ctrl-D for the report.") }
        var all: [UInt8] = []
        while !terminal.isClosed {
            switch terminal.next(wait: -1) {
            case .text(let bytes): all += bytes
            case .end: return all
            case .suspend: kill(0, SIGTSTP)
            case .erase: if all.last != UInt8(ascii: "\n") { all.dropLastCharacter() }
            case .eraseLine: while let byte = all.last, byte != UInt8(ascii: "\n") { all.removeLast() }
            case .pasteBegan, .pasteEnded, .interrupt, nil: break
            }
            if !terminal.isInPaste { terminal.prompt("\(all.count) bytes so far") }
        }
        return all
    }

    /// Answers until Ctrl-D; answers the exit code, as for all documents together.
    func run() throws(CommandError) -> Int32 {
        guard terminal.begin() else { return ExitCode.unreadable }
        defer { terminal.end() }
        if !context.isQuiet { greet() }
        terminal.lastWords = { [unowned self] in
            answers > 1 ? context.console.gate.line(summary(explainer.report())) + "\n" : nil
        }
        while !isEnding && !terminal.isClosed {
            guard let event = terminal.next(wait: 0) else {
                try idle()
                continue
            }
            switch event {
            case .text(let bytes): try take(bytes)
            case .pasteBegan: try release()
            case .pasteEnded:
                try release()
                try finishPieces()
            case .end: isEnding = true
            case .suspend: kill(0, SIGTSTP)
            case .erase: typed.dropLastCharacter()
            case .eraseLine: typed = []
            case .interrupt: break
            }
        }
        try release()
        try finishPieces()
        try noteIgnored()
        let report = explainer.report()
        if answers > 1 { try remark(summary(report), label: "") }
        if answers == 0 { terminal.note(hasRead ? "Nothing recognized in what was pasted." : "Nothing was pasted.") }
        return report.outcome.exitCode
    }

    private func greet() {
        terminal.note("Paste log lines; each record is answered as soon as it is complete.")
        terminal.note("?  full report   c  text for the client   help  more   q or Ctrl-D  quit")
        for finding in configurationFindings where finding.severity != .info {
            terminal.note("configuration: \(finding.code) \(finding.title)")
        }
    }

    /// Nothing has arrived: what can only be complete by now is, and the rest is waited for.
    private func idle() throws(CommandError) {
        try noteIgnored()
        let canSettle = cutter.isOpen && !terminal.isInPaste
        if canSettle && (cutter.isSettled || endsWithBlankLine) {
            guard !terminal.waits(Self.settling) else { return }
            try finishPieces()
            return
        }
        prompt()
        terminal.waitForInput()
    }

    private func prompt() {
        if cutter.isOpen {
            terminal.prompt("incomplete; press Enter to explain what is there")
        } else {
            terminal.prompt(String(decoding: typed, as: UTF8.self))
        }
    }

    private func take(_ bytes: [UInt8]) throws(CommandError) {
        let newline = UInt8(ascii: "\n")
        if !terminal.isInPaste && !cutter.isOpen {
            typed += bytes
            let line = typed.filter { $0 != newline && $0 != 0x20 }
            if line == [UInt8(ascii: "?")] {
                typed = []
                return try showWhole()
            }
            let isTyped = typed.count <= Self.longestTyped && !typed.contains { "{[\"".utf8.contains($0) }
            if isTyped && typed.last != newline { return }
            if isTyped, let request = PasteRequest(String(decoding: typed, as: UTF8.self)) {
                typed = []
                return try carryOut(request)
            }
            return try release()
        }
        try give(bytes)
    }

    /// Hands on what was typed.
    private func release() throws(CommandError) {
        let bytes = typed
        typed = []
        wasTyped = !bytes.isEmpty && bytes.count <= Self.longestTyped
        if !bytes.isEmpty { try give(bytes) }
    }

    private func give(_ bytes: [UInt8]) throws(CommandError) {
        endsWithBlankLine = bytes.suffix(2) == [0x0A, 0x0A] || bytes == [0x0A]
        cutter.take(bytes)
        while let piece = cutter.next() { try answer(piece) }
    }

    private func finishPieces() throws(CommandError) {
        for piece in cutter.finish() { try answer(piece) }
        endsWithBlankLine = false
    }

    private func answer(_ piece: PastePiece) throws(CommandError) {
        hasRead = true
        terminal.takeIn()
        if configurations.holds(piece) {
            answers += 1
            return try remark(
                "A client's configuration, not a log record, so nothing was judged. To compare records with it, "
                    + "save it and give --config FILE.", label: "#\(answers)  ")
        }
        guard let report = explainer.explain(piece) else {
            ignoredLines += 1
            return
        }
        if piecesSize < Self.mostKept {
            pieces.append(piece)
            piecesSize += piece.bytes.count
        }
        try noteIgnored()
        answers += 1
        try tell(report)
    }

    private func tell(_ report: Report) throws(CommandError) {
        last = report
        var short = report
        short.findings.removeAll(where: configurationFindings.contains)
        // No time is in the short answer; the full report (?) has the times and says what is missing.
        if !filtersByTime { short.coverage.gaps.removeAll { $0.code == Codes.timeWithoutZone } }
        let safe = context.console.gate.report(short)
        let style = context.style
        let meaning = ShortReport.meaning(safe)
        if let first = given[meaning] {
            return try terminal.write("#\(answers)  the same as #\(first)\n")
        }
        if given.count < Self.mostRemembered { given[meaning] = answers }
        let lines = ShortReport.lines(safe, label: "#\(answers)", style: style)
        try terminal.write(lines.joined(separator: "\n") + "\n")
    }

    private func noteIgnored() throws(CommandError) {
        guard ignoredLines > 0, !terminal.isInPaste || answers > 0 else { return }
        let lines = ignoredLines == 1 ? "that line" : "\(ignoredLines) lines"
        ignoredLines = 0
        let way = wasTyped ? " Paste a record, a reason or a status line, or type help." : ""
        try remark("Nothing recognized in \(lines).\(way)")
    }

    private func remark(_ text: String, label: String = "-  ") throws(CommandError) {
        try terminal.write(ShortReport.remark(text, label: label, style: context.style).joined(separator: "\n") + "\n")
    }

    private func showWhole() throws(CommandError) {
        guard let last else {
            return terminal.note("No record was pasted yet; ? shows the full report of the last one.")
        }
        var style = context.style
        style.isFull = true
        try terminal.write(ReportFormat.text.write(context.console.gate.report(last), style: style))
    }

    private func carryOut(_ request: PasteRequest) throws(CommandError) {
        switch request {
        case .quit: isEnding = true
        case .help: try terminal.write(PasteRequest.overview)
        case .clientText:
            guard let last else { return terminal.note("No record was pasted yet; c shows the text for the client.") }
            let text = ShortReport.clientText(context.console.gate.report(last))
            try remark(text ?? "There is no text for the client about this record.", label: text == nil ? "-  " : "")
        case .set(let pair):
            try change { arguments throws(ArgumentError) in try arguments.adding(pair, to: ConfigurationOptions.set) }
        case .integration(let name):
            try change { arguments throws(ArgumentError) in try arguments.adding(name, to: ExplainOptions.integration) }
        case .only(let business):
            try change { arguments throws(ArgumentError) in try arguments.adding(business, to: ExplainOptions.business)
            }
        }
    }

    /// Explains all that was pasted by other options, and answers the last of it again.
    private func change(_ option: (ParsedCommand) throws(ArgumentError) -> ParsedCommand) throws(CommandError) {
        let resolved: ExplainOptions.Resolved
        let changed: ParsedCommand
        do throws(ArgumentError) { changed = try option(parsed) } catch { return terminal.note(error.description) }
        do throws(CommandError) { resolved = try ExplainOptions.resolve(changed, playbooks) } catch {
            return terminal.note(typed(error.lines + error.hints))
        }
        if let odd = ExplainOptions.oddBusiness(changed) { terminal.note(typed([odd])) }
        parsed = changed
        explainer = PasteExplainer(resolved.knowledge, options: resolved.options)
        given = [:]
        var report: Report?
        for piece in pieces { report = explainer.explain(piece) ?? report }
        if let report {
            try tell(report)
        } else {
            terminal.note("This applies to everything that you paste from now on.")
        }
    }

    /// What is said about an option, about a word that was typed instead.
    private func typed(_ lines: [String]) -> String {
        let text = lines.joined(separator: "; ")
        return text.hasPrefix("--") ? String(text.dropFirst(2)) : text
    }

    /// What all answers come to.
    private func summary(_ report: Report) -> String {
        let counters = report.coverage.counters ?? Counters()
        var counts: [String: Int] = [:]
        for finding in report.findings where finding.severity != .info && finding.verdict != .ruledOut {
            counts[finding.code, default: 0] += finding.count
        }
        let causes = counts.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\($0.key) \($0.value)" }
        let records = Numbers.plural(counters.records, "record")
        let all = "\(records), \(counters.restricted) held back, \(counters.failures) failed"
        let others = counters.others > 0 ? [Numbers.plural(counters.others, "other document")] : []
        return "Total: " + ([all] + others + causes).joined(separator: "; ")
    }
}

extension [UInt8] {
    /// Takes the last character away, which may have several bytes.
    fileprivate mutating func dropLastCharacter() {
        while let byte = popLast(), byte & 0xC0 == 0x80 {}
    }
}

/// Tells the bodies and answers of group and mapping calls from log records: they would look like records without a
/// reason.
struct PastedConfiguration {
    private let reader: ConfigurationReader

    init(_ playbooks: PlaybookSet) { reader = ConfigurationReader(playbooks: playbooks) }

    /// Most documents are records, which need not be read as configurations as well.
    private static let keys = ["integrationGroup", "integrationSourceType", "integrationProperties"].map {
        Array($0.utf8)
    }

    /// Whether a piece is such a body or answer.
    func holds(_ piece: PastePiece) -> Bool {
        guard piece.kind == .document, Self.keys.contains(where: { piece.bytes.firstRange(of: $0) != nil }) else {
            return false
        }
        let read = reader.read(Array(piece.bytes[piece.opening...]), file: PasteExplainer.name)
        return read.faults.isEmpty && !(read.configuration.groups.isEmpty && read.configuration.mappings.isEmpty)
    }
}
