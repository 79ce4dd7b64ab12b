import Foundation
import Testing
import ToolRunning

/// Holds `check` against invented clients with planted causes, and healthy ones, that were written from the documents alone
/// (Tests/Models/clients): half of them from files, half against the sandbox, each again after its remedy.
@Suite(.fewAtATime) struct ClientTriageTests {
    @Test func `each planted cause is the headline, and is resolved after its remedy`() async throws {
        let scratch = try Scratch()
        let folder = Tool.root.appendingPathComponent("Tests/Models/clients").path
        let run = try await shell(
            "python3 '\(folder)'/check.py \"$TOOL\" '\(SandboxRun.binary.path)' --again", in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.out)\(run.err)")
    }
}
