import Foundation
import Testing
import ToolRunning

@Suite(.fewAtATime) struct FindingRuleTests {
    @Test(arguments: [
        (restricted(), "BE2101", "warning", "likely"),
        (restricted(reason: Reason.beta), "BE2102", "warning", "likely"),
        (record(["httpStatus": "401"]), "BE4101", "error", nil),
        (record(["httpStatus": "503"]), "BE4105", "error", nil),
        (restricted(reason: Reason.unknown), "BE1100", "warning", "undetermined"),
    ])
    func `D1: severity and verdict`(_ line: String, _ code: String, _ severity: String, _ verdict: String?) async throws
    {
        let report = try await explain(line)
        #expect(report.codes == [code])
        #expect(report.finding(code)?["severity"] == .string(severity))
        if let verdict { #expect(report.finding(code)?["verdict"] == .string(verdict)) }
        #expect(report.exitCode == (verdict == "undetermined" ? 2 : 1))
    }

    @Test func `D1: an overlap of exports is at most a note`() async throws {
        let hit = #"{"_index":"a","_id":"1","_source":"# + record() + "}"
        let report = try await explain(files: ["a.ndjson": hit, "b.ndjson": hit])
        #expect(report.findings.allSatisfy { $0["severity"] == .string("info") })
        #expect(report.exitCode == 0)
    }

    @Test func `D2: evidence is the compared field alone`() async throws {
        let report = try await explain(
            record([
                "integrationSource": "\"ALLSCRIPTS\"", "restrictionReason": quoted(Reason.type),
                "pms_appointment_type": "\"Phone call\"", "pms_appointment_status": "\"Pending\"",
                "pms_appointment_practice_name": "\"Example Clinic North\"",
            ]))
        let evidence = report.finding("BE3102")?["evidence"]?.list ?? []
        #expect(evidence.map { $0["name"] } == [.string("pms_appointment_type")])
        #expect(report.evidence("BE3102") == ["Phone call×1"])
    }

    @Test(arguments: [nil, "null"])
    func `D2: a missing value is null`(_ value: String?) async throws {
        let report = try await explain(
            record(["restrictionReason": quoted(Reason.athenaStatus), "pms_appointment_status": value]))
        #expect(report.evidence("BE2101") == ["null×1"])
        #expect(report.finding("BE2101")?["evidence"]?.list.first?["name"] == .string("pms_appointment_status"))
    }

    @Test(arguments: ["Follow-up, long", "A;B", "x, y, z", " padded, twice "])
    func `D2: a cell is one value and never split`(_ type: String) async throws {
        let report = try await explain(
            record([
                "integrationSource": "\"ALLSCRIPTS\"", "restrictionReason": quoted(Reason.type),
                "pms_appointment_type": quoted(type),
            ]))
        let values = report.finding("BE3102")?["evidence"]?.list.map { $0["value"]?.string } ?? []
        #expect(values.count == 1)
        #expect(values.first??.trimmingCharacters(in: .whitespaces) == type.trimmingCharacters(in: .whitespaces))
    }

    @Test func `D2: of a failure it is the status or the text that showed it`() async throws {
        let report = try await explain(
            lines(
                record(["httpStatus": "401", "pms_appointment_status": "\"2\""]),
                record(["message": quoted("call said 401 Unauthorized for Ada")])))
        let values = report.finding("BE4101")?["evidence"]?.list.compactMap { $0["value"]?.string } ?? []
        #expect(values.contains("401"))
        #expect(values.contains { $0.lowercased() == "401 unauthorized" })
        #expect(values.count == 2)
    }

    @Test func `D2, D41: of an unknown reason it is the text, without what is not known to be harmless`() async throws {
        let report = try await explain(
            lines(restricted(reason: Reason.unknown), restricted(reason: Reason.unknown), restricted(reason: "Other")))
        #expect(report.evidence("BE1100") == ["Other×1", "‹word hidden› is in the wrong phase×2"])
    }

    @Test(arguments: ["1", "5", "33", "fo", "3,5"])
    func `D3: a status has no near miss`(_ status: String) async throws {
        #expect(try await explain(restricted(status)).finding("BE2101")?["nearMisses"] == .array([]))
    }
}
