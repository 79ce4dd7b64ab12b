import Testing
import ToolRunning

/// `--contact`: one person's records, and never the person.
@Suite(.fewAtATime) struct ContactTests {
    private static let mine = record([
        "contact": #"{"email":"Ada.Sample@example.com","phone":"+1 (555) 555-0101","ids":[{"chart":4711000001}]}"#,
        "restrictionReason": quoted(Reason.athenaStatus), "pms_appointment_status": quoted("2"),
    ])
    private static let other = record([
        "contact": #"{"email":"ben.sample@example.com","phone":"555-555-0199","ids":[{"chart":4711000002}]}"#,
        "restrictionReason": quoted(Reason.beta),
    ])

    @Test(arguments: [
        "Ada.Sample@example.com", "ada.sample@EXAMPLE.com", " ada.sample@example.com ", "+1 (555) 555-0101",
        "5555550101", "1-555-555-0101", "4711000001",
    ])
    func `a value finds its own records, wherever it stands`(_ value: String) async throws {
        let report = try await explain(lines(Self.other, Self.mine, Self.other), "--contact", value)
        #expect(report.counter("records") == 1)
        #expect(report.counter("filtered") == 2)
        #expect(report.codes == ["BE2101"])
        #expect(report.whole["result"]?["records"]?.list.count == 1)
    }

    @Test(arguments: [
        "ada.sample@example.co", "sample@example.com", "555555010", "555550101", "471100000", "25555550101", "2",
    ])
    func `a value that is only like one finds nothing`(_ value: String) async throws {
        let report = try await explain(lines(Self.other, Self.mine), "--contact", value)
        // "2" is the status of a record, so it is that record's value as well.
        #expect(report.counter("records") == (value == "2" ? 1 : 0))
        if value != "2" { #expect(report.codes == ["BE1013"]) }
    }

    @Test func `every reason is told, newest first`() async throws {
        let days = [3, 9, 5].map { day in
            record([
                "@timestamp": "\"2026-11-0\(day)T06:00:00.000Z\"", "email": "\"ada@example.com\"",
                "restrictionReason": quoted(day == 5 ? Reason.beta : Reason.athenaStatus),
                "pms_appointment_status": "\"2\"",
            ])
        }
        let report = try await explain(days.joined(separator: "\n"), "--contact", "ada@example.com")
        let records = report.whole["result"]?["records"]?.list ?? []
        #expect(records.map { $0["time"]?.string?.prefix(10) } == ["2026-11-09", "2026-11-05", "2026-11-03"])
        #expect(records.map { $0["line"]?.int } == [2, 3, 1])
        #expect(records.map { $0["findings"]?.list.first?["code"]?.string } == ["BE2101", "BE2102", "BE2101"])
    }

    @Test func `an unrestricted contact is a matter of the campaign and the fetch delay`() async throws {
        let report = try await explain(record(["email": "\"ada@example.com\""]), "--contact", "ada@example.com")
        #expect(report.codes == ["BE1014"])
        #expect(report.exitCode == 0)
    }

    @Test(arguments: ["text", "json", "markdown"])
    func `the value itself is never printed`(_ format: String) async throws {
        for value in ["ada.sample@example.com", "4711000001", "nobody@example.com"] {
            let run = try await Tool.run(
                ["explain", "--contact", value, "--format", format], text: lines(Self.mine, Self.other))
            #expect(!(run.out + run.err).lowercased().contains(value))
        }
    }

    @Test func `a blank value is refused`() async throws {
        let run = try await Tool.run(["explain", "--contact", "  "], text: Self.mine)
        #expect(run.exitCode == 64)
        #expect(run.err.contains("--contact"))
    }
}
