import Foundation
import Testing
import ToolRunning

private func answer(_ hits: Int, before: String = "", total: String) -> String {
    let all = (0..<hits).map { "{\"_index\":\"a\",\"_id\":\"\($0)\",\"_source\":\(restricted())}" }
    return "{\"took\":1,\(before)\"hits\":{\"total\":\(total),\"hits\":[\(all.joined(separator: ","))]}}"
}

/// log-forms.md: where an export is less than what was searched, exit 1 ("looked at everything") would be false.
@Suite(.fewAtATime) struct CoverageTrapTests {
    @Test(arguments: [
        ("1", ""), ("{\"value\":1,\"relation\":\"eq\"}", ""), ("1", "\"timed_out\":false,"),
        ("1", "\"_shards\":{\"total\":5,\"successful\":5,\"skipped\":0,\"failed\":0},"),
    ])
    func `a whole answer has no gap`(_ total: String, _ before: String) async throws {
        let report = try await explain(answer(1, before: before, total: total))
        #expect(report.gaps == [])
        #expect(report.exitCode == 1)
    }

    @Test(arguments: ["5", "{\"value\":5,\"relation\":\"eq\"}", "{\"value\":1,\"relation\":\"gte\"}"])
    func `an answer with fewer hits than were found is a gap`(_ total: String) async throws {
        let report = try await explain(answer(1, total: total))
        #expect(report.counter("records") == 1)
        #expect(report.gaps.count == 1)
        #expect(report.exitCode == 2)
    }

    @Test(arguments: ["\"timed_out\":true,", "\"_shards\":{\"total\":5,\"successful\":3,\"skipped\":0,\"failed\":2},"])
    func `an answer of a part of the shards is a gap`(_ before: String) async throws {
        #expect(try await explain(answer(1, before: before, total: "1")).exitCode == 2)
    }

    @Test func `exactly 10,000 hits are a gap`() async throws {
        let report = try await explain(answer(10_000, total: "{\"value\":10000,\"relation\":\"gte\"}"))
        #expect(report.counter("records") == 10_000)
        #expect(report.exitCode == 2)
    }

    @Test(arguments: ["***", "[REDACTED]"])
    func `a redacted reason is not an empty one`(_ reason: String) async throws {
        let report = try await explain(restricted(reason: reason))
        #expect(report.counter("restricted") == 1)
        #expect(report.exitCode == 2)
    }

    @Test func `a compared field that no record has leaves the finding open`() async throws {
        let report = try await explain(record(["restrictionReason": quoted(Reason.athenaStatus)]))
        #expect(report.codes == ["BE2101"])
        #expect(report.finding("BE2101")?["count"] == .int(1))
        #expect(report.finding("BE2101")?["verdict"] != .string("confirmed"))
    }
}
