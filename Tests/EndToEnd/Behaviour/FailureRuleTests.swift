import Foundation
import Testing
import ToolRunning

@Suite(.fewAtATime) struct FailureRuleTests {
    @Test(arguments: [
        "httpStatus", "http_status", "statusCode", "status_code", "responseCode", "response_code",
        "http.response.status_code",
    ])
    func `D13: a bare status counts in the fields that the playbook lists`(_ field: String) async throws {
        #expect(try await explain(record([field: "401"])).codes == ["BE4101"])
        #expect(try await explain(record([field: "\"401\""])).codes == ["BE4101"])
        #expect(try await explain(record([field: "[502]"])).codes == ["BE4105"])
        #expect(try await explain(record([field: "200"])).exitCode == 0)
    }

    @Test(arguments: ["status", "code", "count", "duration", "message", "error", "roomNumber"])
    func `D13: and nowhere else`(_ field: String) async throws {
        for value in ["401", "\"401\"", "503", "\"503\""] {
            let report = try await explain(record([field: value]))
            #expect(report.counter("failures") == 0, "\(field): \(value)")
            #expect(report.exitCode == 0)
        }
    }

    @Test(arguments: [
        "HTTP 401", "status=401", "401 Unauthorized", "HTTP/1.1 401", "failed with status code 401", "statusCode=401",
        "http 401", "(HTTP 401)", "error: 401 UNAUTHORIZED.",
    ])
    func `D13: a text needs more than the number`(_ text: String) async throws {
        #expect(try await explain(record(["message": quoted(text)])).codes == ["BE4101"])
        #expect(try await explain(lines("starting", text)).codes == ["BE4101"])
    }

    @Test(arguments: [
        "401 contacts read", "room 401", "took 503 ms", "HTTP 4010", "401", "id=1401 Unauthorized", "orderstatus=401x",
        "HTTP 200", "status=200 after 401 ms", "unauthorized",
    ])
    func `D13: a number alone is no failure`(_ text: String) async throws {
        #expect(try await explain(record(["message": quoted(text)])).codes == [])
        #expect(try await explain(lines("starting", text)).counter("failures") == 0)
    }

    @Test(arguments: [
        (#""httpStatus":401,"error":"Incorrect permissions.","detailedmessage":"Bad auth.""#, "BE2202"),
        (#""httpStatus":401,"message":"401 Unauthorized""#, "BE4101"),
        (#""httpStatus":401,"message":"Developer Inactive""#, "BE2203"),
        (#""message":"401 Unauthorized: Developer Inactive""#, "BE2203"),
    ])
    func `D13: the most specific signature wins, and failures counts records`(_ pairs: String, _ code: String)
        async throws
    {
        let report = try await explain(record().dropLast() + "," + pairs + "}")
        #expect(report.codes == [code])
        #expect(report.counter("failures") == 1)
        #expect(report.finding(code)?["count"] == .int(1))
    }

    @Test func `D13: a restricted record can show a failure too`() async throws {
        let report = try await explain(
            record([
                "restrictionReason": quoted(Reason.beta), "httpStatus": "401",
            ]))
        #expect(report.codes == ["BE2102", "BE4101"])
        #expect(report.counter("failures") == 1)
        #expect(report.counter("restricted") == 1)
        #expect(report.findings.first?["code"] == .string("BE4101"))
    }
}
