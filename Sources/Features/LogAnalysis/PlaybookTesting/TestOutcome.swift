public import Model

/// What a test of playbooks came to.
public struct TestOutcome: Sendable {
    /// How many playbooks were tested.
    public var playbooks = 0
    /// How many examples of theirs were run.
    public var examples = 0
    /// How many conditions were taken away, each once.
    public var conditions = 0
    /// Playbook by playbook: the faults of its examples, then its own, each in the order of the lines.
    public var faults: [PlaybookFault] = []

    /// Nothing tested yet.
    public init() {}
}
