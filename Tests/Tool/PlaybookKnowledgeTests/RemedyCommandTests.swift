import Foundation
import Testing
import ToolRunning

/// A remedy that names a command must name one that runs.
@Suite struct RemedyCommandTests {
    /// What the tool puts in the place of a command's placeholders.
    private static let filled = [
        "{business}": "169990000000101", "{enterprise}": "169990000000100", "{practice}": "195900",
    ]

    @Test func `every remedy's command exists and runs`() throws {
        let report = try Tool.run(["codes", "--format", "json"]).report
        let codes = try #require((report["result"] as? [String: Any])?["codes"] as? [[String: Any]])
        let commands = codes.flatMap { code in
            (code["commands"] as? [[String]] ?? []).map { (code["code"] as? String ?? "", $0) }
        }
        #expect(commands.count >= 5)
        for (code, words) in commands {
            #expect(words.first == "be-diagnose", "\(code): \(words)")
            let arguments = words.dropFirst().map { word in
                Self.filled.reduce(word) { $0.replacingOccurrences(of: $1.key, with: $1.value) }
            }
            let run = try Tool.run(arguments)
            #expect(run.exitCode == 0, "\(code): \(words): \(run.err)")
            #expect(!run.out.isEmpty)
        }
    }

    /// Backticked command lines in texts are copied as readily as commands.
    @Test func `every request and query that a text names exists`() throws {
        let names = try ["request", "query"].map { command in
            let result = try Tool.run([command, "--list", "--format", "json"]).report["result"] as? [String: Any]
            let list = (result?["requests"] ?? result?["queries"]) as? [[String: Any]]
            return (command, try #require(list).compactMap { $0["name"] as? String })
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
