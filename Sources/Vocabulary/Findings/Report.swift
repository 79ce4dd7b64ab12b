/// A plain value tree, in which a command's `result` reaches the writers.
public indirect enum PlainValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int)
    case text(String)
    case list([PlainValue])
    case object([PlainMember])
}

/// One member of an object in a `PlainValue`; members keep their order.
public struct PlainMember: Sendable, Equatable {
    public var key: String
    public var value: PlainValue

    public init(_ key: String, _ value: PlainValue) {
        self.key = key
        self.value = value
    }
}

/// One input as it was read.
public struct InputSummary: Sendable, Equatable {
    public var name: String
    /// One of D24's words: `ndjson`, `document`, `array`, `response`, `text`, …, `unknown`.
    public var format: String
    /// Bytes as stored (D6).
    public var bytes: Int
    /// Records before filters and duplicates (D6).
    public var records: Int

    public init(name: String, format: String, bytes: Int, records: Int) {
        self.name = name
        self.format = format
        self.bytes = bytes
        self.records = records
    }
}

/// Something that could not be looked at, and so limits what a "no" is worth.
public struct Gap: Sendable, Equatable {
    public var code: String
    public var detail: String

    public init(code: String, detail: String) {
        self.code = code
        self.detail = detail
    }
}

/// The counters of `explain` and `check` (design.md §4).
public struct Counters: Sendable, Equatable {
    public var records = 0
    public var restricted = 0
    public var unrestricted = 0
    public var explained = 0
    public var unexplained = 0
    public var failures = 0
    public var malformed = 0
    public var duplicates = 0
    public var filtered = 0
    public var ignoredLines = 0

    public init() {}
}

/// What was read and what was not.
public struct Coverage: Sendable, Equatable {
    public var inputs: [InputSummary]
    /// Nothing for commands that read no records.
    public var counters: Counters?
    public var gaps: [Gap]

    public init(inputs: [InputSummary] = [], counters: Counters? = nil, gaps: [Gap] = []) {
        self.inputs = inputs
        self.counters = counters
        self.gaps = gaps
    }
}

/// What a command found, in every format.
public struct Report: Sendable, Equatable {
    public var command: String
    public var result: PlainValue
    public var coverage: Coverage
    /// In report order.
    public var findings: [Finding]

    public init(command: String, result: PlainValue = .object([]), coverage: Coverage, findings: [Finding]) {
        self.command = command
        self.result = result
        self.coverage = coverage
        self.findings = findings.sorted(by: Finding.inReportOrder)
    }

    /// `undetermined` wins over `problem`, `problem` over `ok` (design.md §3).
    public var outcome: Outcome {
        let undecided = findings.contains { $0.verdict == .undetermined || $0.verdict == .broken }
        if undecided || !coverage.gaps.isEmpty || (coverage.counters?.malformed ?? 0) > 0 { return .undetermined }
        let wrong = findings.contains { $0.severity != .info && $0.verdict != .ruledOut }
        return wrong ? .problem : .ok
    }
}
