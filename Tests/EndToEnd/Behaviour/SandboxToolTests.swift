import Foundation
import Testing
import ToolRunning

/// `be-sandbox` as a user runs it.
@Suite(.fewAtATime) struct SandboxToolTests {
    @Test func `an interrupt ends it cleanly and frees the port`() async throws {
        let sandbox = try await SandboxRun()
        let port = sandbox.port
        #expect(await sandbox.interrupt() == 0)
        let second = try await run(["--port", String(port), "--check"])
        #expect(second.exitCode == 0)
    }

    @Test func `a second one on the same port says so`() async throws {
        let sandbox = try await SandboxRun()
        let second = try await run(["--port", String(sandbox.port)])
        #expect(second.exitCode == 69)
        #expect(
            second.err
                == "be-sandbox: port \(sandbox.port) is in use by another be-sandbox; --port 0 takes a free one\n")
    }

    @Test(arguments: [
        (["--port", "70000"], 64, "70000"), (["--fault", "route=pong"], 64, "token, practiceinfo"),
        (["--fault", "raw=reset"], 64, "found no route"), (["missing.yaml"], 65, "missing.yaml: cannot be read"),
        (["--prot", "1"], 64, "--port"),
    ])
    func `a mistake is told with what to write`(arguments: [String], exit: Int, told: String) async throws {
        let run = try await run(arguments)
        #expect(run.exitCode == Int32(exit))
        #expect(run.err.contains(told), "\(run.err)")
    }

    @Test func `help has examples`() async throws {
        let run = try await run(["--help"])
        #expect(run.exitCode == 0)
        #expect(run.out.contains("be-sandbox --port 0 mine.yaml"))
    }

    @Test func `tokens are limited to so many a minute`() async throws {
        let lab = try await Lab(credential: true)
        for _ in 0..<5 { #expect(try await lab.report("practice", "10021").exitCode == 0) }
        let sixth = try await lab.report("practice", "10021")
        #expect(sixth.exitCode == 2)
        #expect(sixth.findings == ["BE2207 undetermined"])
    }

    private func run(_ arguments: [String]) async throws -> ToolRun {
        let scratch = try Scratch()
        return try await Tool.run(arguments, in: scratch.folder, program: SandboxRun.binary)
    }
}
