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
        do throws(InputError) {
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
    private func report(_ example: Example) throws(InputError) -> Report {
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

/// What the engine says of one example.
struct Observed: Equatable {
    /// The verdicts of each code; a gap has a code and no verdict.
    var fired: [String: Set<Verdict>] = [:]
    var alsoBlockedBy: Set<String> = []
    var nearMisses: Set<Example.Nearly> = []
    /// Of each finding.
    var businesses: Set<[String]> = []
    /// Of each finding.
    var times: Set<String?> = []

    /// `ignored`: codes that only count where the example names them, such as those about the input.
    init(_ report: Report, ignored: Set<String>) {
        for finding in report.findings where !ignored.contains(finding.code) {
            fired[finding.code, default: []].insert(finding.verdict)
            alsoBlockedBy.formUnion(finding.alsoBlockedBy.map(\.code))
            nearMisses.formUnion(finding.nearMisses.map { Example.Nearly(value: $0.value, candidate: $0.candidate) })
            businesses.insert(finding.businesses.map(\.businessNumber))
            times.insert(finding.firstSeen)
        }
        for gap in report.coverage.gaps where !ignored.contains(gap.code) { fired[gap.code, default: []] = [] }
        // Reasons of one record block each other; those are named by `fires`.
        alsoBlockedBy.subtract(fired.keys)
    }
}

/// One thing that the engine says otherwise than the example.
struct Mismatch: Equatable {
    var found: String
    var expected: String

    /// All of them, in the order of the example's keys.
    static func all(_ example: Example, _ observed: Observed) -> [Mismatch] {
        var all = codes(example, observed)
        if Set(example.alsoBlockedBy) != observed.alsoBlockedBy {
            all.append(
                Mismatch(
                    found: "alsoBlockedBy \(list(observed.alsoBlockedBy))",
                    expected: "alsoBlockedBy \(list(example.alsoBlockedBy))"))
        }
        if Set(example.nearMisses) != observed.nearMisses {
            all.append(
                Mismatch(
                    found: "nearMisses \(list(observed.nearMisses.map(shown)))",
                    expected: "nearMisses \(list(example.nearMisses.map(shown)))"))
        }
        if let business = example.business, observed.businesses != [[business]] {
            let found = observed.businesses.map { $0.isEmpty ? "none" : $0.joined(separator: " and ") }
            all.append(Mismatch(found: "business \(list(found))", expected: "business [\(business)]"))
        }
        if let time = example.time, observed.times != [time] {
            all.append(Mismatch(found: "time \(list(observed.times.map { $0 ?? "none" }))", expected: "time [\(time)]"))
        }
        return all
    }

    /// A damaged document would be a gap, which no example would notice.
    static func ofInput(_ example: Example, _ report: Report) -> Mismatch? {
        guard let format = report.coverage.inputs.first?.format else { return nil }
        if !example.isRecord {
            return format == "text"
                ? nil : Mismatch(found: "‘line’ with a JSON document", expected: "plain text, or the key ‘record’")
        }
        let others = report.coverage.counters?.others ?? 0
        let isDocument =
            (report.coverage.counters?.malformed ?? 0) == 0 && report.coverage.inputs[0].records + others == 1
        return isDocument && format != "text"
            ? nil : Mismatch(found: "‘record’ that is not a JSON document", expected: "one JSON document")
    }

    private static func codes(_ example: Example, _ observed: Observed) -> [Mismatch] {
        var all: [Mismatch] = []
        for firing in example.fires {
            guard let verdicts = observed.fired[firing.code] else {
                all.append(Mismatch(found: fired(observed), expected: "\(firing.code), which does not fire"))
                continue
            }
            guard let verdict = firing.verdict, verdicts != [verdict] else { continue }
            let found = verdicts.isEmpty ? "no verdict, since it is a gap" : list(verdicts.map(\.rawValue))
            all.append(Mismatch(found: "\(firing.code) \(found)", expected: "\(firing.code) [\(verdict.rawValue)]"))
        }
        for code in observed.fired.keys.sorted() where !example.names(code) {
            let expected =
                example.mustNotFire.contains(code)
                ? "a near miss, for which it must not fire"
                : example.fires.isEmpty ? "that nothing fires" : "only \(list(example.fires.map(\.code)))"
            all.append(Mismatch(found: "\(code), which fires", expected: expected))
        }
        return all
    }

    private static func fired(_ observed: Observed) -> String {
        observed.fired.isEmpty ? "nothing that fires" : "only \(list(observed.fired.keys))"
    }

    private static func shown(_ nearly: Example.Nearly) -> String { "‘\(nearly.value)’ for ‘\(nearly.candidate)’" }

    private static func list(_ texts: some Sequence<String>) -> String {
        "[\(texts.sorted().joined(separator: ", "))]"
    }
}
