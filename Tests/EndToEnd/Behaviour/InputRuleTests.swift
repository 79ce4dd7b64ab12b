import Foundation
import Testing
import ToolRunning

@Suite(.fewAtATime) struct InputRuleTests {
    @Test func `D19: one unreadable file among several is a gap`() async throws {
        let scratch = try Scratch()
        try scratch.file("good.ndjson", restricted())
        try scratch.file("exports/.hidden", "x")
        for missing in ["missing.ndjson", "exports"] {
            let run = try await Tool.run(["explain", "--format", "json", missing, "good.ndjson"], in: scratch.folder)
            let report = try Report(run)
            #expect(report.exitCode == 2)
            #expect(report.codes.contains("BE2101"))
            #expect(report.gaps.count == 1)
            #expect(report.gaps.first?["detail"]?.string?.contains(missing) == true)
        }
    }

    @Test(arguments: [["missing.ndjson"], ["missing.ndjson", "gone.ndjson"], ["."], [".", "missing.ndjson"]])
    func `D19: no readable file is 65, and no report`(_ names: [String]) async throws {
        let scratch = try Scratch()
        let run = try await Tool.run(["explain", "--format", "json"] + names, in: scratch.folder)
        #expect(run.exitCode == 65)
        #expect(run.out.isEmpty)
        for name in names { #expect(run.err.contains(name)) }
    }

    @Test(arguments: ["", "\n\n", " \t\r\n", "\u{FEFF}"])
    func `D19: an empty input is exit 2`(_ text: String) async throws {
        let report = try await explain(text)
        #expect(report.exitCode == 2)
        #expect(report.outcome == "undetermined")
        #expect(report.counter("records") == 0)
        #expect(!report.gaps.isEmpty || !report.findings.isEmpty)
    }

    @Test func `D19: an empty file among several is exit 2`() async throws {
        let report = try await explain(files: ["a.ndjson": record(), "b.ndjson": ""])
        #expect(report.exitCode == 2)
        #expect(report.counter("records") == 1)
    }

    @Test(arguments: [
        (lines(record(), record()), "ndjson"), ("{\n\"a\": 1\n}\n", "document"), ("[\(record())]", "array"),
        (#"{"took":1,"hits":{"total":1,"hits":[{"_id":"1","_source":"# + record() + "}]}}", "response"),
        ("answered HTTP 401\n", "text"), ("\u{1}\u{2}\u{0}\u{7F}ELF\u{0}\u{0}", "unknown"),
    ])
    func `D24: the format of an input`(_ text: String, _ format: String) async throws {
        #expect(
            try await explain(files: ["good.ndjson": record(), "input": text]).inputs.last?["format"] == .string(format)
        )
    }

    @Test func `standard input is the dash`() async throws {
        #expect(try await explain(restricted(), "-").codes == ["BE2101"])
    }

    @Test(arguments: ["rawResponse", nil])
    func `a search answer holds its hits`(_ wrapper: String?) async throws {
        let hits = [restricted(), record()].enumerated().map { "{\"_id\":\"\($0)\",\"_source\":\($1)}" }
        var text = #"{"hits":{"total":{"value":2,"relation":"eq"},"hits":["# + hits.joined(separator: ",") + "]}}"
        if let wrapper { text = "{\"\(wrapper)\":\(text)}" }
        let report = try await explain(text)
        #expect(report.counter("records") == 2)
        #expect(report.codes == ["BE2101"])
        #expect(report.exitCode == 1)
    }
}
