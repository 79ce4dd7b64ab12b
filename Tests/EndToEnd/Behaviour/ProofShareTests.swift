import Foundation
import Testing
import ToolRunning

/// A share of `make prove`: the real programs, killed and starved from outside.
@Suite(.fewAtATime) struct ProofShareTests {
    @Test(arguments: ["kills", "instants", "order", "disk", "races", "secrets"])
    func `a share of the proofs holds`(part: String) async throws {
        let run = try await Tool.run(
            ["--few", "--jobs", "4", "--part", part, "--tool", Tool.binary.deletingLastPathComponent().path],
            environment: ProcessInfo.processInfo.environment, program: Tool.root.appendingPathComponent("scripts/prove")
        )
        #expect(run.exitCode == 0, "\(run.out)\(run.err)")
        #expect((run.out + run.err).contains(": held"), "\(run.out)\(run.err)")
    }
}
