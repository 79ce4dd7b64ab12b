import Foundation
import Testing
import ToolRunning

/// `reauthorize` against the sandbox, judged by what the server saw.
@Suite(.fewAtATime) struct ReauthorizeTests {
    @Test func `a client with twelve businesses, ten repaired, one not granted, one unknown`() async throws {
        let lab = try await RepairLab()
        let list = (101...112).map { "169990000000\($0)" }
        try lab.scratch.file("list.csv", "location id;name\n" + list.map { "\($0);x" }.joined(separator: "\n"))
        let plan = try await lab.run(["plan", "--from", "list.csv", "--to", "plan.json"] + RepairLab.enterprise)
        #expect(plan.exitCode == 2)
        #expect(plan.column("decision") == Array(repeating: "willAuthorize", count: 10) + ["notGranted", "unknown"])
        #expect(plan.column("after") == Array(repeating: nil, count: 12))
        // Twelve mappings (the unavailable one three times by the retry policy, counted once), one group, two practices.
        #expect(plan.counts == [15, 0, 0])
        #expect(try await lab.writes().isEmpty)
        let run = try await lab.run("apply", "plan.json", "--yes", "10")
        #expect(run.exitCode == 2)
        #expect(run.codes == ["BE4303", "BE4305", "BE4311"])
        #expect(run.column("after").prefix(10).allSatisfy { $0 == "authorized" })
        #expect(try await lab.writes().sorted() == list.prefix(10).map { "write \($0) AUTHORIZED" })
        #expect(run.result["run"] as? String == "1")
    }

    @Test(arguments: [
        "169990000000101\n 169990000000102 \n\n", "\u{FEFF}169990000000101\r\n169990000000102\r\n",
        "169990000000101\r169990000000102", "name;Business Number\n\"a;\nb\";169990000000101\n\n;169990000000102\n;\n",
        "name,business\n\"Riverbend\" West,169990000000101\n\"12,169990000000102\n",
        "\"169990000000101\"\t\"x \"\"y\"\"\"\n169990000000102\tz\n169990000000101\tagain\n",
        "169990000000101\r169990000000102\n", "169990000000101\u{2028}169990000000102\u{B}\n",
        "name,business\n\"Riverbend, North\" ,169990000000101\n\"a\" b,169990000000102\n",
        "\"name, city, zip\";business\n\"a\";169990000000101\nb;169990000000102\n",
        "169990000000101\tSpringfield, IL, USA\n169990000000102\tx\n",
        "business,name\n169990000000101,\"open\n169990000000102,shut\n",
    ]) func `a list is read however it was kept`(text: String) async throws {
        let lab = try await RepairLab()
        try lab.scratch.file("list", text)
        let plan = try await lab.run(["plan", "--from", "list"] + RepairLab.enterprise)
        #expect(plan.column("businessNumber") == ["169990000000101", "169990000000102"])
    }

    @Test(arguments: [
        ("169990000000101\n\n12a\n", "list:3: found ‘12a’"),
        ("name,business\n\"a\nb\",169990000000101\nc,x\n", "list:4: found ‘x’"),
        ("name,business\nc\n", "list:2: found ‘’"),
    ]) func `a line that is no business number is named by its place`(text: String, fault: String) async throws {
        let lab = try await RepairLab()
        try lab.scratch.file("list", text)
        let plan = try await Tool.run(
            ["reauthorize", "plan", "--from", "list"], environment: lab.environment, in: lab.scratch.folder)
        #expect(plan.exitCode == 65)
        #expect(plan.err.contains(fault), "\(plan.err)")
    }

