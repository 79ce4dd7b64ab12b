public import Model
public import Support

/// The gates of a playbook that need the engine (playbooks/README.md); what can be seen without it is `PlaybookLint`.
public enum PlaybookTest {
    /// Tests the playbooks of `names`, or all, by the examples in `files`. The playbooks must be without a fault.
    ///
    /// All examples run and count as guards, whatever `names` says, so that a playbook's faults do not depend on it.
    public static func outcome(of set: PlaybookSet, _ files: [ExampleFile], names: Set<String>? = nil) -> TestOutcome {
        var outcome = TestOutcome()
        let tested = set.readPlaybooks.filter { names?.contains($0.playbook.name) ?? true }
        outcome.playbooks = tested.count
        let (byPlaybook, unread) = read(files, set)
        // Without all examples every other fault would be in doubt.
        guard unread.isEmpty else {
            outcome.faults = unread
            return outcome
        }
        let run = ExampleRun(set)
        let judged = byPlaybook.mapValues { $0.map { JudgedExample($0, run.mismatches($0)) } }
        let gate = ConditionCheck(set, set.readPlaybooks.flatMap { judged[$0.playbook.name] ?? [] })
        for read in tested {
            let own = judged[read.playbook.name] ?? []
            let conditions = Condition.all(of: read)
            outcome.examples += own.count
            outcome.conditions += conditions.count
            for judged in own {
                outcome.faults += judged.mismatches.map { ExampleFaults.mismatch($0, judged.example) }
            }
            guard !own.isEmpty || conditions.isEmpty else {
                outcome.faults.append(ExampleFaults.none(of: read))
                continue
            }
            outcome.faults += gates(read, own.map(\.example), gate.unguarded(conditions))
        }
        return outcome
    }

    private static func read(
        _ files: [ExampleFile], _ set: PlaybookSet
    ) -> (examples: [String: [Example]], faults: [YAMLError]) {
        let reading = ExampleReading(set)
        var examples: [String: [Example]] = [:]
        var faults: [YAMLError] = []
        for file in files {
            guard let playbook = file.playbook else {
                faults.append(ExampleFaults.homeless(file))
                continue
            }
            let read = reading.read(file)
            examples[playbook, default: []] += read.examples
            faults += read.faults
        }
        return (examples, faults)
    }

    private static func gates(_ read: ReadPlaybook, _ own: [Example], _ unguarded: [Condition]) -> [YAMLError] {
        let home = own.first?.file ?? read.playbook.file
        let faults =
            FiringCheck.faults(of: read, own, home: home) + NearMissCheck.faults(of: read, own, home: home)
            + unguarded.map { ExampleFaults.unguarded($0, read, home) }
        return faults.enumerated().sorted { ($0.element.mark, $0.offset) < ($1.element.mark, $1.offset) }.map(\.element)
    }
}

/// What a test of playbooks came to.
public struct TestOutcome: Sendable {
    /// How many playbooks were tested.
    public var playbooks = 0
    /// How many examples of theirs were run.
    public var examples = 0
    /// How many conditions were taken away, each once.
    public var conditions = 0
    /// Playbook by playbook: the faults of its examples, then its own, each in the order of the lines.
    public var faults: [YAMLError] = []

    /// Nothing tested yet.
    public init() {}
}
