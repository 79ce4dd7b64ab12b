internal import Configuration
internal import LogReading
internal import Model

/// Makes the report of a run out of what the groups add up to.
struct ReportBuilder {
    let knowledge: Knowledge
    let options: AnalysisOptions
    let coverage: InputCoverage
    /// Inputs whose rows may stand for more than one record each.
    let inputsOfUnclearWeight: [String]

    func report(on totals: AnalysisTotals) -> Report {
        let silence = silence(totals)
        let inputs = InputFindings(knowledge: knowledge, options: options)
        let writer = FindingWriter(knowledge: knowledge, totals: totals, options: options)
        var explanation = ExplanationBuilder(totals: totals, options: options).explanation()
        explanation.days = silence?.days ?? []
        var findings = totals.findings.map { writer.finding($0.key, $0.value) }
        findings += inputs.findings(totals, coverage)
        findings += silence?.findings ?? []
        findings += options.configurationFindings
        return Report(
            command: "explain", explanation: explanation,
            coverage: Coverage(
                inputs: coverage.inputs, counters: counters(totals),
                gaps: coverage.gaps + inputsOfUnclearWeight.map(InputFindings.unclearWeight)
                    + inputs.gaps(totals, silence) + (silence?.gaps ?? [])),
            findings: CauseLinks.linked(findings))
    }

    private func counters(_ totals: AnalysisTotals) -> Counters {
        var counters = totals.counters
        counters.malformed = coverage.total.malformed
        counters.duplicates = coverage.total.duplicates
        counters.others = coverage.total.others
        counters.ignoredLines = coverage.total.ignoredLines
        return counters
    }

    /// One contact has no rhythm.
    private func silence(_ totals: AnalysisTotals) -> SilenceReport? {
        guard options.contact == nil else { return nil }
        let end = LogEnd(totals.businesses, options)
        guard end.day != .min else { return nil }
        return SilenceReport(totals.businesses, end, totals.population, knowledge: knowledge, options: options)
    }
}

/// Which finding is caused by which.
enum CauseLinks {
    /// A stop after failed runs is caused by the failure, where all of it has the same.
    static func linked(_ findings: [Finding]) -> [Finding] {
        findings.map { finding in
            guard finding.code == Codes.stop, let code = finding.causingCode else { return finding }
            var linked = finding
            linked.causedBy = findings.first { $0.code == code && $0.subject.integration == finding.subject.integration }?.id
            return linked
        }
    }
}
