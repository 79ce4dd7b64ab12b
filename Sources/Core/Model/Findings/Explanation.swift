/// What `explain` found beside its findings; the report's `result`.
public struct Explanation: Sendable, Equatable {
    /// Records over time; nothing where none has a usable time, or all have the same.
    public var timeline: Histogram?
    /// What would let restricted contacts through, most contacts first; empty where no configuration was given.
    public var changes: [ChangeSet]
    /// Campaign tags, where they were asked for.
    public var tags: [TagField]?
    /// Single records, where few were read or one contact was asked for.
    public var records: [RecordExplanation]?

    /// Makes an explanation; without arguments there is nothing beside the findings.
    public init(
        timeline: Histogram? = nil, changes: [ChangeSet] = [], tags: [TagField]? = nil,
        records: [RecordExplanation]? = nil
    ) {
        self.timeline = timeline
        self.changes = changes
        self.tags = tags
        self.records = records
    }
}
