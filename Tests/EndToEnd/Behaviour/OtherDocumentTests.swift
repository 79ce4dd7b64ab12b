import Foundation
import Testing
import ToolRunning

/// D5: what is a record, and what is another document and never a contact.
@Suite(.fewAtATime) struct OtherDocumentTests {
    private static let business = "\"businessNumber\":\"169990000000101\""

    @Test(arguments: [
        #"{"restrictionReason":null}"#, #"{"labels":{"restriction_reason":[]}}"#, #"{"pms_appointment_status":null}"#,
        #"{"_source":{"fields":{"pms_appointment_type":"Follow Up"}}}"#, #"{"note":"Integration is beta"}"#,
        #"{"message":"401 Unauthorized"}"#, #"{"statusCode":401}"#,
    ])
    func `a reason, an evidence field or a known failure makes a record by itself`(_ document: String) async throws {
        let report = try await explain(document)
        #expect(report.counter("records") == 1)
        #expect(report.counter("others") == 0)
    }

    @Test(arguments: [
        #""customerId":"C-1""#, #""contact":{}"#, #""contacts":[]"#, #""patient":null"#, #""a":{"first_name":"x"}"#,
        #""date_of_birth":null"#, #""restricted":false"#, #""optedOut":null"#, #""pms_anything":null"#,
        #""b":[{"pms_visit":1}]"#, #""a.lastName":"x""#, #""customer.kind":1"#,
    ])
    func `something of a contact makes a record of a document with a business, and of no other`(
        _ member: String
    ) async throws {
        let with = try await explain("{\(Self.business),\(member)}")
        #expect(with.counter("records") == 1)
        #expect(with.counter("unrestricted") == 1)
        #expect(with.counter("others") == 0)
        let without = try await explain("{\(member)}")
        #expect(without.counter("records") == 0)
        #expect(without.counter("others") == 1)
    }

    @Test(arguments: [
        "{}", #"{"level":"INFO","message":"heartbeat"}"#, "{\(business)}",
        "{\(business),\"integrationSource\":\"AthenaHealth\",\"state\":\"AUTHORIZED\",\"message\":\"run began\"}",
        #"{"query":{"match_all":{}},"size":10}"#, #"{"total":457}"#, "{\(business),\"mypms_status\":\"2\"}",
    ])
    func `anything else is another document, and alone it decides nothing`(_ document: String) async throws {
        let report = try await explain(document)
        #expect(report.counter("records") == 0)
        #expect(report.counter("others") == 1)
        #expect(report.inputs.first?["records"] == .int(0))
        #expect(report.exitCode == 2)
        #expect(report.codes.isEmpty)
        #expect(report.gaps.compactMap { $0["code"]?.string } == ["BE1006"])
    }

    @Test func `others stand beside records, filters and duplicates, and are in none of them`() async throws {
        let heartbeat = #"{"_index":"i","_id":"h","_source":{"@timestamp":"2026-11-18T06:00:00.000Z","level":"INFO"}}"#
        let hit = "{\"_index\":\"i\",\"_id\":\"1\",\"_source\":\(restricted())}"
        let report = try await explain(
            files: [
                "a.ndjson": lines(heartbeat, hit, "{}"), "b.ndjson": lines(heartbeat, hit, record(["@timestamp": nil])),
            ],
            "--until", "2026-11-18T06:00:00Z")
        #expect(report.counter("others") == 3)
        #expect(report.counter("duplicates") == 1)
        #expect(report.counter("filtered") == 1)
        #expect(report.counter("records") == 1)
        #expect(report.inputs.map { $0["records"]?.int } == [1, 2])
    }

    @Test func `a row's columns name what it has, but a row of totals is no record`() async throws {
        let table = lines(
            "@timestamp,businessNumber,restrictionReason,pms_appointment_status",
            "2026-11-18T06:00:00Z,169990000000101,-,", "2026-11-18T06:00:00Z,-,-,-", ",,,",
            "2026-11-18T06:00:00Z,169990000000101,\(Reason.athenaStatus),2")
        let report = try await explain(table)
        #expect(report.counter("records") == 2)
        #expect(report.counter("unrestricted") == 1)
        #expect(report.counter("others") == 2)
        let column = try await explain(lines("restrictionReason", "-", Reason.beta))
        #expect(column.counter("records") == 2)
    }

    @Test func `a document in a text under any name is read where its wrapper is no record`() async throws {
        let inner = record().replacing("\"", with: "\\\"")
        let report = try await explain("{\"anything\":\"\(inner)\",\"app\":\"worker\"}")
        #expect(report.counter("records") == 1)
        #expect(report.counter("unrestricted") == 1)
        #expect(report.counter("others") == 0)
    }

    @Test func `a business of which only other documents were read is said to have them`() async throws {
        let report = try await explain(
            lines(
                "{\(Self.business),\"state\":1}", "{\(Self.business),\"state\":2}", "{\"state\":3}",
                record(["businessNumber": "\"1\""])),
            "--business", "169990000000101")
        let detail = report.finding("BE1010")?["detail"]?.string ?? ""
        #expect(detail.contains("2 other documents"))
    }

    @Test func `texts name them in a clause, and never as contacts`() async throws {
        let text = lines("{}", "{}", restricted())
        for format in ["text", "markdown"] {
            let run = try await Tool.run(["explain", "--format", format], text: text)
            #expect(run.out.contains("other documents"))
            #expect(!run.out.contains("of 3"))
        }
        let each = try await Tool.run(["explain", "--each"], text: text)
        #expect(each.out.split(separator: "\n").count == 1)
        #expect(each.err.contains("2 other documents"))
    }
}
