/// One input as it was read.
public struct InputSummary: Sendable, Equatable {
    /// The path as it was given; `-` is standard input.
    public var name: String
    /// One of rules.md D24's words: `ndjson`, `document`, `array`, `response`, `text`, …, `unknown`.
    public var format: String
    /// Bytes as stored (rules.md D6).
    public var bytes: Int
    /// Records before filters and duplicates (rules.md D6).
    public var records: Int

    /// Makes the summary of one input; both counts as read, nothing left out.
    public init(name: String, format: String, bytes: Int, records: Int) {
        self.name = name
        self.format = format
        self.bytes = bytes
        self.records = records
    }
}

/// Something that could not be looked at, and so limits what a "no" is worth.
public struct Gap: Sendable, Equatable {
    /// A code of `playbooks/tool.yaml`, which says what the gap is and what to do about it.
    public var code: String
    /// What was not looked at, with the input's name and how much of it, as whole sentences.
    public var detail: String

    /// Makes a gap; `detail` may hold any text, since the gate comes later.
    public init(code: String, detail: String) {
        self.code = code
        self.detail = detail
    }
}

/// The counters of `explain` and `check` (report.md).
public struct Counters: Sendable, Equatable {
    /// Documents and known failure lines that were judged: after filters and duplicates; rows by their counts.
    public var records = 0
    /// Records with at least one reason.
    public var restricted = 0
    /// Records without any reason; with `restricted` they are all `records`.
    public var unrestricted = 0
    /// Restricted records all of whose reasons a playbook knows.
    public var explained = 0
    /// Restricted records that hold a reason nobody knows.
    public var unexplained = 0
    /// Records that show a failure of the integration, restricted or not.
    public var failures = 0
    /// Lines or documents that are no JSON; they are no `records`.
    public var malformed = 0
    /// Documents that an earlier input held already; each is judged once.
    public var duplicates = 0
    /// Documents and rows that are no records: nothing in them is of a contact, and none shows a failure.
    public var others = 0
    /// Records that an option such as `--business` or `--since` left out; they are no `records`.
    public var filtered = 0
    /// Lines of plain text that show no known failure.
    public var ignoredLines = 0

    /// Makes counters that all stand at 0.
    public init() {}
}

/// What was read and what was not.
public struct Coverage: Sendable, Equatable {
    /// In the order of the command line, those that could not be read included.
    public var inputs: [InputSummary]
    /// Nothing for commands that read no records.
    public var counters: Counters?
    /// Empty if everything was looked at; any gap makes the outcome `undetermined`.
    public var gaps: [Gap]

    /// Makes a coverage; without arguments it is that of a command that reads nothing.
    public init(inputs: [InputSummary] = [], counters: Counters? = nil, gaps: [Gap] = []) {
        self.inputs = inputs
        self.counters = counters
        self.gaps = gaps
    }
}

/// What a command found, in every format.
public struct Report: Sendable, Equatable {
    /// The command's first name: `explain`, `codes` or `playbook`.
    public var command: String
    /// What the command answers apart from findings; an empty object for `explain`, which has its `explanation`.
    public var result: PlainValue
    /// What `explain` answers apart from findings; nil for every other command.
    public var explanation: Explanation?
    /// The answer in one sentence, which a report for a person begins with; nil where counters and findings say it.
    public var headline: String?
    /// The step that comes next where nothing is wrong; nil where a finding has one.
    public var next: Remedy?
    /// The result as a person sees it; formats for scripts leave it out, since `result` says the same.
    public var view: [ViewBlock]
    /// Whether the view tells the findings and what to do next, so that a short report for a person does not repeat them.
    public var viewTellsFindings: Bool
    /// Whether the view is all of the text: one that is sent to somebody as it is.
    public var isText = false
    /// What a page shows of a client; nil where none is written.
    public var page: ClientPage?
    /// The verdict in a few words, for the last line of a report for a person; nil where outcome and counters say it.
    public var verdict: String?
    /// Tells how far a "no" of this report reaches.
    public var coverage: Coverage
    /// In report order.
    public var findings: [Finding]
    /// Whether the result alone says that something is wrong with what was given (rules.md D23).
    public var resultIsProblem: Bool

    /// Makes a report; findings may come in any order and are sorted here.
    public init(
        command: String, headline: String? = nil, result: PlainValue = .object([]), explanation: Explanation? = nil,
        view: [ViewBlock] = [], viewTellsFindings: Bool = false, verdict: String? = nil,
        coverage: Coverage = Coverage(),
        findings: [Finding] = [], resultIsProblem: Bool = false
    ) {
        self.command = command
        self.headline = headline
        self.result = result
        self.explanation = explanation
        self.view = view
        self.viewTellsFindings = viewTellsFindings
        self.verdict = verdict
        self.coverage = coverage
        self.findings = findings.sorted(by: Finding.inReportOrder)
        self.resultIsProblem = resultIsProblem
    }

    /// `undetermined` wins over `problem`, `problem` over `ok` (report.md).
    public var outcome: Outcome {
        let undecided = findings.contains { $0.verdict == .undetermined || $0.verdict == .broken }
        if undecided || !coverage.gaps.isEmpty || (coverage.counters?.malformed ?? 0) > 0 { return .undetermined }
        let wrong = findings.contains(where: \.isWrong)
        return wrong || resultIsProblem ? .problem : .ok
    }
}
