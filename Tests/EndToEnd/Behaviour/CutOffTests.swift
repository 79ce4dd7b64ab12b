import Foundation
import Testing
import ToolRunning

/// `reauthorize apply` killed in the midst of a call, and what somebody does next who does as the receipt says.
@Suite(.fewAtATime) struct CutOffTests {
    @Test func `killed during its login, a run logs in no more, and its receipt leads to the end`() async throws {
        let lab = try await RepairLab()
        try lab.credentials(RepairLab.password)
        let numbers = ["169990000000201", "169990000000202"]
        let words = ["plan"] + numbers + ["--enterprise", "169990000000002", "--credentials", "new.json"]
        try await lab.run(words + ["--to", "plan.json"])
        try await lab.call("POST", "/sandbox/faults?route=unityToken&delay=60000")
        try await lab.kill(["apply", "plan.json", "--yes", "2"]) { try await lab.requests("unityToken") == 2 }
        try await lab.call("DELETE", "/sandbox/faults")

        #expect(try await lab.run("status").codes == ["BE4313"])
        let resumed = try await lab.run("resume")
        #expect(resumed.exitCode == 2)
        #expect(resumed.codes == ["BE4309"])
        // The login that was cut off is counted: it may have been sent.
        #expect(resumed.counts[2] == 1)
        #expect(resumed.column("after") == ["unauthorized", "unauthorized"])
        #expect(try await lab.requests("unityToken") == 2)
        let closed = try await lab.run("resume")
        #expect(closed.exitCode == 0 && closed.result["run"] is NSNull)
        #expect(try await lab.run("apply", "plan.json", "--yes", "2").codes == ["BE4325"])
        #expect(try await lab.seen().allSatisfy { $0.hasPrefix("read") })

        let command = try #require(await lab.run("status").command(of: "BE4309"))
        #expect(command.prefix(3) == ["be-diagnose", "reauthorize", "plan"])
        // Nobody knows whether that login counted, so that another one has to be asked for.
        let again = try await lab.run(Array(command.dropFirst(2)))
        #expect(again.codes == ["BE4308"])
        #expect(again.out.contains("--retry-login"))
        #expect(try await lab.run(Array(command.dropFirst(2)) + ["--retry-login"]).codes == ["BE4301"])
        let run = try await lab.run("apply", "plan.json", "--yes", "2")
        #expect(run.exitCode == 0)
        #expect(run.result["run"] as? String == "2")
        #expect(try await lab.writes() == numbers.map { "write \($0) AUTHORIZED" })
        #expect(try await lab.run("status", "1").codes == ["BE4309"])
    }

    @Test func `the way out names the integration, the profile and where the group hangs, and no more than is needed`()
        async
        throws
    {
        let scenario = """
            scenario: One group, found by the business itself
            platform:
              hidesSecure: false
              groups:
                - { id: "4200", businessNumber: "169990000000201", source: 32, properties: { User_Name: "ub01:cl02^1^", PM_Password: new-word-2, pms_user_name: pmreader } }
              mappings:
                - { businessNumber: "169990000000201", group: "4200", properties: { allscripts.location.name: Example } }
            unity: { users: { pmreader: new-word-2 } }
            """
        let lab = try await RepairLab(scenario: scenario)
        try await lab.run("plan", "169990000000201", "--to", "plan.json")
        try await lab.call("POST", "/sandbox/faults?route=unityMagic&delay=60000")
        try await lab.kill(["apply", "plan.json", "--yes", "1"]) { try await lab.requests("unityMagic") == 6 }
        try await lab.call("DELETE", "/sandbox/faults")
        let command = try #require(await lab.run("resume").command(of: "BE4309"))
        #expect(
            command == [
                "be-diagnose", "reauthorize", "plan", "169990000000201", "--integration", "Allscripts", "--to",
                "plan.json", "--profile", "lab",
            ])
    }

    @Test func `a resume looks for a write that is still under way, and does not send it again`() async throws {
        let lab = try await RepairLab()
        try await lab.plan(101, 102, 103)
        // The platform takes its time, and carries the write out although nobody waits for the answer any more.
        try await lab.call("POST", "/sandbox/faults?route=authorize&business=169990000000101&delay=1500&times=1")
        try await lab.kill(["apply", "plan.json", "--yes", "3"]) { try await lab.requests("authorize") == 1 }
        let run = try await lab.run("resume")
        #expect(run.exitCode == 0)
        #expect(run.err.contains("may still arrive (169990000000101)"))
        // The other two leave at the same time.
        #expect(try await lab.writes().sorted() == [101, 102, 103].map { "write 169990000000\($0) AUTHORIZED" })
    }

    @Test func `a write that never arrived is sent again once it can no longer arrive`() async throws {
        let lab = try await RepairLab()
        try await lab.plan(101)
        try await lab.call("POST", "/sandbox/faults?route=authorize&status=503&delay=20000&times=1")
        try await lab.kill(["apply", "plan.json", "--yes", "1"]) { try await lab.requests("authorize") == 1 }
        let start = ContinuousClock.now
        #expect(try await lab.run("resume").exitCode == 0)
        // The lab's time limit is 5 s, and the write was sent a moment ago.
        #expect(ContinuousClock.now - start > .seconds(2))
        #expect(try await lab.writes() == ["write 169990000000101 AUTHORIZED"])
    }
}

extension RepairLab {
    /// Starts `reauthorize` and kills it as soon as something has come to pass at the server.
    func kill(_ arguments: [String], once hasComeToPass: () async throws -> Bool) async throws {
        let process = try ChildProcess(
            Tool.binary.path, ["reauthorize"] + arguments,
            environment: environment.merging(["PATH": "/usr/bin:/bin"]) { first, _ in first }, in: scratch.folder)
        defer { process.signal(SIGKILL) }
        try await eventually("what the server must see") {
            if process.exitCode != nil { return true }
            return try await hasComeToPass()
        }
        #expect(process.exitCode == nil)
        process.signal(SIGKILL)
        await process.wait()
    }

    /// How often the server was asked for something, faults included.
    func requests(_ route: String) async throws -> Int {
        try await seen("requests").first { $0.hasPrefix("\(route) ") }.flatMap { Int($0.dropFirst(route.count + 1)) }
            ?? 0
    }
}

extension RepairRun {
    /// The command of a finding's first remedy.
    func command(of code: String) -> [String]? {
        let finding = findings.first { $0["code"] as? String == code }
        return (finding?["remedies"] as? [[String: Any]])?.first?["command"] as? [String]
    }
}
