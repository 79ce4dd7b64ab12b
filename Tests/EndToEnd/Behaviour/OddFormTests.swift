import Foundation
import Testing
import ToolRunning

/// Records that other programs wrote in other ways than Kibana does.
@Suite(.fewAtATime) struct OddFormTests {
    private static func action(_ id: String, _ name: String = "index") -> String {
        "{\"\(name)\":{\"_index\":\"a\",\"_id\":\"\(id)\"}}"
    }

    private static let bulk = lines(
        action("1"), restricted("2"), action("2", "create"), restricted("f"), action("9", "delete"), "{\"index\":{}}",
        restricted("2"), "{ \"update\" : { \"_id\" : \"4\", \"retry_on_conflict\" : 3 } }",
        "{\"doc\":\(restricted("2")),\"doc_as_upsert\":true}")

    @Test(arguments: ["", "\u{FEFF}", "\n \n"], [false, true])
    func `bulk actions are no records`(_ before: String, _ returns: Bool) async throws {
        let text = returns ? Self.bulk.replacingOccurrences(of: "\n", with: "\r\n") : Self.bulk
        let report = try await explain(before + text)
        #expect(report.counter("records") == 4)
        #expect(report.evidence("BE2101") == ["2×3", "f×1"])
        #expect(report.gaps == [])
        #expect(report.inputs.first?["format"] == .string("ndjson"))
    }

    @Test func `a bulk document has its action's identity`() async throws {
        let hit = "{\"_index\":\"a\",\"_id\":\"2\",\"_source\":\(restricted("f"))}\n"
        let report = try await explain(files: ["a.ndjson": Self.bulk, "b.ndjson": hit])
        #expect(report.counter("records") == 4)
        #expect(report.counter("duplicates") == 1)
    }

    @Test func `a bulk action without its document is one malformed line, with its number`() async throws {
        let text = lines(Self.action("1"), restricted(), Self.action("2"), Self.action("3"), restricted("f"))
        let report = try await explain(text)
        #expect(report.counter("records") == 2)
        #expect(report.counter("malformed") == 1)
        #expect(report.gaps.first?["detail"]?.string?.contains("(line 4)") == true)
        let cut = try await explain(lines(Self.action("1"), restricted(), Self.action("2")))
        #expect(cut.counter("records") == 1)
        #expect(cut.gaps.compactMap { $0["code"]?.string } == ["BE1035"])
        let half = try await explain(lines(Self.action("1"), restricted(), Self.action("2")) + restricted().dropLast(5))
        #expect(half.counter("records") == 1)
        #expect(half.counter("malformed") == 1)
        #expect(half.gaps.compactMap { $0["code"]?.string } == ["BE1035"])
    }

    @Test func `a large bulk file loses nothing where it is cut into pieces`() async throws {
        let count = 20_000
        let text = (0..<count).map { Self.action("\($0)") + "\n" + restricted("\($0 % 3 + 2)") + "\n" }.joined()
        let report = try await explain(text)
        #expect(report.counter("records") == count)
        #expect(report.counter("malformed") == 0)
        #expect(report.evidence("BE2101") == ["2×6667", "3×6667", "4×6666"])
    }

    @Test(arguments: [
        #"{"index":{"name":"bc-json-logs"},"businessNumber":"169990000000101","email":null}"#,
        #"{"index":{"name":"bc-json-logs"}}"#, #"{"create":true}"#, #"{"index":"a","_id":"1"}"#,
    ])
    func `a document that has such a key is a document`(_ line: String) async throws {
        let report = try await explain(lines(line, restricted()))
        #expect(report.counter("records") + report.counter("others") == 2)
    }

