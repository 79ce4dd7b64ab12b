import Foundation
import Testing
import ToolRunning

@Suite(.fewAtATime) struct ReportValueTests {
    @Test func `a finding is one integration, code and verdict`() async throws {
        let report = try await explain(lines(restricted("2"), restricted("f"), restricted("2")))
        #expect(report.codes == ["BE2101"])
        #expect(report.finding("BE2101")?["count"] == .int(3))
        #expect(report.evidence("BE2101") == ["2×2", "f×1"])
        #expect(report.businesses("BE2101") == ["169990000000101×3"])
    }

    @Test func `the id of a finding is stable when counts, values and order change`() async throws {
        let first = try await explain(lines(restricted("2")))
        let second = try await explain(lines(record(), restricted("f"), restricted("x")))
        #expect(first.finding("BE2101")?["id"] != nil)
        #expect(first.finding("BE2101")?["id"] == second.finding("BE2101")?["id"])
    }

    @Test func `times are UTC with milliseconds`() async throws {
        let report = try await explain(
            lines(
                record([
                    "@timestamp": "\"2026-11-18T08:00:00.123456789+02:00\"", "restrictionReason": quoted(Reason.beta),
                ]),
                record(["@timestamp": "\"2026-11-18T05:00:00Z\"", "restrictionReason": quoted(Reason.beta)]),
                record(["@timestamp": "1794981600500", "restrictionReason": quoted(Reason.beta)]),
                record(["@timestamp": "\"2026-11-18T07:00:00.250+0000\"", "restrictionReason": quoted(Reason.beta)])))
        #expect(report.finding("BE2102")?["firstSeen"] == .string("2026-11-18T05:00:00.000Z"))
        #expect(report.finding("BE2102")?["lastSeen"] == .string("2026-11-18T07:00:00.250Z"))
    }

    @Test(arguments: ["169990000000102", "\"169990000000102\"", "[169990000000102]"])
    func `a business number is a string, however the record wrote it`(_ number: String) async throws {
        let report = try await explain(
            lines(record(["businessNumber": number, "restrictionReason": quoted(Reason.beta)])))
        #expect(report.businesses("BE2102") == ["169990000000102×1"])
    }

    @Test func `explained is a record whose every reason is known`() async throws {
        let report = try await explain(
            lines(
                restricted(), restricted(reason: "\(Reason.beta); \(Reason.athenaStatus)"),
                restricted(reason: "\(Reason.beta); \(Reason.unknown)")))
        #expect(report.counter("restricted") == 3)
        #expect(report.counter("explained") == 2)
        #expect(report.counter("unexplained") == 1)
        #expect(report.finding("BE2102")?["count"] == .int(2))
    }

    @Test func `a finding names the other reasons that its records carry`() async throws {
        let report = try await explain(
            lines(restricted(reason: Reason.beta), restricted(reason: "\(Reason.beta); \(Reason.athenaStatus)")))
        let others = report.finding("BE2102")?["alsoBlockedBy"]?.list ?? []
        #expect(others.map { $0["code"] } == [.string("BE2101")])
        #expect(others.map { $0["count"] } == [.int(1)])
    }

    @Test func `top cuts lists, never counts`() async throws {
        let all = lines(
            restricted("2"), restricted("2"), restricted("f"), restricted("x"),
            record([
                "businessNumber": "\"169990000000102\"", "restrictionReason": quoted(Reason.athenaStatus),
                "pms_appointment_status": "\"4\"",
            ]))
        let report = try await explain(all, "--top", "1")
        #expect(report.finding("BE2101")?["count"] == .int(5))
        #expect(report.finding("BE2101")?["businessesTotal"] == .int(2))
        #expect(report.evidence("BE2101") == ["2×2"])
        #expect(report.businesses("BE2101") == ["169990000000101×4"])
        #expect(report.exitCode == 1)
    }

    @Test func `the report does not depend on the order of lines`() async throws {
        let all = [
            restricted("2"), restricted("f"), restricted(reason: Reason.unknown), unplaced(Reason.beta), record(),
        ]
        let forward = try await explain(all.joined(separator: "\n"))
        let backward = try await explain(all.reversed().joined(separator: "\n"))
        for part in ["outcome", "findings", "coverage"] { #expect(forward.whole[part] == backward.whole[part]) }
    }

    @Test func `a plain line that shows a failure is a record, any other is ignored`() async throws {
        let report = try await explain(lines("starting", "", "answered HTTP 401", "done"))
        #expect(report.counter("records") == 1)
        #expect(report.counter("unrestricted") == 1)
        #expect(report.counter("failures") == 1)
        #expect(report.counter("ignoredLines") == 2)
        #expect(report.counter("malformed") == 0)
    }

    @Test func `in a JSON export a line that shows a failure is a record, any other is malformed`() async throws {
        let report = try await explain(lines(record(), "answered HTTP 401", "prompt>", "", restricted()))
        #expect(report.counter("records") == 3)
        #expect(report.counter("failures") == 1)
        #expect(report.counter("malformed") == 1)
        #expect(report.counter("ignoredLines") == 0)
    }
}
