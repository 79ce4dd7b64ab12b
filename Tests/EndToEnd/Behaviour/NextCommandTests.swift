import Foundation
import Testing
import ToolRunning

/// What `reauthorize` prints as the next command is taken out of its output and run as it is; and what it says of what
/// nobody looked at.
@Suite(.fewAtATime) struct NextCommandTests {
    /// Runs a command line as a shell does, without the variable that names the profiles.
    private func shell(_ line: String, _ lab: RepairLab) async throws -> ToolRun {
        var environment = lab.environment
        environment["BE_DIAGNOSE_PROFILES"] = nil
        environment["PATH"] = "\(Tool.binary.deletingLastPathComponent().path):/usr/bin:/bin"
        return try await Tool.run(
            ["-c", line], environment: environment, in: lab.scratch.folder, program: URL(fileURLWithPath: "/bin/sh"))
    }

    /// The lines of an output that are a command, in order; its lines may be wrapped, so that JSON is asked for others.
    private func commands(_ run: ToolRun) -> [String] {
        run.out.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { $0.hasPrefix("be-diagnose reauthorize ") }
            .map(String.init)
    }

    /// The command of the first remedy that has one, as a line.
    private func command(_ run: ToolRun) throws -> String {
        let findings = try #require(try run.report["findings"] as? [[String: Any]])
        let remedies = findings.flatMap { $0["remedies"] as? [[String: Any]] ?? [] }
        let words = try #require(remedies.compactMap { $0["command"] as? [String] }.first)
        return words.map { $0.contains(" ") ? "'\($0)'" : $0 }.joined(separator: " ")
    }

    @Test func `from the plan to the receipt, each command as it was printed`() async throws {
        let lab = try await RepairLab()
        let profiles = lab.scratch.folder.appendingPathComponent("profiles.yaml").path
        let plan = try await shell(
            "be-diagnose reauthorize plan 169990000000101 169990000000102 --enterprise 169990000000001 --profile lab "
                + "--profiles '\(profiles)' --to 'my plan.json'", lab)
        #expect(plan.exitCode == 1, "\(plan.err)")
        let apply = try #require(commands(plan).first)
        #expect(apply == "be-diagnose reauthorize apply 'my plan.json' --profile lab --profiles \(profiles)")
        // Nobody is there to ask, so it names what a script adds.
        let asked = try await shell(apply + " --format json", lab)
        #expect(asked.exitCode == 2 && asked.out.contains("BE4326"), "\(asked.err)")
        #expect(try await lab.writes().isEmpty)
        let agreed = try command(asked)
        #expect(agreed == apply + " --yes 2" || agreed.contains("--yes 2"))
        let done = try await shell(agreed, lab)
        #expect(done.exitCode == 0, "\(done.err)")
        #expect(try await lab.writes().count == 2)
        let again = try await shell(agreed + " --format json", lab)
        #expect(again.out.contains("BE4325"))
        #expect(try await shell(try command(again), lab).exitCode == 0)
    }

    @Test func `a run that stopped is resumed by the printed command`() async throws {
        let lab = try await RepairLab(faults: ["route=authorize skip=1 status=500 times=1"])
        try await lab.plan(101, 102, 103)
        let profiles = lab.scratch.folder.appendingPathComponent("profiles.yaml").path
        let stopped = try await shell(
            "be-diagnose reauthorize apply plan.json --yes 3 --profile lab --profiles '\(profiles)' --format json", lab)
        #expect(stopped.exitCode == 2 && stopped.out.contains("BE4313"), "\(stopped.err)")
        #expect(try await shell(try command(stopped), lab).exitCode == 0)
        #expect(try await Set(lab.writes()).count == 3)
    }

    @Test func `D40 without readMapping no state is told as read, and nothing is more than likely`() async throws {
        let lab = try await RepairLab(requests: false)
        let profiles = lab.scratch.folder.appendingPathComponent("profiles.yaml").path
        let arguments =
            "be-diagnose reauthorize plan 169990000000101 169990000000102 --practice 10021 --enterprise 169990000000001 "
            + "--profile lab --profiles '\(profiles)' --to plan.json"
        let plan = RepairRun(try await shell(arguments + " --format json", lab))
        #expect(plan.exitCode == 1)
        #expect(plan.column("before") == ["unknown", "unknown"])
        #expect(plan.findings.map { $0["verdict"] as? String } == ["likely"])
        let left = try #require(plan.result["notLookedAt"] as? [String])
        #expect(left.contains { $0.contains("state") } && left.contains { $0.contains("practice 10021") }, "\(left)")
        let text = try await shell(arguments, lab).out
        #expect(text.contains("Not checked") && text.contains("BY HAND  2"))
        for word in ["Unauthorized, and", "proven", "confirmed", "will authorize"] {
            #expect(!text.contains(word), "\(word)")
        }
        let applied = try await shell(
            "be-diagnose reauthorize apply plan.json --profile lab --profiles '\(profiles)'", lab)
        #expect(applied.exitCode == 2)
        #expect(applied.out.contains("Not checked") && !applied.out.contains("proven"), "\(applied.out)")
        #expect(!applied.out.contains(" unauthorized "), "\(applied.out)")
        // The command to record it, as it was printed.
        let line = try #require(commands(applied).first { $0.contains(" confirm ") })
        let recorded = RepairRun(try await shell(line + " --format json", lab))
        #expect(recorded.exitCode == 0, "\(recorded.err)")
        #expect(recorded.findings.map { $0["verdict"] as? String } == ["likely"])
        #expect(recorded.column("after") == ["unknown", "unknown"])
        #expect(recorded.out.contains("no readMapping"))
    }

