import Foundation
import Testing
import ToolRunning

@Suite struct GoldenTests {
    @Test(arguments: GoldenCase.all)
    func `a case answers what was recorded, to the byte`(golden: GoldenCase) throws {
        let run = try golden.run()
        if ProcessInfo.processInfo.environment["BE_DIAGNOSE_RECORD"] == "1" { try golden.record(run) }
        let expected = try golden.expected()
        #expect(run.exitCode == expected.exitCode)
        #expect(run.out == expected.out)
        #expect(run.err == expected.err)
        // On what came, too: a recorded mistake must not pass.
        let isFound = (run.out + run.err).contains(golden.code)
        #expect(try isFound == golden.mustBeFound, "\(golden.code) in the output: \(isFound)")
    }
}