    @Test func `businesses come from a log's 401s`() async throws {
        let lab = try await RepairLab()
        let lines =
            [101, 102, 101].map { #"{"businessNumber":"169990000000\#($0)","httpStatus":401}"# }
            + [#"{"businessNumber":"169990000000103","httpStatus":200}"#]
        try lab.scratch.file("export.ndjson", lines.joined(separator: "\n"))
        let plan = try await lab.run(["plan", "--from-logs", "export.ndjson"] + RepairLab.enterprise)
        #expect(plan.column("businessNumber").compactMap(\.self).sorted() == ["169990000000101", "169990000000102"])
    }

    @Test func `one business alone until it was read back`() async throws {
        let lab = try await RepairLab()
        try await lab.plan(101, 102, 103, 104, 105)
        try await lab.run("apply", "plan.json", "--yes", "5", "--concurrency", "8")
        let log = try await lab.seen().filter { $0.hasSuffix("AUTHORIZED") && !$0.hasSuffix("UNAUTHORIZED") }
        #expect(log.prefix(2) == ["write 169990000000101 AUTHORIZED", "read 169990000000101 AUTHORIZED"])
        #expect(log.count == 10)
    }

    @Test(arguments: [
        "route=authorize status=500", "route=authorize raw=close", "route=authorize raw=reset",
        "route=authorize skip=2 status=403", "route=readMapping skip=7 status=503 times=3",
    ])
    func `a run that met an unexpected answer stays open, and resumes without a blind second write`(fault: String)
        async
        throws
    {
        let lab = try await RepairLab()
        try await lab.plan(101, 102, 103, 104)
        try await lab.call("POST", "/sandbox/faults?" + fault.replacingOccurrences(of: " ", with: "&"))
        let first = try await lab.run("apply", "plan.json", "--yes", "4", "--concurrency", "2")
        try await lab.call("DELETE", "/sandbox/faults")
        if first.exitCode != 0 {
            #expect(first.exitCode == 2)
            #expect(first.codes.contains("BE4313"))
            #expect(try await lab.run("resume").exitCode == 0)
        }
        var last: [String: String] = [:]
        for line in try await lab.seen() {
            let words = line.split(separator: " ").map(String.init)
            if words[0] == "write" { #expect(last[words[1]] != "write", "\(line)") }
            last[words[1]] = words[0]
        }
        #expect(Set(try await lab.writes()).count == 4)
        #expect(try await lab.run("status").exitCode == 0)
    }

    @Test func `Ctrl-C finishes the write in flight, and resume goes on`() async throws {
        let lab = try await RepairLab()
        try await lab.plan(101, 102, 103, 104, 105, 106)
        try await lab.call("POST", "/sandbox/faults?route=authorize&delay=400")
        let process = try ChildProcess(
            Tool.binary.path, ["reauthorize", "apply", "plan.json", "--yes", "6", "--concurrency", "1"],
            environment: lab.environment.merging(["PATH": "/usr/bin:/bin"]) { first, _ in first },
            in: lab.scratch.folder)
        defer { process.signal(SIGKILL) }
        try await eventually("the first write") {
            try await lab.seen().filter { $0.hasSuffix("UNAUTHORIZED") }.count >= 7
        }
        process.signal(SIGINT)
        #expect(await process.wait() == 130)
        let before = try await lab.writes().count
        #expect(before >= 1 && before < 6)
        let status = try await lab.run("status")
        #expect(status.result["open"] as? Bool == true)
        // What was in flight is settled, not left in doubt.
        #expect(status.column("after").filter { $0 == "authorized" }.count == before)
        #expect(!status.column("after").contains("unknown"))
        #expect(try await lab.run("resume").exitCode == 0)
        #expect(try await lab.writes().count == 6)
    }

    @Test func `a dry run asks, proves and reads, and writes nothing anywhere`() async throws {
        let lab = try await RepairLab()
        try await lab.plan(101, 102)
        let run = try await lab.run("apply", "plan.json", "--dry-run")
        #expect(run.err.contains("would send POST"))
        #expect(run.result["run"] is NSNull)
        #expect(try await lab.writes().isEmpty)
        // The plan is not used up.
        #expect(try await lab.run("apply", "plan.json", "--yes", "2").exitCode == 0)
    }

    @Test func `new credentials reach the group before any business is authorized`() async throws {
        let lab = try await RepairLab()
        try lab.credentials(RepairLab.password)
        let plan = try await lab.run(
            "plan", "169990000000201", "169990000000202", "--enterprise", "169990000000002", "--credentials",
            "new.json",
            "--to", "plan.json")
        #expect(plan.column("decision") == ["willAuthorize", "willAuthorize"])
        #expect(plan.counts[2] == 1)
        let run = try await lab.run("apply", "plan.json", "--yes", "2")
        #expect(run.exitCode == 0)
        let changes = try await lab.seen().filter { !$0.hasPrefix("read") }
        #expect(changes.first == "properties 4200")
        #expect(changes.count == 3)
        #expect(run.result["writes"] as? Int == 3)
        // One login for the plan, one for the run.
        #expect(
            try await lab.seen("logins").filter { $0.hasPrefix("user") } == ["user pmreader yes", "user pmreader yes"])
    }

    @Test func `a credential that failed is not tried again, by any command, until it changes`() async throws {
        let lab = try await RepairLab()
        let words = ["plan", "169990000000201", "--enterprise", "169990000000002", "--credentials", "new.json"]
        try lab.credentials("old-word-1")
        for _ in 0..<3 { try await lab.run(words) }
        #expect(try await lab.seen("logins").filter { $0.hasPrefix("user") } == ["user pmreader no"])
        try await lab.run(words + ["--retry-login"])
        #expect(try await lab.seen("logins").filter { $0.hasPrefix("user") }.count == 2)
        try lab.credentials(RepairLab.password)
        #expect(try await lab.run(words).codes == ["BE4301"])
    }

    @Test func `a password that was rotated between plan and apply authorizes nobody`() async throws {
        let lab = try await RepairLab()
        try lab.credentials(RepairLab.password)
        try await lab.run(
            "plan", "169990000000201", "--enterprise", "169990000000002", "--credentials", "new.json", "--to",
            "plan.json")
        try lab.credentials("another-word-3")
        let run = try await lab.run("apply", "plan.json", "--yes", "1")
        #expect(run.codes == ["BE4324"])
        #expect(run.exitCode == 2)
        #expect(try await lab.seen().allSatisfy { $0.hasPrefix("read") })
    }

    @Test func `resume never logs in to Allscripts a second time`() async throws {
        let lab = try await RepairLab()
        try lab.credentials(RepairLab.password)
        try await lab.run(
            "plan", "169990000000201", "169990000000202", "--enterprise", "169990000000002", "--credentials",
            "new.json",
            "--to", "plan.json")
        try await lab.call("POST", "/sandbox/faults?route=authorize&status=500&times=1")
        #expect(try await lab.run("apply", "plan.json", "--yes", "2").exitCode == 2)
        #expect(try await lab.run("resume").exitCode == 0)
        #expect(try await lab.seen("logins").filter { $0.hasPrefix("user") }.count == 2)
    }

    @Test func `credentials that others may read are refused`() async throws {
        let lab = try await RepairLab()
        try lab.credentials(RepairLab.password, mode: 0o644)
        let run = try await lab.run("plan", "169990000000201", "--credentials", "new.json")
        #expect(run.exitCode == 77)
        #expect(try await lab.seen("logins").isEmpty)
    }

    @Test func `a plan and a journal are the user's own`() async throws {
        let lab = try await RepairLab()
        try await lab.plan(101)
        try await lab.run("apply", "plan.json", "--yes", "1")
        let state = lab.scratch.folder.appendingPathComponent("state/be-diagnose")
        let files = try FileManager.default.contentsOfDirectory(atPath: state.path).map {
            state.appendingPathComponent($0).path
        }
        for file in files + [lab.scratch.folder.appendingPathComponent("plan.json").path] {
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
            #expect(mode as? Int == 0o600, "\(file)")
        }
    }

    @Test func `without the profile's requests a checklist is printed, and confirmations are recorded`() async throws {
        let lab = try await RepairLab(requests: false)
        let plan = try await lab.run(
            ["plan", "169990000000101", "169990000000102", "--practice", "10021", "--to", "plan.json"]
                + RepairLab.enterprise)
        #expect(plan.column("before") == ["unknown", "unknown"])
        #expect(try await lab.run("apply", "plan.json", "--yes", "3").codes == ["BE4326"])
        #expect(try await lab.run("apply", "plan.json", "--dry-run").codes == ["BE4301"])
        // Nothing is written, so nobody has to agree.
        let run = try await lab.run("apply", "plan.json")
        #expect(run.exitCode == 2)
        #expect(run.codes == ["BE4315"])
        #expect(try await lab.run("confirm", "169990000000101").exitCode == 2)
        #expect(try await lab.run("confirm", "169990000000101").exitCode == 64)
        #expect(try await lab.run("confirm", "169990000000102").exitCode == 0)
        #expect(try await lab.seen().isEmpty)
    }
}
