import Foundation
import Testing
import ToolRunning

/// Holds `explain` against models that were written from the rules alone: stops and falls on a simulated year (Tests/Models/silence),
/// let-through contacts, what a configuration shows by itself, and planned ones (Tests/Models/letthrough).
@Suite(.fewAtATime) struct JudgementModelsTests {
    @Test(arguments: [
        "silence/check.py \"$TOOL\" --reduced --seed 2",  // D34, D35
        "letthrough/compare.py \"$TOOL\" --pairs 150",  // D32, D35, D36
        "letthrough/selftest.py",
    ])
    func `D32 to D36 agree with their models`(check: String) async throws {
        let scratch = try Scratch()
        let folder = Tool.root.appendingPathComponent("Tests/Models").path
        let run = try await shell("python3 '\(folder)'/\(check)", in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.out)\(run.err)")
    }
}

/// Whom it concerns, and what an empty list is worth.
@Suite struct ScopeRuleTests {
    private let scratch = try? Scratch()

    private static let refused =
        #""restrictionReason":"‘Appointment status’ is not on the allowed list","pms_appointment_status":"x""#

    private func explain(_ options: [String], _ businesses: [String]) async throws -> String? {
        let scratch = try #require(scratch)
        let lines = businesses.map {
            #"{"@timestamp":"2026-11-20T06:00:00.000Z","integrationSource":"AthenaHealth","#
                + "\"businessNumber\":\"\($0)\",\(Self.refused)}\n"
        }
        try scratch.file("log.ndjson", Data(lines.joined().utf8))
        let run = try await Tool.run(["explain", "--format", "json"] + options + ["log.ndjson"], in: scratch.folder)
        let report = try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any]
        let finding = (report?["findings"] as? [[String: Any]])?.first
        return (finding?["width"] as? [String: Any])?["scope"] as? String
    }

    @Test func `D38 whom it concerns is concluded from what was read before filters`() async throws {
        let asked = ["--business", "169990000000101"]
        #expect(try await explain(asked, ["169990000000101", "169990000000102"]) == "oneBusiness")
        #expect(try await explain(asked, ["169990000000101"]) == "unknown")
        #expect(try await explain([], ["169990000000101"]) == "unknown")
    }

    @Test func `D37 a list of businesses without a 401 is not nothing wrong`() async throws {
        let scratch = try #require(scratch)
        try scratch.file("log.ndjson", Data("{\"businessNumber\":\"169990000000101\",\(Self.refused)}\n".utf8))
        let plan = ["reauthorize", "plan", "--from-logs", "log.ndjson", "--offline"]
        let run = try await Tool.run(plan, in: scratch.folder)
        #expect(run.exitCode == 2)
        #expect(run.out.contains("BE4329"))
    }
}
