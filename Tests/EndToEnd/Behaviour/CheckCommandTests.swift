import Foundation
import Testing
import ToolRunning

/// What `check` promises of arguments, inputs that cannot be read, exit codes and saved cases (design.md §3a).
@Suite struct CheckCommandTests {
    private let scratch = try? Scratch()

    private static let samples = Tool.root.appendingPathComponent("Samples/check").path
    private static let configuration = [
        "--config", samples + "/group.json", "--config", samples + "/mappings.json", "--offline",
    ]
    private static let log = ["--logs", samples + "/log.ndjson"]

    private func check(_ words: [String]) async throws -> (exitCode: Int32, out: String, err: String) {
        let scratch = try #require(scratch)
        let run = try await Tool.run(
            ["check"] + words, environment: ["XDG_STATE_HOME": scratch.folder.path + "/state"], in: scratch.folder)
        return (run.exitCode, run.out, run.err)
    }

    private func result(_ words: [String]) async throws -> [String: Any] {
        let run = try await check(words + ["--format", "json"])
        let report = try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any]
        return try #require(report?["result"] as? [String: Any])
    }

    struct Line: Sendable {
        var words: [String]
        var code: Int32
    }

    static let lines: [Line] = [
        Line(words: ["12a"], code: 64), Line(words: [], code: 64),
        Line(words: ["169990000000301", "--symptom", "sadness"], code: 64),
        Line(words: ["169990000000301", "--config", samples + "/log.ndjson"], code: 65),
        Line(words: ["169990000000301", "--logs", "no-such-file", "--offline"], code: 2),
        Line(words: ["169990000000301", "--message", "no-such-file", "--offline"], code: 2),
        Line(words: ["169990000000301", "--offline"], code: 2), Line(words: ["16999", "--offline"], code: 2),
        Line(words: ["169990000000302"] + configuration + log, code: 0),
        Line(words: ["169990000000301"] + configuration + log, code: 1),
        Line(words: ["169990000000302"] + configuration, code: 2),
        Line(words: ["169990000000302", "--setup"] + configuration, code: 2),
    ]

    @Test(arguments: lines) func `the exit code says what was looked at`(_ line: Line) async throws {
        for format in ["text", "json", "markdown", "html"] {
            let run = try await check(line.words + ["--format", format])
            #expect(run.exitCode == line.code, "\(format): \(run.out)\(run.err)")
        }
    }

    @Test func `an unreadable log is a gap, and what can be checked is`() async throws {
        let run = try await check(["169990000000301", "--logs", "no-such-file"] + Self.configuration)
        #expect(run.out.hasPrefix("169990000000301: its mapping is inactive."))
        #expect(run.out.contains("no-such-file was not read"))
        #expect(run.exitCode == 2)
    }

    @Test func `a skipped check names what would enable it`() async throws {
        let result = try await result(["169990000000302"] + Self.configuration)
        let checks = try #require(result["checks"] as? [[String: Any]])
        for check in checks where check["state"] as? String == "skipped" {
            #expect((check["needs"] as? [String])?.isEmpty == false, "\(check)")
        }
        let next = try #require(result["next"] as? [String: Any])
        #expect(next["query"] as? String == #"businessNumber : "169990000000302" and @timestamp >= "now-30d""#)
    }

    @Test func `a case is kept for its owner, and never replaced by accident`() async throws {
        let scratch = try #require(scratch)
        let words = ["169990000000301"] + Self.configuration + Self.log
        #expect(try await check(words + ["--save", "case.json"]).exitCode == 1)
        let path = scratch.folder.appendingPathComponent("case.json").path
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let refused = try await check(words + ["--save", "case.json"])
        #expect(refused.exitCode == 73)
        #expect(refused.err.contains("--force"))
        #expect(try await check(words + ["--save", "case.json", "--force"]).exitCode == 1)
        #expect(try await check(["--again", path]).exitCode == 1)
        #expect(try await check(["--again", Self.samples + "/group.json"]).exitCode == 65)
    }

    @Test func `what is not looked at again is not comparable`() async throws {
        let scratch = try #require(scratch)
        let log = scratch.folder.appendingPathComponent("week.ndjson")
        try FileManager.default.copyItem(atPath: Self.samples + "/log.ndjson", toPath: log.path)
        // Without a configuration, only the log shows the stop.
        let words = ["169990000000301", "--offline", "--until", "2026-11-28", "--logs", "week.ndjson"]
        #expect(try await check(words + ["--save", "case.json"]).exitCode == 1)
        try FileManager.default.removeItem(at: log)
        let compared = try #require(
            await result(["--again", "case.json", "--offline"])["compared"] as? [[String: Any]])
        #expect(compared.map { $0["state"] as? String } == ["notComparable"])
    }

    @Test(arguments: ["ticket", "client", "vendor", "engineering"])
    func `a text is at most eight lines, and the client's has nothing internal`(reader: String) async throws {
        let words = ["169990000000301", "--for", reader] + Self.configuration + Self.log
        let text = try #require(await result(words)["texts"] as? [String: String])[reader] ?? ""
        #expect(!text.isEmpty && text.split(separator: "\n").count <= 8)
        if reader == "client" {
            for word in ["BE1", "169990000000301", "mapping", "Kibana", "be-diagnose"] {
                #expect(!text.contains(word), "\(word)")
            }
        }
        let run = try await check(words)
        #expect(!run.out.contains("exit"))
    }

    @Test func `an enterprise's number means its locations`() async throws {
        let scratch = try #require(scratch)
        try scratch.file(
            "group.json",
            Data(
                #"{"groupId":4300,"parentBusinessNumber":169990000000300,"integrationSourceId":27,"integrationGroupTriggers":[{"triggerId":42,"triggerTypeId":1}]}"#
                    .utf8))
        let result = try await result(
            ["169990000000300", "--config", "group.json", "--config", Self.samples + "/mappings.json", "--offline"])
        #expect(result["enterprise"] as? String == "169990000000300")
        #expect((result["locations"] as? [[String: Any]])?.count == 3)
    }
}
