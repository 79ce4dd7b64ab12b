import Foundation
import Testing
import ToolRunning

/// `where`: what is known, by the words that people use.
@Suite(.fewAtATime) struct WhereTests {
    private func facts(_ words: String...) async throws -> [[String: String]] {
        let run = try await Tool.run(["where"] + words + ["--format", "json"])
        let result = try run.report["result"] as? [String: Any]
        return (result?["hits"] as? [[String: Any]] ?? []).map { $0.compactMapValues { $0 as? String } }
    }

    @Test(arguments: [
        (["practice", "id"], "property", "practiceid"), (["Manage", "Locations"], "dashboard", ""),
        (["cancellation", "reason"], "property", "Cancellation Reason ID"), (["BE2101"], "code", "BE2101"),
        (["appointmentstatus"], "property", "appointmentstatus"), (["read-group"], "request", "read-group"),
        (["last-record"], "query", "last-record"), (["checked", "in"], "appointment status", "2 = "),
        (["articles", "disagree"], "contradiction", "The articles disagree on"), (["reminders"], "feature", "What "),
        (["upsert"], "trigger", "Athenahealth Appointment Upsert Trigger Service"),
    ])
    func `a fact is found by its words`(_ words: [String], _ kind: String, _ name: String) async throws {
        let run = try await Tool.run(["where"] + words + ["--format", "json"])
        let result = try run.report["result"] as? [String: Any]
        let found = result?["hits"] as? [[String: Any]] ?? []
        #expect(run.exitCode == 0)
        #expect(found.contains { $0["kind"] as? String == kind && ($0["name"] as? String ?? "").hasPrefix(name) })
    }

    @Test func `all words must be there, in any order and case`() async throws {
        let both = try await facts("REASON", "cancellation")
        #expect(!both.isEmpty)
        for fact in both {
            let text = fact.values.joined(separator: " ").lowercased()
            #expect(text.contains("reason") && text.contains("cancellation"))
        }
        #expect(try await facts("cancellation", "reason").map { $0["name"] } == both.map { $0["name"] })
    }

    @Test func `every property, trigger, code, request, query and place is found by its name`() async throws {
        let playbooks = try await Tool.run(["completion", "--names", "codes"]).out.split(separator: "\n")
        for code in playbooks.enumerated().filter({ $0.offset % 20 == 0 }).map(\.element) {
            #expect(try await facts(String(code)).first?["name"]?.hasPrefix(code) == true)
        }
        for kind in ["requests", "queries"] {
            for name in try await Tool.run(["completion", "--names", kind]).out.split(separator: "\n") {
                #expect(try await facts(String(name)).contains { $0["name"] == String(name) }, "\(name)")
            }
        }
    }

    @Test func `a slip is taken for the nearest word, and said`() async throws {
        let run = try await Tool.run(["where", "practise"])
        #expect(run.exitCode == 0 && run.out.contains("about 'practice'"))
    }

    @Test func `nothing found is 1, with what to try`() async throws {
        let run = try await Tool.run(["where", "zzzzqqq"])
        #expect(run.exitCode == 1 && run.out.hasPrefix("Nothing known about 'zzzzqqq'."))
    }

    @Test func `ten facts at most, each with its source, within the window`() async throws {
        let run = try await Tool.run(["where", "practice"])
        #expect(run.out.contains("Source: company support articles"))
        #expect(run.out.contains(" more:\nbe-diagnose where --all practice\n"))
        #expect(run.out.components(separatedBy: "\n\n").count <= 12)
        #expect(run.out.split(separator: "\n").allSatisfy { $0.count <= 80 || $0.contains("More: ") })
    }
}
