import Foundation
import Testing
import ToolRunning

/// How errors are worded: what is wrong, then hints, a line each.
@Suite(.fewAtATime) struct ErrorFormTests {
    private func refused(_ arguments: [String], _ code: Int32 = 64) async throws -> [String] {
        let run = try await Tool.run(arguments, text: record(), environment: ["HOME": "/nonexistent"])
        #expect(run.exitCode == code, "\(arguments)")
        #expect(run.out == "")
        return run.err.split(separator: "\n").map(String.init)
    }

    @Test(arguments: [
        (["reauth"], "did you mean 'be-diagnose reauthorize'?"),
        (["reasons"], "did you mean 'be-diagnose cancel-reasons'?"),
        (["codes", "BE210"], "did you mean 'BE2101' or 'BE2102'?"), (["codes", "BE41O1"], "did you mean 'BE4101'?"),
        (["explain", "--integration", "athna"], "did you mean 'AthenaHealth'?"),
        (["playbook", "show", "al"], "did you mean 'Allscripts'?"), (["help", "verdict"], "did you mean 'verdicts'?"),
        (["explain", "--json"], "did you mean '--format json'?"),
        (["completion", "bsh"], "did you mean 'bash' or 'zsh'?"),
        (["practice", "--profile", "prod", "1"], "did you mean 'production'?"),
        (["query", "restricted", "bussiness=1"], "did you mean 'business'? (known: reason, business,"),
        (["npi"], "for example: be-diagnose npi 1234567893"),
        (["departments"], "for example: be-diagnose departments 10021"),
        (["reauthorize", "status", "99"], "there is no run yet; 'be-diagnose reauthorize apply PLAN' starts one"),
        (["codes", "nonsense"], "'be-diagnose codes' lists them; 'be-diagnose where WORD' searches"),
        (["request", "nonsense"], "'be-diagnose request --list' shows them all; 'be-diagnose where WORD' searches"),
    ])
    func `a mistake has its hint`(_ arguments: [String], _ hint: String) async throws {
        let lines = try await refused(arguments)
        #expect(lines[0].hasPrefix("error: ") && lines[0].last != ".")
        #expect(lines.dropFirst().contains { $0.hasPrefix("hint: ") && $0.contains(hint) }, "\(lines)")
        #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("hint: ") })
    }

    @Test func `at most three candidates are named`() async throws {
        let lines = try await refused(["codes", "BE31"])
        #expect(lines.contains { $0.hasPrefix("hint: did you mean 'BE3101', 'BE3102' or 'BE3103'?") })
    }

    @Test(arguments: [
        (["codes", "2101"], "BE2101"), (["playbook", "show", "athena"], "AthenaHealth"),
        (["explain", "--integration", "athena"], "BE2101"), (["explain", "--integration", "Alls"], "BE1020"),
    ])
    func `a code's number and the beginning of a name are enough`(_ arguments: [String], _ found: String) async throws {
        let run = try await Tool.run(arguments, text: restricted())
        #expect(run.exitCode != 64 && run.out.contains(found))
    }

    @Test func `a log that is given as configuration is named as one, once`() async throws {
        let log = Tool.root.appendingPathComponent("Samples/explain/checkins.ndjson").path
        let lines = try await refused(["explain", "--config", log, log], 65)
        #expect(lines[0] == "error: --config \(log): this is a log export (185 records), not a configuration")
        #expect(lines[1] == "hint: give it without an option: be-diagnose explain \(log)")
        #expect(lines.count == 2)
    }

    @Test func `the same fault many times is said once, with its count`() async throws {
        let scratch = try Scratch()
        try scratch.file("c.json", Array(repeating: #"{"nothing":1}"#, count: 12).joined(separator: "\n"))
        let run = try await Tool.run(["explain", "--config", "c.json", "/dev/null"], in: scratch.folder)
        #expect(run.exitCode == 65)
        #expect(run.err.components(separatedBy: "error: ").count == 2)
        #expect(run.err.contains("c.json:1:1: ") && run.err.contains("(12 times, here first)"))
    }

    @Test func `a business number of another length is warned of before the report`() async throws {
        let run = try await Tool.run(["explain", "--business", "16999"], text: restricted())
        #expect(run.err.hasPrefix("warning: --business 16999 has 5 digits; a business number has 15\n"))
        #expect(
            try await !Tool.run(["explain", "--business", "169990000000101"], text: restricted()).err.contains("digits")
        )
    }

    @Test(arguments: [
        (["status=9"], true), (["status=2"], false), (["status=X"], false), (["status=Arrived"], false),
        (["status=Arrived", "integration=AthenaHealth"], true), (["status=9", "integration=Allscripts"], false),
    ])
    func `a status that athenahealth does not have is noted`(_ values: [String], _ isNoted: Bool) async throws {
        let run = try await Tool.run(["query", "restricted"] + values)
        #expect(run.exitCode == 0)
        #expect(run.err.contains("is not a status of AthenaHealth; known: ") == isNoted)
    }

    @Test func `redact says only what is wrong where nothing could be read`() async throws {
        let lines = try await refused(["redact", "nofile"], 65)
        #expect(lines[0] == "error: nofile: no such file")
        #expect(lines.count == 2 && lines[1].hasPrefix("hint: "))
    }

    @Test(arguments: [["reauthorize", "resume"], ["reauthorize", "status"]])
    func `without a run there is nothing to do, and that is no mistake`(_ arguments: [String]) async throws {
        let scratch = try Scratch()
        for format in ["text", "json"] {
            let run = try await Tool.run(
                arguments + ["--profile", "sandbox", "--format", format],
                environment: ["HOME": scratch.folder.path])
            #expect(run.exitCode == 0 && run.err == "")
        }
    }

    @Test func `a file that was written is said, and -q says nothing`() async throws {
        let scratch = try Scratch()
        try scratch.file("log", restricted())
        let run = try await Tool.run(["explain", "log", "-o", "out.txt"], in: scratch.folder)
        #expect(run.err == "Wrote out.txt\n" && run.out == "")
        #expect(try await Tool.run(["codes", "-q", "-o", "out.txt"], in: scratch.folder).err == "")
        #expect(try await Tool.run(["codes", "-o", "/dev/null"], in: scratch.folder).err == "")
    }
}
