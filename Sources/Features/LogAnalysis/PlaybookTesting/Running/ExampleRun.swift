internal import Configuration
internal import LogReading
internal import Model

/// Playbooks, compiled once, that examples are put to.
struct ExampleRun {
    private let set: PlaybookSet
    private let knowledge: Knowledge
    private let inputCodes: Set<String>

    init(_ set: PlaybookSet) {
        self.set = set
        knowledge = Knowledge(set)
        inputCodes = Set(set.playbooks.filter { $0.kind == .tool }.flatMap(\.codes).map(\.code))
    }

    /// What differs from what the example says; empty where it holds.
    func mismatches(_ example: Example) -> [Mismatch] {
        do throws(InputFault) {
            let report = try report(example)
            if let wrong = Mismatch.ofInput(example, report) { return [wrong] }
            let named = example.fires.map(\.code) + example.mustNotFire
            let observed = Observed(report, ignored: inputCodes.subtracting(named))
            return Mismatch.all(example, observed)
        } catch {
            return [Mismatch(found: "input that \(error.text)", expected: "a record or a line of a log")]
        }
    }

    /// Through the same reader and judge as `explain`, with one input on one thread.
    private func report(_ example: Example) throws(InputFault) -> Report {
        var options = AnalysisOptions()
        if !example.settings.isEmpty {
            options.configuration = ResolvedConfiguration(
                ClientConfiguration(), settings: example.settings, playbooks: set)
            let findings = ConfigurationChecks.findings(
                ClientConfiguration(), settings: example.settings, playbooks: set)
            options.configurationFindings = findings
        }
        let analysis = Analysis(knowledge, options: options, inputs: 1, threads: 1)
        try analysis.read(ByteSource(Array(example.input.utf8) + [0x0A], name: example.name))
        return analysis.report()
    }
}