    @Test(arguments: [
        "{\"AXk3q1-0Aa\":\(restricted()),\"AXk3q1-0Ab\":\(restricted("f"))}",
        "{\"a\":{\"_id\":\"1\",\"_source\":\(restricted())},\"b\":{\"_id\":\"2\",\"_source\":\(restricted("f"))}}",
        "{\"count\":2,\"data\":[\(restricted()),\(restricted("f"))],\"next\":null}",
        "{\"data\":{\"took\":1,\"hits\":{\"hits\":[{\"_source\":\(restricted())},{\"_source\":\(restricted("f"))}]}},\"status\":200}",
        "# GET bc-json-logs*/_search 200 OK\n{\n\"hits\":{\n\"hits\":[\n{\"_source\":\(restricted())},\n{\"_source\":\(restricted("f"))}\n]}}\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{\n\"hits\":{\n\"hits\":[\n{\"_source\":\(restricted())},\n{\"_source\":\(restricted("f"))}\n]}}\n",
        "{\n  \"records\" : [\n\(restricted()),\n\(restricted("f"))\n]\n}\n",
    ])
    func `documents in a document are records, and counted as such`(_ text: String) async throws {
        let report = try await explain(text)
        #expect(report.counter("records") == 2)
        #expect(report.evidence("BE2101") == ["2×1", "f×1"])
        #expect(report.gaps == [])
    }

    @Test(arguments: [
        String(restricted().dropLast()) + ",\"history\":[\(restricted("f")),\(restricted("3"))]}",
        "{\"kubernetes\":{\"pod\":\"a\"},\"host\":{\"name\":\"b\"},\"event\":\(restricted())}",
    ])
    func `a document with others inside it is one record`(_ text: String) async throws {
        let report = try await explain(text)
        #expect(report.counter("records") == 1)
        #expect(report.gaps == [])
    }

    @Test(arguments: [("columns", "rows", ""), ("columns", "values", ""), ("schema", "datarows", ",\"total\":2")])
    func `rows of a query's answer are records`(_ names: String, _ rows: String, _ more: String) async throws {
        let fields = ["businessNumber", "integrationSource", "restrictionReason", "pms_appointment_status"]
        let columns = fields.map { "{\"name\":\(quoted($0)),\"type\":\"keyword\"}" }.joined(separator: ",")
        let cells = ["2", "f"].map {
            "[\"169990000000101\",\"AthenaHealth\",\(quoted(Reason.athenaStatus)),\(quoted($0))]"
        }
        let text = "{\"\(names)\":[\(columns)],\"\(rows)\":[\(cells.joined(separator: ","))]\(more)}"
        let report = try await explain(text)
        #expect(report.counter("records") == 2)
        #expect(report.evidence("BE2101") == ["2×1", "f×1"])
        #expect(report.gaps == [])
        let partial = try await explain(String(text.dropLast()) + ",\"cursor\":\"w6XyAQ\"}")
        #expect(partial.counter("records") == 2)
        #expect(partial.gaps.compactMap { $0["code"]?.string } == ["BE1034"])
    }

    @Test(arguments: [
        #"{"error":{"root_cause":[],"type":"security_exception","reason":"missing credentials"},"status":401}"#,
        #"{"statusCode":401,"error":"Unauthorized","message":"Unauthorized"}"#,
    ])
    func `an error answer in place of an export is no 401 of the integration`(_ answer: String) async throws {
        let alone = try await Tool.run(["explain"], text: answer)
        #expect(alone.exitCode == 65)
        #expect(alone.err.contains("401"))
        let report = try await explain(files: ["a.ndjson": record(), "b.json": answer])
        #expect(report.counter("failures") == 0)
        #expect(report.gaps.compactMap { $0["code"]?.string } == ["BE1003"])
    }

    @Test func `one search of several that failed is a gap, and no record`() async throws {
        let hits = "{\"hits\":{\"total\":1,\"hits\":[{\"_source\":\(restricted())}]},\"status\":200}"
        let error = "{\"error\":{\"type\":\"index_not_found_exception\",\"reason\":\"x\"},\"status\":404}"
        let report = try await explain("{\"responses\":[\(hits),\(error)]}")
        #expect(report.counter("records") == 1)
        #expect(report.gaps.compactMap { $0["code"]?.string } == ["BE1034"])
    }

