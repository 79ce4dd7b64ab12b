import Foundation
import Testing
import ToolRunning

/// Holds `explain` against a model of judging that shares no code with it (Tests/Models/judging).
@Suite(.fewAtATime) struct JudgingModelTests {
    @Test(arguments: [
        "judge.py --records 5 \"$TOOL\" 0 99",  // 500 pairs of a record and a configuration
        "exports.py \"$TOOL\" 0 19",
        "smallest.py \"$TOOL\" 0 9",
        "documents.py \"$TOOL\" 0 99",
    ])
    func `judging agrees with its model`(check: String) async throws {
        let scratch = try Scratch()
        let folder = Tool.root.appendingPathComponent("Tests/Models/judging").path
        let run = try await shell("python3 '\(folder)'/\(check)", in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.out)\(run.err)")
    }
}
