public import Model

/// Where single records go (`--each`), as bytes that may be shown.
public struct RecordDoor: Sendable {
    /// A record's line without what differs from record to record of one group: line, `_id` and time are left out.
    public var template: @Sendable (RecordExplanation) -> RecordTemplate
    /// An `_id` as it may be shown in such a line; nothing stands for a record without one.
    public var id: @Sendable (String?) -> [UInt8]
    /// A time as it stands in such a line; nothing stands for a record without one.
    public var time: @Sendable (String?) -> [UInt8]
    /// Takes finished lines, in the order of the input; false if nobody wants more.
    public var write: @Sendable ([UInt8]) -> Bool

    /// All parts, one by one.
    public init(
        template: @escaping @Sendable (RecordExplanation) -> RecordTemplate,
        id: @escaping @Sendable (String?) -> [UInt8], time: @escaping @Sendable (String?) -> [UInt8],
        write: @escaping @Sendable ([UInt8]) -> Bool
    ) {
        self.template = template
        self.id = id
        self.time = time
        self.write = write
    }
}

/// The parts of a record's line: `beforeLine` 12 `beforeID` "a" `beforeTime` "2026…" `behind`.
public struct RecordTemplate: Sendable, Equatable {
    /// Up to the line's number.
    public var beforeLine: [UInt8]
    /// Between the line's number and the `_id`.
    public var beforeID: [UInt8]
    /// Between the `_id` and the time.
    public var beforeTime: [UInt8]
    /// The rest, with a newline at its end.
    public var behind: [UInt8]

    /// All parts, one by one.
    public init(beforeLine: [UInt8], beforeID: [UInt8], beforeTime: [UInt8], behind: [UInt8]) {
        self.beforeLine = beforeLine
        self.beforeID = beforeID
        self.beforeTime = beforeTime
        self.behind = behind
    }
}
