import Foundation
import Testing
import ToolRunning

/// What a report says, for tests.
struct Explained {
    var run: ToolRun
    private(set) var findings: [[String: Any]]

    init(_ run: ToolRun) throws {
        self.run = run
        findings = try #require(run.report["findings"] as? [[String: Any]])
    }

    /// Explains text on standard input.
    init(_ text: String, _ options: [String] = []) async throws {
        try await self.init(Tool.run(["explain", "--format", "json"] + options, text: text + "\n"))
    }

    var codes: [String] { findings.compactMap { $0["code"] as? String }.sorted() }

    /// Each code with its verdict; a gap's is empty.
    func verdicts() throws -> [String: String] {
        let coverage = try #require(try run.report["coverage"] as? [String: Any])
        let gaps = try #require(coverage["gaps"] as? [[String: Any]]).compactMap { $0["code"] as? String }
        let found = findings.map { ($0["code"] as? String ?? "", $0["verdict"] as? String ?? "") }
        return Dictionary(found + gaps.map { ($0, "") }) { first, second in first == second ? first : "several" }
    }

    /// The finding of a code; it must be the only one.
    func finding(_ code: String) throws -> [String: Any] {
        let found = findings.filter { $0["code"] as? String == code }
        try #require(found.count == 1)
        return found[0]
    }

    func integration(_ code: String) throws -> String? {
        (try finding(code)["subject"] as? [String: Any])?["integration"] as? String
    }

    func values(_ code: String) throws -> [String] {
        let evidence = try #require(try finding(code)["evidence"] as? [[String: Any]])
        return evidence.compactMap { $0["value"] as? String }
    }

    func coverage(_ key: String) throws -> Int? {
        (try run.report["coverage"] as? [String: Any])?[key] as? Int
    }
}

/// The `result` of a command that knows, not reads.
func result(_ arguments: [String], _ key: String) async throws -> Any {
    let run = try await Tool.run(arguments + ["--format", "json"])
    try #require(run.exitCode == 0)
    return try #require((run.report["result"] as? [String: Any])?[key])
}
