import Foundation
import Testing
import ToolRunning

/// `--each` and D22.
@Suite(.fewAtATime) struct EachTests {
    private static func objects(of run: ToolRun) throws -> [JSONValue] {
        try run.out.split(separator: "\n").map { try JSONDecoder().decode(JSONValue.self, from: Data($0.utf8)) }
    }

    @Test func `D22 a line a record, with these keys`() async throws {
        let text = lines(
            "{\"_id\":\"a1\",\"_source\":\(restricted("2"))}", record(["@timestamp": nil]), "{\"broken\":",
            "{\"_id\":\"a3\",\"_source\":\(record(["httpStatus": "401"]))}")
        let run = try await Tool.run(["explain", "--each", "--format", "json"], text: text)
        let all = try Self.objects(of: run)
        #expect(all.count == 3)
        for line in all {
            guard case .object(let members) = line else { Issue.record("no object"); continue }
            let keys = ["input", "line", "id", "time", "businessNumber", "integration", "restricted", "findings"]
            #expect(Set(members.keys) == Set(keys))
        }
        #expect(all.map { $0["line"]?.int } == [1, 2, 4])
        #expect(all.map { $0["id"]?.string } == ["a1", nil, "a3"])
        #expect(all[0]["findings"]?.list.first?["code"]?.string == "BE2101")
        #expect(all[0]["findings"]?.list.first?["evidence"]?.list.first?["value"]?.string == "2")
        #expect(all[1]["time"]?.string == nil)
        #expect(all[2]["findings"]?.list.first?["code"]?.string == "BE4101")
        #expect(run.exitCode == 2)
        #expect(run.err.contains("BE1004"))
    }

    @Test(arguments: [
        [restricted("2")], [record()], [record(["httpStatus": "503"])], [restricted("2"), "no document"],
        [restricted(reason: Reason.unknown)],
    ])
    func `D22 the exit code is that of the report`(_ records: [String]) async throws {
        let text = records.joined(separator: "\n")
        let report = try await Tool.run(["explain"], text: text)
        for format in ["text", "json"] {
            #expect(
                try await Tool.run(["explain", "--each", "--format", format], text: text).exitCode == report.exitCode)
        }
    }

    /// Several batches on several threads, with lines of other lengths than the batches.
    @Test func `lines come in the order of the input, whatever the threads do`() async throws {
        let count = 6000
        let filler = String(repeating: "x", count: 700)
        let text = (1...count).map { number in
            record([
                "restrictionReason": number % 3 == 0 ? quoted(Reason.beta) : nil, "filler": quoted(filler),
                "pms_appointment_id": "\(number)",
            ])
        }.joined(separator: "\n")
        let scratch = try Scratch()
        try scratch.file("export.ndjson", text)
        for arguments in [["export.ndjson"], ["export.ndjson", "--set", "appointmentstatus=3"]] {
            let run = try await Tool.run(["explain", "--each", "--format", "json"] + arguments, in: scratch.folder)
            let all = try Self.objects(of: run)
            #expect(all.map { $0["line"]?.int } == (1...count).map { $0 })
            let restricted = all.enumerated().filter { $0.element["findings"]?.list.isEmpty == false }.map {
                $0.offset + 1
            }
            #expect(restricted == Array(stride(from: 3, through: count, by: 3)))
        }
    }

    @Test func `the lines add up to the report`() async throws {
        let text = (0..<200).map { number in
            restricted(["2", "x", "f", "3"][number % 4], reason: number % 7 == 0 ? Reason.beta : Reason.athenaStatus)
        }.joined(separator: "\n")
        let each = try Self.objects(
            of: await Tool.run(
                ["explain", "--each", "--format", "json", "--set", "appointmentstatus=3,4"], text: text))
        let report = try await explain(text, "--set", "appointmentstatus=3,4")
        var counts: [String: Int] = [:]
        for finding in each.flatMap({ $0["findings"]?.list ?? [] }) {
            counts["\(finding["code"]?.string ?? "") \(finding["verdict"]?.string ?? "")", default: 0] += 1
        }
        for finding in report.findings {
            let key = "\(finding["code"]?.string ?? "") \(finding["verdict"]?.string ?? "")"
            #expect(counts.removeValue(forKey: key) == finding["count"]?.int)
        }
        #expect(counts == [:])
    }

    @Test func `a file takes the lines, whole`() async throws {
        let scratch = try Scratch()
        try scratch.file("export.ndjson", lines(restricted(), record()))
        let run = try await Tool.run(
            ["explain", "--each", "--output", "out.txt", "export.ndjson"], in: scratch.folder)
        #expect(run.out == "")
        let written = try String(contentsOf: scratch.folder.appendingPathComponent("out.txt"), encoding: .utf8)
        #expect(written.split(separator: "\n").count == 2)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path).count == 2)
    }

    @Test func `a record without _id in text, and a failure in a plain line`() async throws {
        let run = try await Tool.run(
            ["explain", "--each"], text: "2026-11-20 06:00:01 departments: HTTP 401\nstarting\n")
        #expect(run.out.split(separator: "\n").count == 1)
        #expect(run.out.hasPrefix("stdin, line 1  "))
        #expect(run.out.contains("BE4101"))
    }
}
