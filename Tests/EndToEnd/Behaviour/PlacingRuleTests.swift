import Foundation
import Testing
import ToolRunning

@Suite(.fewAtATime) struct PlacingRuleTests {
    @Test(arguments: ["\"/var/log/x\"", "\"kafka\"", "5", "true", "null", "{}", "[\"/var/log/x\"]", "\"\""])
    func `D8: an integration's alias that cannot be one is passed over`(_ value: String) async throws {
        let report = try await explain(
            record([
                "integrationSource": value, "source": "\"ALLSCRIPTS\"", "restrictionReason": quoted(Reason.beta),
            ]))
        #expect(report.codes == ["BE3104"])
    }

    @Test(arguments: ["27", "\"27\"", "\"AthenaHealth\"", "\"athenahealth\"", "[\"ATHENAHEALTH\"]"])
    func `D8: names and source ids are integrations`(_ value: String) async throws {
        let report = try await explain(
            record(["integrationSource": value, "restrictionReason": quoted(Reason.beta)]))
        #expect(report.codes == ["BE2102"])
        #expect(report.finding("BE2102")?["subject"]?["integration"] == .string("AthenaHealth"))
    }

    @Test func `D8: business, time and status that cannot be one are passed over`() async throws {
        let report = try await explain(
            record([
                "businessNumber": "\"unknown\"", "businessId": "\"169990000000102\"", "@timestamp": "\"yesterday\"",
                "timestamp": "\"2026-11-18T07:00:00Z\"", "httpStatus": "\"OK\"", "statusCode": "401",
            ]))
        #expect(report.codes == ["BE4101"])
        #expect(report.businesses("BE4101") == ["169990000000102×1"])
        #expect(report.finding("BE4101")?["firstSeen"] == .string("2026-11-18T07:00:00.000Z"))
    }

    @Test(arguments: [
        (unplaced(Reason.type), "BE3102"), (unplaced(Reason.location), "BE3103"),
        (unplaced(Reason.beta, ["pms_appointment_type": "\"Phone call\""]), "BE3104"),
        (unplaced(Reason.beta, ["pms_appointment_practice_name": "\"Example Clinic North\""]), "BE3104"),
        (unplaced("\(Reason.beta), \(Reason.type)"), "BE3104"),
    ])
    func `D12: placed by text, or by a field that one playbook has`(_ line: String, _ code: String) async throws {
        let report = try await explain(line)
        #expect(report.codes.contains(code))
        #expect(!report.codes.contains("BE1101"))
        #expect(report.finding(code)?["subject"]?["integration"] == .string("Allscripts"))
        #expect(report.counter("explained") == 1)
    }

    @Test(arguments: [(Reason.athenaStatus, "BE2101"), (Reason.allscriptsStatus, "BE3101")])
    func `D12: a status text is placed by its spelling, likely, and says so`(_ reason: String, _ code: String)
        async throws
    {
        let status = ["pms_appointment_status": "\"2\""]
        let report = try await explain(unplaced(reason, status))
        let named = try await explain(
            unplaced(reason, ["integrationSource": code == "BE2101" ? "27" : "32"].merging(status) { $1 }))
        #expect(report.codes == [code])
        #expect(report.finding(code)?["verdict"] == .string("likely"))
        #expect(report.finding(code)?["detail"] != named.finding(code)?["detail"])
    }

    @Test(arguments: [(Reason.athenaStatus, "32", "BE3101"), (Reason.allscriptsStatus, "27", "BE2101")])
    func `D12: an integration that the record names beats the spelling`(
        _ reason: String, _ source: String, _ code: String
    ) async throws {
        let report = try await explain(
            unplaced(reason, ["integrationSourceId": source, "pms_appointment_status": "\"2\""]))
        #expect(report.codes == [code])
    }

    @Test func `D12: what stays open is undetermined, and explained`() async throws {
        let report = try await explain(unplaced(Reason.beta))
        #expect(report.codes == ["BE1101"])
        #expect(report.finding("BE1101")?["verdict"] == .string("undetermined"))
        #expect(report.finding("BE1101")?["subject"]?["integration"] == .null)
        #expect(report.counter("explained") == 1)
        #expect(report.counter("unexplained") == 0)
        #expect(report.exitCode == 2)
    }
}
