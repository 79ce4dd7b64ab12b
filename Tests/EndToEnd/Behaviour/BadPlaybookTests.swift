import Foundation
import Testing
import ToolRunning

/// A playbook of a made-up integration; `extra` stands at its end.
private func playbook(_ name: String, reason: String, code: String, extra: String = "") -> String {
    """
    playbook: \(name)
    kind: integration
    title: A made-up integration.
    version: 1
    verified: "2026-11-21"
    integration:
      names: [\(name)]
      sourceID: 9\(code.suffix(2))
    rules:
      - code: \(code)
        kind: flag
        reason: \(reason)
    codes:
      - code: \(code)
        title: A made-up reason
        severity: warning
        source: invented
        explanation: Made up.
        falsePositives: [None known.]
        decidedBy: Nothing.
        remedies:
          - text: Do nothing.
            owner: support
    \(extra)

    """
}

@Suite(.fewAtATime) struct BadPlaybookTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try scratch.file(
            "in.ndjson", record(["restrictionReason": "\"Tuesday\"", "integrationSource": "\"Exampledent\""]))
    }

    private func run(_ arguments: String...) async throws -> ToolRun {
        try await Tool.run(arguments + ["--playbooks", "books"], in: scratch.folder)
    }

    private func expectRefused(_ place: String, _ words: String..., sourceLocation: SourceLocation = #_sourceLocation)
        async
        throws
    {
        let explained = try await run("explain", "in.ndjson")
        #expect(explained.exitCode == 78, sourceLocation: sourceLocation)
        #expect(explained.out == "", sourceLocation: sourceLocation)
        let linted = try await run("playbook", "lint")
        #expect(linted.exitCode == 1, sourceLocation: sourceLocation)
        for text in [explained.err, linted.out + linted.err] {
            #expect(text.contains(place), "\(text)", sourceLocation: sourceLocation)
            for word in words { #expect(text.contains(word), "\(text)", sourceLocation: sourceLocation) }
        }
    }

    @Test func `a whole playbook is used`() async throws {
        try scratch.file("books/one.yaml", playbook("Exampledent", reason: "Tuesday", code: "BE5101"))
        #expect(try await run("explain", "in.ndjson").exitCode == 1)
        #expect(try await run("playbook", "list").out.contains("Exampledent"))
        #expect(try await run("codes", "BE5101").exitCode == 0)
    }

    @Test func `an unknown key is refused with its place and the nearest name`() async throws {
        try scratch.file(
            "books/one.yaml", playbook("Exampledent", reason: "Tuesday", code: "BE5101", extra: "requets: []"))
        try await expectRefused("one.yaml:24", "requets", "requests")
    }

    @Test func `an unknown key inside a rule is refused with its place`() async throws {
        let text = playbook("Exampledent", reason: "Tuesday", code: "BE5101")
        try scratch.file("books/one.yaml", text.replacingOccurrences(of: "    kind: flag", with: "    kinds: flag"))
        try await expectRefused("one.yaml:11", "kinds")
    }

    @Test(arguments: [("title: &t A made-up", 3), ("title: *t", 3), ("title: &t\n  A", 3)])
    func `an anchor or alias is refused with its place`(_ line: String, _ number: Int) async throws {
        let text = playbook("Exampledent", reason: "Tuesday", code: "BE5101")
        try scratch.file(
            "books/one.yaml", text.replacingOccurrences(of: "title: A made-up integration.", with: line))
        try await expectRefused("one.yaml:\(number)")
    }

    @Test func `two playbooks that claim one code are refused`() async throws {
        try scratch.file("books/one.yaml", playbook("Exampledent", reason: "Tuesday", code: "BE5101"))
        try scratch.file("books/two.yaml", playbook("Samplemed", reason: "Wednesday", code: "BE5101"))
        try await expectRefused(".yaml:", "BE5101")
    }

    @Test(arguments: [("names: [Samplemed]", "names: [Exampledent]"), ("sourceID: 902", "sourceID: 901")])
    func `two playbooks that claim one system are refused`(_ own: String, _ other: String) async throws {
        try scratch.file("books/one.yaml", playbook("Exampledent", reason: "Tuesday", code: "BE5101"))
        let second = playbook("Samplemed", reason: "Wednesday", code: "BE5102")
        try scratch.file("books/two.yaml", second.replacingOccurrences(of: own, with: other))
        try await expectRefused(".yaml:", "Exampledent")
    }

    @Test func `a reason that two systems share is open until the record names one`() async throws {
        try scratch.file("books/one.yaml", playbook("Exampledent", reason: "Tuesday", code: "BE5101"))
        try scratch.file("books/two.yaml", playbook("Samplemed", reason: "‘tuesday’.", code: "BE5102"))
        #expect(try await Report(run("explain", "--format", "json", "in.ndjson")).codes == ["BE5101"])
        try scratch.file("in.ndjson", unplaced("Tuesday"))
        #expect(try await Report(run("explain", "--format", "json", "in.ndjson")).codes == ["BE1101"])
    }

    @Test func `one reason twice in a playbook is refused`() async throws {
        let rule = "  - code: BE5101\n    kind: flag\n    reason: ‘Tuesday’.\ncodes:"
        let text = playbook("Exampledent", reason: "Tuesday", code: "BE5101")
        try scratch.file("books/one.yaml", text.replacingOccurrences(of: "codes:", with: rule))
        try await expectRefused("one.yaml:", "Tuesday")
    }

    @Test(arguments: ["a: [", "\t- x", "- just\n- a list\n", "", "playbook: X\nplaybook: Y\n", "\u{0}\u{1}"])
    func `what is no playbook is refused`(_ text: String) async throws {
        try scratch.file("books/one.yaml", text)
        try await expectRefused("one.yaml")
    }

    @Test func `a folder of playbooks that is not there is refused`() async throws {
        let explained = try await run("explain", "in.ndjson")
        #expect([64, 78].contains(explained.exitCode))
        #expect(explained.err.contains("books"))
    }
}
