import Foundation
import Testing
import ToolRunning

/// Holds `check` against invented clients with planted causes, and healthy ones, of two models that share no code: half of them
/// from files, half against the sandbox, each again after its remedy (Tests/Models/clients, and Tests/Models/triage, which was
/// written without a look at `check`).
@Suite(.fewAtATime) struct ClientTriageTests {
    @Test(arguments: [
        "clients/check.py \"$TOOL\" \"$SANDBOX\" --again", "triage/check.py \"$TOOL\" --sandbox \"$SANDBOX\"",
    ])
    func `each planted cause is the headline, and is resolved after its remedy`(check: String) async throws {
        let scratch = try Scratch()
        let folder = Tool.root.appendingPathComponent("Tests/Models").path
        let run = try await shell(
            "SANDBOX='\(SandboxRun.binary.path)' && python3 '\(folder)'/\(check)", in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.out)\(run.err)")
    }
}
