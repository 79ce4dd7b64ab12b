import Testing

@testable import Model
@testable import Reporting

@Suite struct MarkdownReportTests {
    static func text(_ report: Report) -> String { MarkdownReport.text(Gate().report(report), isFull: true) }

    static func finding(_ value: String, detail: String = "d") -> Finding {
        Finding(
            id: "i", code: "BE2101", title: "t", severity: .warning, verdict: .likely, count: 1,
            evidence: [Evidence(name: "status", value: value, count: 1)], detail: detail,
            remedies: [Remedy(text: "Read `a`.", owner: .support, query: "a : \"b\"")])
    }

    /// Whatever a record holds, the table keeps its columns and nothing becomes markup.
    @Test(arguments: [
        "a|b", "`tick`", "``two``", "*bold*", "<b>html</b>", "[link](http://example.com)", "a\\|b", "![x](y)", "# head",
        "trailing ", "| --- |", "&amp;",
    ])
    func `a value stays in its cell and is no markup`(_ value: String) {
        let text = Self.text(Report(command: "explain", coverage: Coverage(), findings: [Self.finding(value)]))
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `status`") }
        #expect(rows.count == 1)
        var bars = 0
        var previous: Character = " "
        for character in rows.first ?? "" {
            if character == "|" && previous != "\\" { bars += 1 }
            previous = character
        }
        #expect(bars == 5)
    }

    @Test(arguments: ["<img src=x>", "*all*", "_all_", "[a](b)", "a | b"])
    func `prose is no markup`(_ detail: String) {
        let text = Self.text(
            Report(command: "explain", coverage: Coverage(), findings: [Self.finding("2", detail: detail)]))
        #expect(!text.contains("\n\(detail)\n"))
    }

    @Test func `a query that holds a fence gets a longer one`() {
        var finding = Self.finding("2")
        finding.remedies[0].query = "a\n```\nb"
        let text = Self.text(Report(command: "explain", coverage: Coverage(), findings: [finding]))
        #expect(text.contains("   ````\n   a\n   ```\n   b\n   ````"))
    }

    @Test func `the outcome stands first`() {
        #expect(
            Self.text(Report(command: "explain", coverage: Coverage(), findings: []))
                .hasPrefix("## be-diagnose explain\n\n**Nothing wrong found.**"))
    }
}
