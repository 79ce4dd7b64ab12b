import Testing

@testable import Model
@testable import Reporting

@Suite struct TextReportTests {
    static func text(_ report: Report, style: TextStyle = TextStyle()) -> String {
        TextReport.text(Gate().report(report), style: style)
    }

    /// As wcwidth counts the characters that these tests use.
    static func columns(_ line: Substring) -> Int {
        line.unicodeScalars.reduce(0) { sum, scalar in
            switch scalar.value {
            case 0x300...0x36F: sum
            case 0x3000...0x9FFF, 0xFF01...0xFF60, 0x1F000...0x1FAFF: sum + 2
            default: sum + 1
            }
        }
    }

    @Test func saysTheMostImportantFirst() {
        let lines = Self.text(SampleReports.restricted()).split(separator: "\n")
        #expect(lines[0].hasPrefix("412 of 1,000 contacts were held back"))
        #expect(lines.contains { $0.contains("BE2101, likely") })
        #expect(lines.last?.hasPrefix("412 of 1,000 held back") == true && lines.last?.hasSuffix("(exit 2)") == true)
        let full = Self.full(SampleReports.restricted()).split(separator: "\n")
        #expect(full.first == lines.first && full.last == lines.last)
        #expect(full.contains("1,000 records, 412 held back, 588 not held back, 412 explained"))
        #expect(full.contains { $0.hasPrefix("WARNING  BE2101  likely  412 contacts  AthenaHealth: Appointment") })
        #expect(full.contains("  export.ndjson: ndjson, 1,000 records, 12.3 MB"))
        #expect(full.contains("    … and 12 more"))
    }

    private static func full(_ report: Report, width: Int = 80) -> String {
        text(report, style: TextStyle(width: width, isFull: true))
    }

    @Test func alignsEvidence() {
        let text = Self.full(SampleReports.restricted())
        #expect(text.contains("    400  2  Checked in\n     12  (missing)\n"))
    }

    @Test func copyableLinesStandWholeAndRepeatedStepsOnce() {
        let text = Self.full(SampleReports.restricted(), width: 40)
        #expect(text.contains("\n         labels.source: \"27\" and pms_appointment_status: *\n"))
        #expect(text.contains("\n         be-diagnose check 'it'\\''s 1'\n"))
        #expect(!text.contains("the same as BE2101, step 2"))
        let wide = Self.full(SampleReports.restricted())
        #expect(wide.contains("1. [support] (danger: low) (cannot be undone) the same as BE2101, step 1"))
    }

    @Test(
        arguments: [20, 40, 80],
        [
            "plain", String(repeating: "x", count: 500), String(repeating: "診療所", count: 60),
            "\u{1B}[2J\u{202E}\n\nBE9999",
            String(repeating: "e\u{301}", count: 200), String(repeating: "👍 ", count: 90), "  two  spaces  ", "",
            String(repeating: "word ", count: 100),
        ])
    func noLineIsTooLong(width: Int, hostile: String) {
        let report = SampleReports.restricted(text: hostile, value: hostile)
        let copied = ["labels.source", "be-diagnose check"]
        let texts = [Self.text(report, style: TextStyle(width: width)), Self.full(report, width: width)]
        for line in texts.joined().split(separator: "\n")
        where !copied.contains(where: { line.contains($0) }) {
            #expect(Self.columns(line) <= width, "\(line)")
            #expect(line.last != " ")
        }
    }

    @Test func newlinesInValuesForgeNoLines() {
        let text = Self.text(SampleReports.restricted(text: "x\nERROR  BE9999  confirmed"))
        #expect(!text.contains("\nERROR"))
        #expect(!text.contains("\n  ERROR"))
    }

    @Test func spacesInValuesStayVisible() {
        let text = Self.text(SampleReports.restricted(value: " a  b "))
        #expect(text.contains("\"\\u{20}a \\u{20}b\\u{20}\""))
    }

    @Test func coloursOnlyWhenAsked() {
        let plain = Self.text(SampleReports.restricted())
        let coloured = Self.text(SampleReports.restricted(), style: TextStyle(color: true))
        #expect(!plain.contains("\u{1B}"))
        #expect(coloured.contains("\u{1B}[33m") && coloured.contains("\u{1B}[36m[support]\u{1B}[0m"))
        #expect(coloured.replacing(#/\u{1B}\[\d+m/#, with: "") == plain)
    }

    @Test func emptyReportsSayWhatTheyAreWorth() {
        let fine = Report(command: "practice", coverage: Coverage(), findings: [])
        #expect(Self.text(fine) == "Nothing wrong found.\n")
        let nothing = Report(command: "explain", coverage: Coverage(counters: Counters()), findings: [])
        #expect(Self.text(nothing).hasPrefix("No records to check.\n"))
        var counters = Counters()
        counters.records = 5
        counters.unrestricted = 5
        counters.ignoredLines = 1
        let all = Report(command: "explain", coverage: Coverage(counters: counters), findings: [])
        #expect(Self.text(all).hasPrefix("No contact was held back (5 records checked).\n"))
        #expect(Self.full(all).contains("5 not held back, 1 ignored line\n"))
        let gap = Coverage(gaps: [Gap(code: "BE1003", detail: "unreadable")])
        #expect(
            Self.text(Report(command: "x", coverage: gap, findings: [])).hasPrefix("Not everything could be checked."))
    }
}
