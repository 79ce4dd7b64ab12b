public import Model

/// A report that has passed the gate; writers take nothing else, so that none can go round it.
public struct SafeReport: Sendable, Equatable {
    /// The report with every text made safe to show.
    public let report: Report

    init(_ report: Report) {
        self.report = report
    }
}

/// A single record that has passed the gate.
public struct SafeRecord: Sendable, Equatable {
    /// What was found of it, with every text made safe to show.
    public let record: RecordExplanation

    init(_ record: RecordExplanation) {
        self.record = record
    }
}

/// A value tree that has passed the gate, for output that is not a report, such as one line a record.
public struct SafeValue: Sendable, Equatable {
    /// The tree with every key and text made safe to show.
    public let value: PlainValue

    init(_ value: PlainValue) {
        self.value = value
    }
}