    @Test(arguments: [["_source"], ["@timestamp", "_source"], ["level", "message"]])
    func `documents in cells of a report are read`(_ names: [String]) async throws {
        let rows = ["2", "f"].map { status in
            let cell = "\"\(restricted(status).replacingOccurrences(of: "\"", with: "\"\""))\""
            return names.map { $0 == names.last ? cell : "-" }.joined(separator: ",")
        }
        let text = ([names.joined(separator: ",")] + rows + [names.map { _ in "-" }.joined(separator: ",")])
        let report = try await explain(text.joined(separator: "\r\n") + "\r\n")
        #expect(report.evidence("BE2101") == ["2×1", "f×1"])
        #expect(report.counter("restricted") == 2)
        #expect(report.businesses("BE2101") == ["169990000000101×2"])
    }

    @Test func `a text that begins within a document has one malformed line`() async throws {
        let report = try await explain(restricted().dropFirst(30) + "\n" + lines(restricted(), restricted("f")))
        #expect(report.counter("records") == 2)
        #expect(report.counter("malformed") == 1)
        #expect(report.exitCode == 2)
        let text = try await explain("state {READY} key: value}\nanswered HTTP 401\n")
        #expect(text.counter("malformed") == 0)
    }

    @Test(arguments: [("| ", " | ", " |", "|---|:--|---|---|"), ("", " | ", " ", "-----------+-----+---+---")])
    func `a table that was drawn has no record for its line`(
        _ start: String, _ between: String, _ end: String, _ rule: String
    ) async throws {
        let names = ["businessNumber", "integrationSource", "restrictionReason", "pms_appointment_status"]
        let rows = ["2", "f"].map { ["169990000000101", "AthenaHealth", Reason.athenaStatus, $0] }
        let drawn = ([names] + rows).map { start + $0.joined(separator: between) + end }
        let report = try await explain(([drawn[0], rule] + drawn.dropFirst()).joined(separator: "\n") + "\n")
        #expect(report.counter("records") == 2)
        #expect(report.evidence("BE2101") == ["2×1", "f×1"])
    }

    @Test func `a small file is taken out of what is around it, as a paste is`() async throws {
        let report = try await explain(files: [
            "mail.txt": "see\n```\n{\n\"restrictionReason\": \"Integration is beta\"\n}\n```\n"
        ])
        #expect(report.counter("records") == 1)
    }

    @Test func `a business number that a spreadsheet rounded is a gap, also where a filter leaves it out`() async throws
    {
        let table = "businessNumber,integrationSource,restrictionReason\n1.69999E+14,AthenaHealth,\(Reason.beta)\n"
        for arguments in [[], ["--business", "169990000000101"]] {
            let run = try await Tool.run(["explain", "--format", "json"] + arguments, text: table)
            let report = try Report(run)
            #expect(report.gaps.contains { $0["code"] == .string("BE1046") }, "\(arguments)")
            #expect(report.exitCode == 2)
        }
    }

    @Test(arguments: ["1.69990000000101E14", "1.69990000000101e+14", "169990000000101.0", "169990000000101"])
    func `a number that has all its digits is the business, however it is written`(_ number: String) async throws {
        let report = try await explain(record(["businessNumber": number, "restrictionReason": quoted(Reason.beta)]))
        #expect(report.businesses("BE2102") == ["169990000000101×1"])
        #expect(report.gaps == [])
        let only = try await explain(
            record(["businessNumber": number, "restrictionReason": quoted(Reason.beta)]), "--business",
            "169990000000101")
        #expect(only.counter("records") == 1)
    }

    @Test(arguments: [",", ";"], [false, true])
    func `Windows-1252 is read as that`(_ separator: String, _ hasQuotes: Bool) async throws {
        let cells = ["169990000000101", "AthenaHealth", "2", Reason.athenaStatus, "Clínica São José – “Zentrum”"]
        let names = ["businessNumber", "integrationSource", "pms_appointment_status", "restrictionReason", "place"]
        let rows = [names, cells.map { hasQuotes ? "\"\($0)\"" : $0 }].map { $0.joined(separator: separator) + "\r\n" }
        let bytes = try #require(rows.joined().data(using: .windowsCP1252))
        let report = try await Report(Tool.run(["explain", "--format", "json"], input: bytes))
        #expect(report.codes == ["BE1047", "BE2101"])
        #expect(report.evidence("BE2101") == ["2×1"])
        #expect(report.exitCode == 1)
    }

    @Test(arguments: [
        "?Appointment status? is not on the allowed list",
        "\u{FFFD}Appointment status\u{FFFD} is not on the allowed list",
    ])
    func `quotes that a program could not write cost no reason`(_ reason: String) async throws {
        #expect(try await explain(restricted(reason: reason)).codes == ["BE2101"])
    }
}
