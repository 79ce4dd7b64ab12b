internal import Services
internal import LogAnalysis
internal import Model
internal import Support

/// The answer to the client's complaint: what it is, the root causes in the order in which they are told, and what follows.
struct Diagnosis {
    let evidence: ClientEvidence
    let checks: [CheckRow]
    /// All findings, linked to what they follow from.
    let findings: [Finding]
    let graph: CauseGraph
    /// The complaint, given or inferred.
    let symptom: Symptom?
    let isSymptomGiven: Bool
    /// Wrong, and not caused by another one; those that answer the complaint first.
    let roots: [Finding]

    init(_ evidence: ClientEvidence) {
        self.evidence = evidence
        graph = CauseGraph(evidence.playbooks)
        let run = CheckRun(evidence)
        var findings = graph.linked(evidence.question.again?.settled(run.findings, evidence) ?? run.findings)
        let symptoms = evidence.playbooks.playbooks.flatMap(\.symptoms)
        isSymptomGiven = evidence.question.symptom != nil || evidence.question.isSetup
        let name = evidence.question.symptom ?? (evidence.question.isSetup ? "setup" : nil)
        symptom =
            isSymptomGiven
            ? symptoms.first { $0.name == name }
            : symptoms.first { symptom in
                findings.contains { $0.isWrong && symptom.shownBy.contains($0.code) }
            }
        checks = run.rows
        if let open = Self.openRequirement(evidence, run.rows, findings, symptom, symptoms) { findings.append(open) }
        self.findings = findings.sorted(by: Finding.inReportOrder)
        roots = Self.roots(findings, symptom, graph)
    }

    /// What still has to be looked at where nothing wrong was found; nil where nothing has to, or something is wrong.
    private static func openRequirement(
        _ evidence: ClientEvidence, _ rows: [CheckRow], _ findings: [Finding], _ symptom: Symptom?,
        _ symptoms: [Symptom]
    ) -> Finding? {
        // That a number looks odd explains nothing.
        guard !findings.contains(where: { $0.isWrong && $0.code != RoomFinding.unusualNumber }) else { return nil }
        let scope = evidence.scope
        if !evidence.question.hasEvidence, evidence.reads == 0 {
            return evidence.finding(
                Codes.nothingGiven, .undetermined, of: scope,
                detail: "No log, no configuration and no service could be looked at"
                    + (evidence.platformAbsence.map { " (\($0.why))." } ?? "."))
        }
        let required = (symptom ?? symptoms.first { $0.name == "silence" })?.requires ?? []
        let states = Dictionary(rows.map { ($0.name, $0) }) { first, _ in first }
        // A check that is not about such a client is not missed.
        let missing = required.filter { names in
            let rows = names.split(separator: "|").compactMap { states[String($0)] }
            return !rows.isEmpty && rows.allSatisfy { $0.state == .skipped }
        }
        if missing.isEmpty { return nil }
        let skipped = missing.flatMap { $0.split(separator: "|").compactMap { states[String($0)] } }
        let titles = skipped.map { "\($0.title) (\($0.why))" }
        return evidence.finding(
            Codes.requiredSkipped, .undetermined, of: scope.count > 20 ? [] : scope,
            detail: "Not looked at: \(titles.joined(separator: ", ")).")
    }

    private static func roots(_ findings: [Finding], _ symptom: Symptom?, _ graph: CauseGraph) -> [Finding] {
        let wrong = findings.filter { $0.isWrong && $0.causedBy == nil }
        let answering = Set((symptom?.first ?? []) + (symptom?.shownBy ?? []))
        func rank(_ finding: Finding) -> (Int, Int, Int, Int, Int, String) {
            let effects = Self.followers(of: finding, findings)
            let answers = answering.contains(finding.code) || effects.contains { answering.contains($0.code) }
            let severity = finding.severity == .error ? 0 : finding.severity == .warning ? 1 : 2
            return (
                answers ? 0 : 1, finding.isDecided ? 0 : 1, severity, graph.place(of: finding.code),
                -max(finding.count, finding.locations), finding.id
            )
        }
        return wrong.map { ($0, rank($0)) }.sorted { $0.1 < $1.1 }.map(\.0)
    }

    /// All that follows from a finding, directly or not.
    static func followers(of finding: Finding, _ all: [Finding]) -> [Finding] {
        var found: [Finding] = []
        var open = [finding.id]
        while let id = open.popLast() {
            for other in all where other.causedBy == id && !found.contains(where: { $0.id == other.id }) {
                found.append(other)
                open.append(other.id)
            }
        }
        return found
    }

    /// What follows from a root.
    func followers(of root: Finding) -> [Finding] { Self.followers(of: root, findings) }

    /// Problems, undecided things and gaps decide it as in every report.
    var outcome: Outcome {
        Report(command: "check", coverage: Coverage(gaps: gaps), findings: findings).outcome
    }

    /// What could not be looked at, in the sources and in the log.
    var gaps: [Gap] { evidence.gaps + (evidence.log.value?.report.coverage.gaps ?? []) }

    /// What became of the saved case's findings; nil where none was given.
    var compared: CaseComparison? {
        evidence.question.again.map { CaseComparison($0, self, unchanged: evidence.question.unchanged) }
    }

    /// The root of each location, for a table of locations.
    func root(of number: String) -> Finding? {
        roots.first { root in
            ([root] + followers(of: root)).contains { CauseGraph.locations(of: $0).contains(number) }
        }
    }
}
