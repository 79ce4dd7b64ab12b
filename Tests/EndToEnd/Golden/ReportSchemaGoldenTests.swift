import Foundation
import Testing
import ToolRunning

/// Holds what was recorded against `Documentation/report.schema.json`.
@Suite(.fewAtATime) struct ReportSchemaGoldenTests {
    private struct Recorded {
        var name: String
        var json: String
        var exitCode: Int32
    }

    @Test func `every recorded report is as the schema says`() throws {
        let schema = try ReportSchema.ofReports.get()
        let reports = try Self.reports()
        #expect(reports.count > 100)
        for report in reports {
            #expect(try schema.violations(inReport: Data(report.json.utf8)) == [], "\(report.name)")
        }
    }

    @Test func `the recorded outcome is the recorded exit code`() throws {
        for report in try Self.reports() {
            let members = try JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [String: Any]
            let code = ["ok": 0, "problem": 1, "undetermined": 2][members?["outcome"] as? String ?? ""]
            #expect(code == Int(report.exitCode), "\(report.name)")
        }
    }

    @Test(.enabled("python3-jsonschema is missing: scripts/setup installs it") { await SchemaModel.isInstalled() })
    func `python3-jsonschema agrees`() async throws {
        let run = try await SchemaModel.judge(try Self.reports().map { SchemaModel.Given($0.name, $0.json) })
        #expect(run.exitCode == 0, "\(run.out)\(run.err)")
    }

    /// All that is JSON, with made-up values for those that were taken out since they differ from run to run.
    private static func reports() throws -> [Recorded] {
        try GoldenCase.all.compactMap { golden in
            let expected = try golden.expected(golden.archive())
            let out = String(decoding: expected.out, as: UTF8.self)
            guard out.hasPrefix("{"), out.contains("\"schemaVersion\"") else { return nil }
            let json = out.replacing("\"TIME\"", with: "\"2026-11-30T00:00:00.000Z\"")
                .replacing("\"DIGEST\"", with: "\"\(String(repeating: "0", count: 64))\"")
                .replacing("\"PLAN\"", with: "\"\(String(repeating: "0", count: 16))\"")
            return Recorded(name: golden.testDescription, json: json, exitCode: expected.exitCode)
        }
    }
}
