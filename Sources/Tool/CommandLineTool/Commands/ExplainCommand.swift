internal import Arguments
internal import Glibc
internal import LogAnalysis
internal import LogReading
internal import LogSearch
internal import Model
internal import Reporting
internal import Support
internal import Synchronization

/// `explain`: why contacts were restricted, from log records.
enum ExplainCommand {
    private static let definition = Command(
        "explain", summary: "Explain restriction reasons and failures in log records.",
        description: """
            Nothing leaves this machine: no service is called (but the search cluster, with --live), and the report has no \
            patient data and no passwords (unless --reveal).

            Reads what Kibana, OpenSearch, CloudWatch and people give: JSON with one document per line, arrays, search \
            responses (hits.hits), CSV and copied tables, lines selected with the mouse, lines that are quoted, escaped \
            or cut off, and plain log lines, in which it looks for known failures. The format is detected from the \
            content; gzip, zstd and UTF-16 are decoded. A folder means all files in it. `-` or no FILE is standard \
            input.

            On a terminal without FILE it asks you to paste lines and answers each record as soon as it is complete. ? \
            shows the full report of the last one, Ctrl-D ends.

            How sure a finding is: be-diagnose help verdicts. One cause in detail: be-diagnose codes CODE. The JSON: \
            Documentation/report.md. All forms of logs: Documentation/log-forms.md.
            """,
        operands: [Operand("FILE", .any, help: "Exports, logs, or folders of them.", completion: .files)],
        options: ExplainOptions.all,
        examples: [
            Example("be-diagnose explain", "Paste lines from Kibana, chat or email."),
            Example("be-diagnose explain export.ndjson", "Explain an export."),
            Example("be-diagnose explain --business 169990000000101 --since 7d *.ndjson", "One client, last week."),
            Example(
                "be-diagnose explain --config group.json --config mapping.json export.ndjson",
                "Compare with what the client's configuration allows."),
            Example(
                "be-diagnose explain --set appointmentstatus=3,4 export.ndjson",
                "Compare with one list that you read on the dashboard."),
            Example(
                "be-diagnose explain --config group.json --with planned.json export.ndjson",
                "Count who would be let through with a planned configuration."),
            Example(
                "be-diagnose explain --field reason=labels.why export.ndjson", "Logs with a different field name."),
            Example(
                "be-diagnose explain --live --business 169990000000101",
                "Ask the cluster that holds the logs, without an export."),
            Example("be-diagnose explain exports/ --since 7d", "All files in a folder, compressed or not."),
            Example("curl -s URL | be-diagnose explain --format json -", "In a pipe, for a script."),
        ], exitNotes: ExitMeanings.ofReading)

    static let command = ToolCommand(definition) { (parsed, context) async throws(CommandError) -> Int32 in
        let isLive = parsed.isSet(LiveOptions.live)
        let playbooks = try context.playbooks(network: isLive)
        if isLive { return try await live(parsed, playbooks, context) }
        context.announceInput(parsed.all(ConfigurationOptions.config), "the configuration")
        context.announceInput(parsed.all(ConfigurationOptions.with), "the planned configuration")
        var resolved = try ExplainOptions.resolve(parsed, playbooks)
        for note in ExplainOptions.unnamedTags(parsed, playbooks) where !context.isQuiet { context.console.note(note) }
        if let odd = ExplainOptions.oddBusiness(parsed), !context.isQuiet { context.console.warn(odd) }
        let names = parsed.operands.isEmpty ? ["-"] : parsed.operands
        var inputs = Inputs(names)
        context.console.learn(files: inputs.files + names + ConfigurationOptions.names(parsed))
        try context.refuseOutput(over: inputs.files)
        if names == ["-"] && isatty(STDIN_FILENO) == 1 {
            resolved.options.configurationFindings = await resolved.configurationFindings?.value ?? []
            let session = PasteSession(resolved, parsed, playbooks, context)
            if context.isConversation && !parsed.isSet(ExplainOptions.each) { return try session.run() }
            inputs.pasted = session.collect()
        }
        guard parsed.isSet(ExplainOptions.each) else {
            if parsed.isSet(ExplainOptions.skipOK) { throw .usage("--skip-ok needs --each") }
            guard let read = await read(&inputs, resolved, context) else { return ExitCode.unreadable }
            return try context.answer(read.report(unwraps: true))
        }
        let lines = try context.openOutput()
        resolved.options.each = RecordDoor(
            context.reportFormat, gate: context.console.gate, leavesOutFine: parsed.isSet(ExplainOptions.skipOK),
            write: lines.write)
        guard let read = await read(&inputs, resolved, context) else { return ExitCode.unreadable }
        let report = read.report(unwraps: read.analysis.recordsRead == 0)
        try context.finish(lines)
        for gap in report.coverage.gaps { context.console.warn("\(gap.code) \(gap.detail)") }
        if let others = report.coverage.counters?.others, others > 0, !context.isQuiet {
            context.console.say("\(Numbers.plural(others, "other document")) left out: not records")
        }
        return report.outcome.exitCode
    }

