import Foundation
import Testing
import ToolRunning

/// A remedy that names a command must name one that runs.
@Suite(.fewAtATime) struct RemedyCommandTests {
    /// What the tool puts in the place of a command's placeholders.
    private static let filled = [
        "{business}": "169990000000101", "{enterprise}": "169990000000100", "{practice}": "24680",
    ]

    @Test func `every remedy's command exists and runs`() async throws {
        let report = try await Tool.run(["codes", "--format", "json"]).report
        let codes = try #require((report["result"] as? [String: Any])?["codes"] as? [[String: Any]])
        let commands = codes.flatMap { code in
            (code["commands"] as? [[String]] ?? []).map { (code["code"] as? String ?? "", $0) }
        }
        #expect(commands.count >= 5)
        for (code, words) in commands {
            #expect(words.first == "be-diagnose", "\(code): \(words)")
            var arguments = words.dropFirst().map { word in
                Self.filled.reduce(word) { $0.replacingOccurrences(of: $1.key, with: $1.value) }
            }
            // It calls the platform, so only that it exists is shown.
            if words.contains("{businesses}") { arguments = arguments.filter { $0 != "{businesses}" } + ["--help"] }
            let run = try await Tool.run(arguments)
            #expect(run.exitCode == 0, "\(code): \(words): \(run.err)")
            #expect(!run.out.isEmpty)
        }
    }

    @Test func `explain fills a command with what it found, and leaves out what it does not know`() async throws {
        let record = #"{"restrictionReason":"Integration is beta","businessNumber":"169990000000101"}"#
        let other = record.replacingOccurrences(of: "0101", with: "0102")
        for (input, value) in [(record, "businessNumber=169990000000101"), (record + "\n" + other, nil)] {
            let report = try await Tool.run(["explain", "--format", "json"], text: input).report
            let findings = try #require(report["findings"] as? [[String: Any]])
            let remedies = findings.flatMap { $0["remedies"] as? [[String: Any]] ?? [] }
            let words = try #require(remedies.compactMap { $0["command"] as? [String] }.first)
            #expect(words == ["be-diagnose", "request", "read-group"] + (value.map { [$0] } ?? []))
            let run = try await Tool.run(Array(words.dropFirst()))
            #expect(run.exitCode == 0)
            #expect(run.out.contains(value == nil ? "businessNumber" : "/businessintegrationgroup/169990000000101'"))
        }
    }

    /// Backticked command lines in texts are copied as readily as commands.
    @Test func `every request and query that a text names exists`() async throws {
        var names: [(String, [String])] = []
        for command in ["request", "query"] {
            let result = try await Tool.run([command, "--list", "--format", "json"]).report["result"] as? [String: Any]
            let list = (result?["requests"] ?? result?["queries"]) as? [[String: Any]]
            names.append((command, try #require(list).compactMap { $0["name"] as? String }))
        }
        let files = [
            "platform", "athenahealth", "allscripts", "tool", "requests/platform", "requests/athenahealth",
            "requests/allscripts",
        ]
        for file in files {
            let text = try String(
                contentsOf: Tool.root.appendingPathComponent("playbooks/\(file).yaml"), encoding: .utf8)
            for (command, known) in names {
                for match in text.matches(
                    of: try Regex("`(?:be-diagnose )?\(command) ([a-z][a-z-]*)", as: (Substring, Substring).self))
                {
                    #expect(known.contains(String(match.output.1)), "\(file): \(match.output.0)")
                }
            }
        }
    }
}
