internal import Arguments
internal import Glibc
internal import LogAnalysis
internal import LogReading
internal import Model
internal import Reporting

/// `explain`: why contacts were restricted, from log records.
enum ExplainCommand {
    private static let definition = Command(
        "explain", summary: "Explain restriction reasons and failures in log records.",
        description: """
            Reads JSON exports: documents one a line, arrays, and search answers (hits.hits); also plain log lines, in \
            which it looks for known failures. What a FILE is shows in its content; gzip, zstd and UTF-16 are undone. \
            A folder stands for all files in it. `-` or no FILE is standard input. On a terminal it asks for lines to be \
            pasted and explains each document as soon as it is complete, also one that is quoted, escaped or not whole; \
            ? shows the whole report of the last one, Ctrl-D ends.
            """,
        operands: [Operand("FILE", .any, completion: .files)], options: ExplainOptions.all,
        examples: [
            Example("be-diagnose explain", "Paste lines from Kibana, a chat or a mail into the terminal."),
            Example("be-diagnose explain export.ndjson", "Explain an export."),
            Example("be-diagnose explain --business 169990000000101 --since 7d *.ndjson", "One client, last week."),
            Example(
                "be-diagnose explain --config group.json --config mapping.json export.ndjson",
                "Compare with what the client's configuration allows."),
            Example("be-diagnose explain --set appointmentstatus=3,4 export.ndjson", "The same, with one known list."),
            Example(
                "be-diagnose explain --field reason=labels.why export.ndjson", "Logs that name the field otherwise."),
            Example("be-diagnose explain exports/ --since 7d", "All files in a folder, compressed or not."),
            Example("curl -s URL | be-diagnose explain --format json -", "In a pipe, for a script."),
        ])

    static let command = ToolCommand(definition) { (parsed, context) async throws(CommandError) -> Int32 in
        let playbooks = try context.playbooks(network: false)
        let names = parsed.operands.isEmpty ? ["-"] : parsed.operands
        var resolved = try ExplainOptions.resolve(parsed, playbooks)
        var faults: [(String, InputFault)] = []
        var files: [String] = []
        for name in names {
            do throws(InputFault) { files += try InputNames.files(of: name) } catch { faults.append((name, error)) }
        }
        try context.refuseOutput(over: files)
        var pasted: [UInt8]?
        if names == ["-"] && isatty(STDIN_FILENO) == 1 {
            resolved.options.configurationFindings = await resolved.configurationFindings.value
            let session = PasteSession(resolved.knowledge, resolved.options, playbooks, context)
            if context.isConversation && !parsed.isSet(ExplainOptions.each) { return try session.run() }
            pasted = session.collect()
        }
        let lines = parsed.isSet(ExplainOptions.each) ? try context.openOutput() : nil
        if let lines {
            resolved.options.each = EachOutput.door(
                context.reportFormat, gate: context.console.gate, write: lines.write)
        }
        let analysis = Analysis(
            resolved.knowledge, options: resolved.options, inputs: files.count, threads: max(1, min(64, cores)))
        for (name, fault) in faults { analysis.skip(name, fault) }
        var small: [UInt8]?
        for name in files {
            do throws(InputFault) {
                let source: ByteSource
                if let pasted {
                    source = ByteSource(pasted, name: name)
                } else {
                    source = name == "-" ? .standardInput() : try .open(name)
                }
                let meter = context.isQuiet ? nil : ProgressMeter.start(source, context.console)
                defer { meter?.end() }
                try analysis.read(source, progress: meter?.tick)
                if files.count == 1 { small = source.whole }
            } catch {
                faults.append((name, error))
                analysis.skip(name, error)
            }
        }
        for (name, fault) in faults {
            context.console.complain(["\(name): \(fault.text)"], remedy: fault.remedy)
        }
        if analysis.hasReadNothing { return ExitCode.unreadable }
        analysis.take(configurationFindings: await resolved.configurationFindings.value)
        var report = analysis.report()
        if let small, lines == nil || analysis.recordsRead == 0 {
            report = analysis.unwrapping(small, after: report) ?? report
        }
        guard let lines else { return try context.answer(report) }
        try lines.finish()
        for gap in report.coverage.gaps { context.console.complain("\(gap.code) \(gap.detail)") }
        return report.outcome.exitCode
    }

    private static var cores: Int { Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
