internal import Configuration
internal import LogReading
internal import Model
internal import Support

/// Makes the report of a run out of what the groups add up to.
struct ReportBuilder {
    let knowledge: Knowledge
    let options: AnalysisOptions
    let coverage: InputCoverage
    /// Inputs whose rows may stand for more than one record each.
    let inputsOfUnclearWeight: [String]

    func report(on totals: AnalysisTotals) -> Report {
        let writer = FindingWriter(knowledge: knowledge, totals: totals, options: options)
        var findings = totals.findings.map { writer.finding($0.key, $0.value) }
        let silence = silence(totals, failures: findings)
        let inputs = InputFindings(knowledge: knowledge, options: options)
        var explanation = ExplanationBuilder(knowledge: knowledge, totals: totals, options: options).explanation()
        explanation.days = silence?.days ?? []
        explanation.reach = reach(totals)
        findings += inputs.findings(totals, coverage)
        findings += silence?.findings ?? []
        findings += configurationFindings(explained: silence?.explained ?? [])
        if let foreign = foreignConfiguration(totals) ?? foreignPlan(totals) { findings.append(foreign) }
        var report = Report(
            command: "explain", explanation: explanation,
            coverage: Coverage(
                inputs: coverage.inputs, counters: counters(totals),
                gaps: coverage.gaps + inputsOfUnclearWeight.map(InputFindings.unclearWeight)
                    + inputs.gaps(totals, silence) + (silence?.gaps ?? [])),
            findings: findings)
        if report.outcome == .ok {
            report.next = knowledge.playbooks.entry(forCode: Codes.contactIsUnrestricted)?.remedies.first
        }
        return report
    }

    private func reach(_ totals: AnalysisTotals) -> Explanation.Reach {
        var reach = Explanation.Reach()
        let hours = totals.timeline.values.flatMap(\.keys)
        if let first = hours.min(), let last = hours.max() {
            reach.first = Timestamp.text(milliseconds: first * Timeline.hour)
            reach.last = Timestamp.text(milliseconds: last * Timeline.hour)
        } else if totals.reach.first <= totals.reach.last {
            // What a time filter has left out was read all the same.
            reach.first = Timestamp.text(milliseconds: totals.reach.first)
            reach.last = Timestamp.text(milliseconds: totals.reach.last)
        }
        reach.locations = Set(totals.businesses.map(\.number)).count
        reach.comparedWith = options.comparedWith
        return reach
    }

    private func counters(_ totals: AnalysisTotals) -> Counters {
        var counters = totals.counters
        counters.malformed = coverage.total.malformed
        counters.duplicates = coverage.total.duplicates
        counters.others = coverage.total.others
        counters.ignoredLines = coverage.total.ignoredLines
        return counters
    }

    /// What is wrong with the configurations; a business that `BE1316` explains is not told as merely inactive as well.
    private func configurationFindings(explained: Set<String>) -> [Finding] {
        options.configurationFindings.compactMap { finding in
            guard finding.code == ConfigurationChecks.inactiveCode, !explained.isEmpty else { return finding }
            var rest = finding
            rest.businesses.removeAll { explained.contains($0.businessNumber) }
            if rest.businesses.isEmpty { return nil }
            rest.businessesTotal = max(rest.businesses.count, finding.businessesTotal - explained.count)
            rest.count = rest.businessesTotal
            return rest
        }
    }

    /// Mappings were given, and none is about a business of the log.
    private func foreignConfiguration(_ totals: AnalysisTotals) -> Finding? {
        let read = totals.businesses.map(\.number)
        guard let configuration = options.configuration, configuration.isForeign(to: read) else { return nil }
        return foreign(configuration, read, "The configuration you gave", "nothing was compared with it")
    }

    /// The same of what a plan adds to a configuration that is about no business in particular.
    private func foreignPlan(_ totals: AnalysisTotals) -> Finding? {
        let read = totals.businesses.map(\.number)
        guard let planned = options.planned, planned.isForeign(to: read) else { return nil }
        return foreign(planned, read, "The planned configuration", "it changes nothing for them")
    }

    private func foreign(
        _ configuration: ResolvedConfiguration, _ read: [String], _ what: String, _ so: String
    ) -> Finding {
        let given = configuration.businesses
        let shown = Numbers.list(given.prefix(3) + (given.count > 3 ? ["\(given.count - 3) more"] : []))
        let detail =
            "\(what) is for \(shown), but the records are from \(Numbers.counted(read.count, "other location", "other locations")). "
            + "It is probably another client's, so \(so)."
        var finding = knowledge.finding(
            Codes.foreignConfiguration, .undetermined, key: [], unlisted: .warning, decidable: [.undetermined],
            detail: detail, businesses: read.first.map { [$0: 1] } ?? [:])
        finding.count = given.count
        return finding
    }

    /// One contact has no rhythm.
    private func silence(_ totals: AnalysisTotals, failures: [Finding]) -> SilenceReport? {
        guard options.contact == nil else { return nil }
        let end = LogEnd(totals.businesses, options)
        guard end.day != .min else { return nil }
        return SilenceReport(
            totals.businesses, end, totals.population, failures: failures, knowledge: knowledge, options: options)
    }
}