    /// The same of what the cluster has.
    private static func live(
        _ parsed: ParsedCommand, _ playbooks: PlaybookSet, _ context: CommandContext
    ) async throws(CommandError) -> Int32 {
        if !parsed.operands.isEmpty {
            throw .usage("--live: no FILE is read then", remedy: "leave out the file, or --live")
        }
        if parsed.isSet(ExplainOptions.each) { throw .usage("--each: not with --live") }
        let network = try context.services(parsed)
        var resolved = try ExplainOptions.resolve(parsed, playbooks, paths: LiveOptions.paths(network))
        resolved.options.reachesNow = true
        let request = LiveOptions.request(resolved.options)
        let live = try await LiveOptions.prepare(request, resolved.knowledge, playbooks, network, parsed, context)
        // Where nothing was looked at, nothing is known of any business.
        if live.search.hasSeenNothing { resolved.options.businesses = [] }
        let analysis = Analysis(resolved.knowledge, options: resolved.options, inputs: 1, threads: threads)
        analysis.note(live.search.gaps)
        var findings = live.findings
        if live.search.isWorthReading {
            let interrupt = LiveInterrupt(live.search)
            do throws(InputError) {
                let source = try live.search.source().open()
                let meter = context.isQuiet ? nil : ProgressMeter.start(source, context.console)
                defer { meter?.end() }
                try analysis.read(source, progress: meter?.tick)
            } catch {
                analysis.skip(live.search.name, error)
                await live.search.abandon()
            }
            let shortfall = await live.search.shortfall()
            interrupt.end()
            analysis.note(shortfall.gaps)
            if let error = shortfall.error { findings.append(LiveOptions.finding(error, playbooks)) }
        }
        analysis.take(configurationFindings: await resolved.configurationFindings?.value ?? [])
        analysis.take(findings: findings)
        return try context.answer(analysis.report())
    }

    private static var threads: Int { max(1, min(64, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))) }

    /// The files that the operands stand for, and those that cannot be read.
    private struct Inputs {
        var files: [String] = []
        var errors: [(name: String, error: InputError)] = []
        /// Text that was collected on the terminal replaces standard input.
        var pasted: [UInt8]?

        init(_ names: [String]) {
            for name in names {
                do throws(InputError) { files += try InputNames.files(of: name) } catch { errors.append((name, error)) }
            }
        }

        var sources: [RecordSource] {
            files.map { name in pasted.map { RecordSource(text: $0, name: name) } ?? RecordSource(path: name) }
        }
    }

    /// What was read, and all of it where it is one small text.
    private struct Read {
        let analysis: Analysis
        let small: [UInt8]?
        let name: String

        func report(unwraps: Bool) -> Report {
            let report = analysis.report()
            guard unwraps, let small else { return report }
            return analysis.unwrapping(small, called: name, after: report) ?? report
        }
    }

    /// Reads all inputs, and says on stderr which could not be read; nil where none could.
    private static func read(
        _ inputs: inout Inputs, _ resolved: ExplainOptions.Resolved, _ context: CommandContext
    ) async -> Read? {
        let analysis = Analysis(
            resolved.knowledge, options: resolved.options, inputs: inputs.files.count, threads: threads)
        for (name, error) in inputs.errors { analysis.skip(name, error) }
        var small: [UInt8]?
        for input in inputs.sources {
            do throws(InputError) {
                let source = try input.open()
                let meter = context.isQuiet ? nil : ProgressMeter.start(source, context.console)
                defer { meter?.end() }
                try analysis.read(source, unwraps: true, progress: meter?.tick)
                if inputs.files.count == 1 { small = source.whole }
            } catch {
                inputs.errors.append((input.name, error))
                analysis.skip(input.name, error)
            }
        }
        for (name, error) in inputs.errors {
            context.console.fail(["\(name): \(error.text)"], hints: [error.remedy])
        }
        if analysis.hasReadNothing { return nil }
        analysis.take(configurationFindings: await resolved.configurationFindings?.value ?? [])
        return Read(analysis: analysis, small: small, name: inputs.files.first ?? "-")
    }
}

/// Shows rate and time left on a terminal's stderr, once reading takes longer than a second.
private final class ProgressMeter: Sendable {
    private let name: String
    private let size: Int?
    private let started = ContinuousClock.now
    private let shown = Mutex(0.0)
    private let console: Console

    private init(_ source: ByteSource, _ console: Console) {
        name = source.name == "-" ? "standard input" : source.name
        size = source.size
        self.console = console
    }

    /// A meter, or nothing where no one would see it.
    static func start(_ source: ByteSource, _ console: Console) -> ProgressMeter? {
        console.isErrorTerminal ? ProgressMeter(source, console) : nil
    }

    /// Takes the bytes read so far, from any thread.
    var tick: @Sendable (Int) -> Void {
        { bytes in
            let elapsed = (ContinuousClock.now - self.started) / Duration.seconds(1)
            guard elapsed > 1 else { return }
            self.shown.withLock { last in
                guard elapsed - last > 0.2 else { return }
                last = elapsed
                self.console.progress(self.text(bytes, elapsed))
            }
        }
    }

    /// Takes the line away.
    func end() { if shown.withLock({ $0 }) > 0 { console.endProgress() } }

    private func text(_ bytes: Int, _ elapsed: Double) -> String {
        let rate = Double(bytes) / elapsed
        var text = "\(name): \(bytes / 1_000_000) MB, \(Int(rate / 1_000_000)) MB/s"
        if let size, size > bytes, rate > 0 {
            text += ", \(bytes * 100 / size) %, \(Int(Double(size - bytes) / rate) + 1) s left"
        }
        return text
    }
}
