internal import LogReading
internal import Model

/// Makes the report of everything that was read and judged.
struct ReportBuilder {
    let coverage: InputCoverage
    let totals: AnalysisTotals
    let knowledge: Knowledge
    let options: AnalysisOptions

    func report() -> Report {
        var counters = totals.counters
        counters.malformed = coverage.malformed
        counters.duplicates = coverage.duplicates
        counters.ignoredLines = coverage.ignoredLines
        let writer = FindingWriter(knowledge: knowledge, totals: totals, options: options)
        let ofInputs = InputFindings(knowledge: knowledge, options: options)
        return Report(
            command: "explain", explanation: ExplanationBuilder(totals: totals, options: options).explanation(),
            coverage: Coverage(
                inputs: coverage.inputs, counters: counters,
                gaps: coverage.gaps + coverage.answers.gaps(hasDuplicates: coverage.duplicates > 0) + forgotten
                    + ofInputs.gaps(totals)),
            findings: totals.findings.map { writer.finding($0.key, $0.value) } + options.configurationFindings
                + ofInputs.findings(totals, repaired: coverage.repaired, duplicates: coverage.duplicates)
                + ofInputs.findings(coverage.unwrapping) + ofInputs.findings(windows: coverage.windows))
    }

    /// Where a document may have been counted twice.
    private var forgotten: [Gap] {
        guard coverage.mayRepeat > 0 else { return [] }
        let concerned = coverage.mayRepeat == 1 ? "the last input" : "the last \(coverage.mayRepeat) inputs"
        return [
            Gap(
                code: Codes.tooMany,
                detail: "More than \(LogReaderBounds.rememberedDocuments) documents: those behind were not remembered, "
                    + "so that \(concerned) may hold some of them again, counted twice.")
        ]
    }
}
