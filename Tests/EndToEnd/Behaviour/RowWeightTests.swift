import Foundation
import Testing
import ToolRunning

/// D39: rows that stand for many are weighed by their count where the column is plainly one.
@Suite(.fewAtATime) struct RowWeightTests {
    private static func table(_ column: String, _ counts: [String]) -> String {
        let rows = counts.enumerated().map { place, count in
            "\(Reason.athenaStatus),16999000000010\(place + 1),AthenaHealth,2,\(count)"
        }
        return lines("restrictionReason,businessNumber,integrationSource,pms_appointment_status,\(column)")
            + rows.map { $0 + "\n" }.joined()
    }

    @Test(arguments: ["Count", "count", "Count of records", "COUNT(*)", "doc_count"])
    func `each count is weighed, and an input's records are its rows`(_ column: String) async throws {
        let report = try await explain(Self.table(column, ["412", "\"1,038\"", "0"]))
        #expect(report.counter("records") == 1450)
        #expect(report.counter("restricted") == 1450)
        #expect(report.counter("explained") == 1450)
        #expect(report.inputs.first?["records"] == .int(3))
        #expect(report.finding("BE2101")?["count"] == .int(1450))
        #expect(report.evidence("BE2101") == ["2×1450"])
        let businesses = report.finding("BE2101")?["businesses"]?.list ?? []
        #expect(businesses.compactMap { $0["count"]?.int } == [1038, 412])
        #expect(report.gaps.isEmpty)
        #expect(report.exitCode == 1)
    }

    @Test(arguments: [["412", "many"], ["412", ""], ["412", "-7"], ["412", "3.5"], ["412", "\"1,03\""]])
    func `a column that is not plainly a count is a gap, and each row counts once`(_ counts: [String]) async throws {
        let report = try await explain(Self.table("Count", counts))
        #expect(report.counter("records") == 2)
        #expect(report.gaps.compactMap { $0["code"]?.string } == ["BE1050"])
        #expect(report.exitCode == 2)
    }

    @Test func `a name that may mean something else is a gap`() async throws {
        let query =
            #"{"columns":[{"name":"restrictionReason"},{"name":"c"}],"values":[["\#(Reason.beta)",412],["x",38]]}"#
        for text in [Self.table("c", ["412", "38"]), query] {
            let report = try await explain(text)
            #expect(report.counter("records") == 2)
            let codes = report.gaps.compactMap { $0["code"]?.string }
            #expect(codes.contains("BE1050"))
        }
    }

    @Test func `a document with an id, or a count inside it, stands for itself`() async throws {
        let hit = "{\"_index\":\"i\",\"_id\":\"1\",\"count\":7,\"_source\":\(restricted())}"
        let inside = "{\"_source\":\(restricted().dropLast()),\"count\":7}}"
        let report = try await explain(lines(hit, inside, record(["retries": "{\"count\":7}"])))
        #expect(report.counter("records") == 3)
        #expect(report.gaps.isEmpty)
    }

    @Test func `documents with a count are weighed, other inputs and what is filtered as well`() async throws {
        let rows = lines(
            restricted().dropLast() + ",\"doc_count\":40}",
            record(["businessNumber": "\"169990000000109\"", "restrictionReason": "null", "doc_count": "5"]))
        let report = try await explain(
            files: ["buckets.ndjson": rows, "plain.ndjson": restricted()], "--business", "169990000000101")
        #expect(report.counter("records") == 41)
        #expect(report.counter("filtered") == 5)
        #expect(report.inputs.compactMap { $0["records"]?.int } == [2, 1])
    }
}
