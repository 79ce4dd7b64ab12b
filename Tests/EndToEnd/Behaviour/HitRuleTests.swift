import Foundation
import Testing
import ToolRunning

private func hit(_ id: String?, _ source: String, index: String? = "bc-json-logs") -> String {
    let keys = [index.map { "\"_index\":\(quoted($0))" }, id.map { "\"_id\":\($0)" }].compactMap(\.self)
    return "{" + (keys + ["\"_source\":\(source)"]).joined(separator: ",") + "}"
}

@Suite(.fewAtATime) struct HitRuleTests {
    @Test func `D6: a document in two inputs counts once`() async throws {
        let shared = hit("\"1\"", restricted())
        let report = try await explain(
            files: ["a.ndjson": lines(shared, hit("\"2\"", restricted())), "b.ndjson": lines(shared, record())])
        #expect(report.counter("duplicates") == 1)
        #expect(report.counter("records") == 3)
        #expect(report.finding("BE2101")?["count"] == .int(2))
        #expect(report.inputs.map { $0["records"] } == [.int(2), .int(2)])
    }

    @Test func `D6: inside one input nothing is a duplicate`() async throws {
        let report = try await explain(lines(hit("\"1\"", restricted()), hit("\"1\"", restricted())))
        #expect(report.counter("duplicates") == 0)
        #expect(report.counter("records") == 2)
        // With one input alone nothing looks for duplicates, so a second one has to stand beside it.
        let twice = lines(hit("\"1\"", restricted()), hit("\"1\"", restricted()))
        let beside = try await explain(files: ["a.ndjson": twice, "b.ndjson": hit("\"2\"", restricted())])
        #expect(beside.counter("duplicates") == 0)
        #expect(beside.counter("records") == 3)
    }

    @Test(arguments: [
        (hit("\"1\"", restricted()), hit("\"1\"", restricted(), index: "other")),
        (hit("\"1\"", restricted()), hit("\"2\"", restricted())), (hit(nil, restricted()), hit(nil, restricted())),
        (restricted(), restricted()),
        (hit("9007199254740993", restricted()), hit("9007199254740992", restricted())),
    ])
    func `D6: only index and id together make a duplicate`(_ first: String, _ second: String) async throws {
        let report = try await explain(files: ["a.ndjson": first, "b.ndjson": second])
        #expect(report.counter("duplicates") == 0)
        #expect(report.counter("records") == 2)
    }

    @Test func `D6: records of an input count before filters, bytes as stored`() async throws {
        let text = "\u{FEFF}" + restricted() + "\r\n" + record(["businessNumber": "\"169990000000102\""]) + "\r\n\r\n"
        let report = try await explain(text, "--business", "169990000000102")
        #expect(report.inputs.first?["records"] == .int(2))
        #expect(report.inputs.first?["bytes"] == .int(text.utf8.count))
        #expect(report.counter("filtered") == 1)
        #expect(report.counter("records") == 1)
    }

    @Test func `D7: _source before fields before the top level`() async throws {
        let three = """
            {"_source":{"integrationSource":"AthenaHealth","restrictionReason":"Integration is beta"},\
            "fields":{"restrictionReason":["from fields"]},"restrictionReason":"from the top"}
            """
        let two = """
            {"_source":{"integrationSource":"AthenaHealth"},"fields":{"restrictionReason":["Integration is beta"]},\
            "restrictionReason":"from the top"}
            """
        let one = """
            {"_source":{"integrationSource":"AthenaHealth"},"fields":{"other":[1]},\
            "restrictionReason":"Integration is beta"}
            """
        for line in [three, two, one] {
            let report = try await explain(line)
            #expect(report.codes == ["BE2102"], "\(line)")
            #expect(report.counter("explained") == 1)
        }
    }

    @Test func `D7: flat fields, each an array, with their doubles`() async throws {
        let report = try await explain(
            """
            {"_index":"a","_id":"1","fields":{"integrationSource":["AthenaHealth"],\
            "integrationSource.keyword":["AthenaHealth"],"businessNumber":[169990000000101],\
            "restrictionReason":["\(Reason.athenaStatus)"],"restrictionReason.keyword":["\(Reason.athenaStatus)"],\
            "pms_appointment_status":["2"],"pms_appointment_status.keyword":["2"],\
            "@timestamp":["2026-11-18T06:00:01.000Z"]}}
            """)
        #expect(report.codes == ["BE2101"])
        #expect(report.evidence("BE2101") == ["2×1"])
        #expect(report.businesses("BE2101") == ["169990000000101×1"])
        #expect(report.finding("BE2101")?["firstSeen"] == .string("2026-11-18T06:00:01.000Z"))
    }

    @Test(arguments: [
        (#""pms_appointment_status":"2","pms_appointment_status":"f""#, ["2×1", "f×1"]),
        (#""pms_appointment_status":"2","pms_appointment_status":"2""#, ["2×1"]),
        (#""pms_appointment_status":"2","pms_appointment_status":["2","f"]"#, ["2×1", "f×1"]),
    ])
    func `D7: a duplicate key contributes all its distinct values`(_ pair: String, _ evidence: [String]) async throws {
        let line = record(["restrictionReason": quoted(Reason.athenaStatus)]).dropLast() + "," + pair + "}"
        let report = try await explain(String(line))
        #expect(report.counter("records") == 1)
        #expect(report.finding("BE2101")?["count"] == .int(1))
        #expect(report.evidence("BE2101") == evidence)
    }

    @Test func `D7: a duplicate reason key contributes both reasons`() async throws {
        let line = restricted().dropLast() + ",\"restrictionReason\":\"Integration is beta\"}"
        #expect(try await explain(String(line)).codes == ["BE2101", "BE2102"])
    }

    @Test(arguments: [
        #"{"labels":{"why":"Integration is beta"},"integrationSource":"AthenaHealth"}"#,
        #"{"labels.why":"Integration is beta","integrationSource":"AthenaHealth"}"#,
        #"{"_source":{"labels":{"why":["Integration is beta"]},"integrationSource":"AthenaHealth"}}"#,
    ])
    func `nested and dotted spellings are one field`(_ line: String) async throws {
        #expect(try await explain(line, "--field", "reason=labels.why").codes == ["BE2102"])
    }
}
