internal import LogReading
internal import Model

/// What was read of each input, and what follows for the worth of a "no".
struct InputCoverage {
    private var inputs: [InputSummary] = []
    private var gaps: [Gap] = []
    private var malformed = 0
    private var duplicates = 0
    private var ignoredLines = 0
    private var repaired = 0
    /// Inputs whose text was in Windows-1252.
    private var windows: [String] = []
    private var mayRepeat = 0
    private var unwrapping = Unwrapping()
    private(set) var readable = 0
    private var answers = AnswerCoverage()

    /// Records of all inputs, before filters.
    var records: Int { inputs.reduce(0) { $0 + $1.records } }

    mutating func add(_ name: String, _ summary: ReadSummary) {
        readable += 1
        inputs.append(
            InputSummary(name: name, format: summary.format, bytes: summary.bytes, records: summary.records))
        malformed += summary.malformed
        duplicates += summary.duplicates
        ignoredLines += summary.ignoredLines
        repaired += summary.repaired
        if summary.isWindows1252 { windows.append(name) }
        if summary.mayRepeat { mayRepeat += 1 }
        if summary.isEmpty { gap(Codes.empty, "\(name) is empty: nothing was looked at.") }
        answers.add(name, summary)
        if summary.isCutOff {
            gap(
                Codes.cutOff,
                "\(name) stops in the middle\(summary.cutOffDocuments > 0 ? " of a document" : ""): what came before was looked at, the rest is elsewhere."
            )
        }
        if summary.malformed > summary.cutOffDocuments { gap(Codes.malformed, Self.malformed(name, summary)) }
        addForm(name, summary)
        if summary.records == 0 && summary.duplicates == 0 && !summary.isEmpty && summary.savedObjects == 0 {
            gap(
                Codes.noCheckIn,
                "\(name) holds no record: \(summary.ignoredLines) lines of plain text show no known failure. "
                    + "Expected JSON documents, one a line.")
        }
        if summary.tooDeep > 0 {
            gap(
                Codes.tooDeep,
                "\(name): \(Count.documents(summary.tooDeep)) with values below 64 levels, which were not searched.")
        }
        if let failure = summary.failure {
            gap(Codes.unreadable, "\(name): reading ended early: \(failure). What came before was looked at.")
        }
    }

    /// Notes what was done to an input to get at its documents.
    mutating func add(_ name: String, _ unwrapping: Unwrapping) {
        self.unwrapping.add(unwrapping)
        if unwrapping.fragments > 0 { gap(Codes.fragment, unwrapping.loss(name)) }
    }

    /// What its form keeps an input from telling.
    private mutating func addForm(_ name: String, _ summary: ReadSummary) {
        if let limit = SizeLimit.reached(by: summary) {
            gap(
                Codes.sizeLimit,
                "\(name) is as large as a CSV report becomes (\(limit >> 20) MiB): rows behind its last one are probably missing."
            )
        }
        if summary.shortRows > 0 {
            gap(
                Codes.shortRows,
                "\(name): \(summary.shortRows) \(summary.shortRows == 1 ? "row has" : "rows have") fewer cells than the header; what is missing in them was not looked at."
            )
        }
        if summary.savedObjects > 0 {
            gap(
                Codes.savedObjects,
                "\(name) holds \(summary.savedObjects) of Kibana's saved objects: they describe searches and dashboards, and hold no log record."
            )
        }
        if summary.nested > 0 {
            gap(
                Codes.nested,
                "\(name): the first document holds \(summary.nested) others that look like records of their own; it was read as one record."
            )
        }
        if summary.tooLong > 0 {
            gap(
                Codes.tooLong,
                "\(name): \(summary.tooLong) \(summary.tooLong == 1 ? "line or document is" : "lines or documents are") too long to be read (lines over 256 MiB, documents over 1 GiB)."
            )
        }
    }

    mutating func skip(_ name: String, _ fault: InputFault) {
        inputs.append(InputSummary(name: name, format: "unknown", bytes: fault.bytes, records: 0))
        let code = fault.isForm ? Codes.notALog : Codes.unreadable
        gap(code, "\(name): \(fault.text). To do: \(fault.remedy).")
    }

    private mutating func gap(_ code: String, _ detail: String) { gaps.append(Gap(code: code, detail: detail)) }

    private static func malformed(_ name: String, _ summary: ReadSummary) -> String {
        let lines = summary.malformedLines.map(String.init).joined(separator: ", ")
        let more = summary.malformed > summary.malformedLines.count ? ", …" : ""
        let place = lines.isEmpty ? "" : " (\(summary.malformed == 1 ? "line" : "lines") \(lines)\(more))"
        let count = summary.malformed == 1 ? "1 line or document is" : "\(summary.malformed) lines or documents are"
        return
            "\(name): \(count) malformed\(place); expected a JSON document there. "
            + "The rest was looked at."
    }

    /// The whole report.
    func report(_ sums: Sums, _ knowledge: Knowledge, _ options: AnalysisOptions) -> Report {
        var counters = sums.counters
        counters.malformed = malformed
        counters.duplicates = duplicates
        counters.ignoredLines = ignoredLines
        let writer = FindingWriter(knowledge: knowledge, sums: sums, options: options)
        let notes = Notes(knowledge: knowledge, options: options)
        let found = sums.findings.map { writer.finding($0.key, $0.value) }
        return Report(
            command: "explain", explanation: ExplanationMaker(sums: sums, options: options).explanation(),
            coverage: Coverage(
                inputs: inputs, counters: counters,
                gaps: gaps + answers.gaps(hasDuplicates: duplicates > 0) + forgotten + notes.gaps(sums)),
            findings: found + options.configurationFindings
                + notes.findings(sums, repaired: repaired, duplicates: duplicates) + notes.findings(unwrapping)
                + notes.findings(windows: windows))
    }

    /// Where a document may have been counted twice.
    private var forgotten: [Gap] {
        guard mayRepeat > 0 else { return [] }
        let concerned = mayRepeat == 1 ? "the last input" : "the last \(mayRepeat) inputs"
        return [
            Gap(
                code: Codes.tooMany,
                detail: "More than \(LogReaderBounds.rememberedDocuments) documents: those behind were not remembered, "
                    + "so that \(concerned) may hold some of them again, counted twice.")
        ]
    }
}