    @Test func `with readMapping the same is confirmed, and nothing is left out`() async throws {
        let lab = try await RepairLab()
        let plan = try await lab.plan(101)
        #expect(plan.findings.map { $0["verdict"] as? String } == ["confirmed"])
        #expect(plan.result["notLookedAt"] as? [String] == [])
    }

    @Test func `to save the plan is advised only where it is in no file, and answered elsewhere`() async throws {
        let lab = try await RepairLab()
        func remedies(_ run: RepairRun) -> [[String: Any]] {
            run.findings.flatMap { $0["remedies"] as? [[String: Any]] ?? [] }
        }
        func texts(_ run: RepairRun, areAnswered: Bool = false) -> [String] {
            remedies(run).filter { ($0["answered"] as? Bool ?? false) == areAnswered }
                .compactMap { $0["text"] as? String }
        }
        let unsaved = try await lab.run(["plan", "169990000000101"] + RepairLab.enterprise)
        #expect(texts(unsaved).contains { $0.hasPrefix("Save the plan.") })
        #expect((remedies(unsaved).first?["command"] as? [String])?.suffix(2) == ["--profile", "lab"])
        let saved = try await lab.plan(101)
        #expect(!texts(saved).contains { $0.hasPrefix("Save the plan.") })
        #expect(texts(saved, areAnswered: true).contains { $0.hasPrefix("Save the plan.") })
        #expect(!texts(saved).isEmpty)
        // The plan of a rehearsal without requests stands in its file as well.
        let byHand = try await RepairLab(requests: false)
        try await byHand.run(
            ["plan", "169990000000101", "--practice", "10021", "--to", "plan.json"] + RepairLab.enterprise)
        #expect(try await !texts(byHand.run("apply", "plan.json", "--dry-run")).contains { $0.hasPrefix("Save the") })
    }

    /// What is said to the client of one system says nothing of the other one's passwords or forms.
    @Test func `steps and client texts are those of the record's own integration`() async throws {
        func said(_ integration: String) async throws -> String {
            let record =
                #"{"integrationSource":"\#(integration)","businessNumber":"169990000000101","message":"401 Unauthorized"}"#
            let report = try await Tool.run(["explain", "--format", "json"], text: record + "\n").report
            let findings = try #require(report["findings"] as? [[String: Any]])
            let own = findings.filter { $0["code"] as? String == "BE4101" }
            #expect(own.count == 1)
            return own.flatMap { $0["remedies"] as? [[String: Any]] ?? [] }
                .map { "\($0["text"] ?? "") \($0["tellClient"] ?? "")" }.joined(separator: "\n")
        }
        let athenahealth = try await said("AthenaHealth")
        #expect(athenahealth.contains("practiceid") && !athenahealth.contains("password"), "\(athenahealth)")
        let allscripts = try await said("ALLSCRIPTS")
        #expect(allscripts.contains("PM password") && !allscripts.contains("practice"), "\(allscripts)")
        // Our own client is refused: no client's password has anything to do with it.
        let lab = try await RepairLab(faults: ["route=token status=401 body=invalidClient"])
        let base = "http://127.0.0.1:\(lab.sandbox.port)"
        let profiles = try lab.scratch.file(
            "ours.yaml",
            """
            profiles:
              ours:
                environment: preview
                athenahealth: { url: "\(base)", credential: athena }
                platform: { url: "\(base)" }
            credentials:
              athena: { origin: "\(base)", environment: ATHENA }
            """)
        let run = try await Tool.run(
            [
                "reauthorize", "plan", "169990000000101", "--practice", "10021", "--enterprise", "169990000000001",
                "--profile", "ours", "--profiles", profiles.path, "--format", "json",
            ],
            environment: lab.environment.merging(["ATHENA": #"{"clientID":"a","clientSecret":"b"}"#]) { $1 },
            in: lab.scratch.folder)
        let plan = RepairRun(run)
        let words = plan.findings.flatMap { $0["remedies"] as? [[String: Any]] ?? [] }
            .map { "\($0["text"] ?? "") \($0["tellClient"] ?? "")" }.joined(separator: "\n")
        #expect(plan.codes == ["BE4302"], "\(plan.err)")
        #expect(words.contains("client id") && !words.contains("password"), "\(words)")
    }

    @Test func `on a terminal, resume counts down what it waits for`() async throws {
        let lab = try await RepairLab()
        try await lab.plan(101)
        try await lab.call("POST", "/sandbox/faults?route=authorize&status=503&delay=20000&times=1")
        try await lab.kill(["apply", "plan.json", "--yes", "1"]) { try await lab.requests("authorize") == 1 }
        let run = try await Tool.run(
            ["-qfec", "'\(Tool.binary.path)' reauthorize resume", "/dev/null"], environment: lab.environment,
            in: lab.scratch.folder, program: URL(fileURLWithPath: "/usr/bin/script"))
        #expect(run.exitCode == 0, "\(run.out)")
        let seconds = run.out.matches(of: #/Waiting for 1 write that may still arrive, ([0-9]+) s at most/#)
            .compactMap { Int($0.1) }
        #expect(seconds.count >= 2 && seconds == seconds.sorted(by: >), "\(seconds)")
    }
}
