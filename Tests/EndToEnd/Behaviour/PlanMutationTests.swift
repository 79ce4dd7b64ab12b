import Foundation
import Testing
import ToolRunning

/// Plans that were changed after they were made: each is refused for its own reason, and nothing is written.
@Suite(.fewAtATime) struct PlanMutationTests {
    /// What somebody changes with an editor, without the key.
    private static let edits: [(String, String)] = [
        ("169990000000101", "169990000000102"), ("\"willAuthorize\"", "\"alreadyAuthorized\""),
        ("\"unauthorized\"", "\"authorized\""), ("\"practice:10021\"", "\"practice:30700\""),
        ("\"group\":\"4100\"", "\"group\":\"4200\""), ("\"expires\":1", "\"expires\":9"), ("\"made\":1", "\"made\":2"),
        ("\"proved\":1", "\"proved\":2"), ("\"profile\":\"lab\"", "\"profile\":\"other\""),
        ("\"tool\":\"", "\"tool\":\"9"), ("\"canAuthorize\":true", "\"canAuthorize\":false"),
        ("\"needsDashboard\":false", "\"needsDashboard\":true"), ("\"works\"", "\"fails\""),
        ("\"digest\":\"", "\"digest\":\"0"), ("\"reads\":", "\"reads\":1"), ("\"logins\":", "\"logins\":1"),
        ("\"kind\":\"practice\"", "\"kind\":\"login\""), ("\"schemaVersion\":1", "\"schemaVersion\":2"),
        ("{\"plan\"", "{\"more\":1,\"plan\""), ("\"updates\":[]", "\"updates\":[],\"extra\":1"),
        ("\"subject\":\"10021\"", "\"subject\":\"10088\""), ("\"credentialsFile\":null", "\"credentialsFile\":\"x\""),
    ]

    @Test func `an edited plan is refused, whatever was edited`() async throws {
        let lab = try await RepairLab()
        try await lab.plan(101)
        let file = lab.scratch.folder.appendingPathComponent("plan.json")
        let plan = try String(contentsOf: file, encoding: .utf8)
        for (from, to) in Self.edits {
            #expect(plan.contains(from), "\(from)")
            try lab.scratch.file("plan.json", plan.replacingOccurrences(of: from, with: to))
            let run = try await lab.run("apply", "plan.json", "--yes", "1")
            #expect(run.exitCode == 2)
            #expect(run.codes == ["BE4322"], "\(from)")
        }
        for cut in [0, 1, plan.utf8.count / 2, plan.utf8.count - 5] {
            try lab.scratch.file("plan.json", String(plan.prefix(cut)))
            #expect(try await lab.run("apply", "plan.json", "--yes", "1").codes == ["BE4322"], "cut at \(cut)")
        }
        #expect(try await lab.writes().isEmpty)
        try lab.scratch.file("plan.json", plan)
        #expect(try await lab.run("apply", "plan.json", "--yes", "1").exitCode == 0)
    }

    /// Changes with the key, or of what surrounds the plan.
    @Test(arguments: [
        ("made=1 proved=1 expires=3601", "BE4321"), ("made=32503680000", "BE4321"), ("proved=32503680000", "BE4321"),
        (#"tool="0.0.1""#, "BE4323"), (#"playbooks=["Platform 0"]"#, "BE4323"), (#"profile="other""#, "BE4324"),
        (#"services=["platform https://elsewhere.example.com/"]"#, "BE4324"),
    ])
    func `a plan that is signed and does not hold here is refused for that reason`(change: String, code: String)
        async throws
    {
        let lab = try await RepairLab()
        try await lab.plan(101)
        let resigned = try await Tool.run(
            ["state/be-diagnose/key", "plan.json"]
                + change.replacingOccurrences(of: "\" ", with: "\"\u{0}")
                .split(separator: change.contains("[") ? "\u{0}" : " ").map(String.init), in: lab.scratch.folder,
            program: Tool.root.appendingPathComponent("Tests/Support/resign"))
        #expect(resigned.exitCode == 0)
        let run = try await lab.run("apply", "plan.json", "--yes", "1")
        #expect(run.codes == [code])
        #expect(try await lab.writes().isEmpty)
    }
}
