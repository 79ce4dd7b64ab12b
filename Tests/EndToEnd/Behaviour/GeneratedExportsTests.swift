import Foundation
import Testing
import ToolRunning

@Suite(.fewAtATime) struct GeneratedExportsTests {
    @Test func `generated exports give the report that they were made to give`() async throws {
        let scratch = try Scratch()
        let check = Tool.root.appendingPathComponent("Tests/Models/exports/check.py").path
        let run = try await shell("python3 '\(check)' \"$TOOL\" 0 19", in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.out)\(run.err)")
    }
}
