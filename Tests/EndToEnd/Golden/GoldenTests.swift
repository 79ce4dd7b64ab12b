import Foundation
import Testing
import ToolRunning

@Suite(.fewAtATime) struct GoldenTests {
    @Test(arguments: GoldenCase.all)
    func `a case answers what was recorded, to the byte`(golden: GoldenCase) async throws {
        var archive = try golden.archive()
        let run = try await golden.run(archive)
        if ProcessInfo.processInfo.environment["BE_DIAGNOSE_RECORD"] == "1" {
            try golden.record(run, over: archive)
            archive = try golden.archive()
        }
        let expected = try golden.expected(archive)
        #expect(run.exitCode == expected.exitCode)
        // Bytes, since two strings are equal where only their Unicode form differs.
        let (out, err) = (Data(run.out.utf8), Data(run.err.utf8))
        #expect(out == expected.out, "stdout: \(difference(out, expected.out))")
        #expect(err == expected.err, "stderr: \(difference(err, expected.err))")
        // On what came, too: a recorded mistake must not pass.
        let isFound = (run.out + run.err).contains(golden.code)
        #expect(try isFound == golden.mustBeFound, "\(golden.code) in the output: \(isFound)")
    }

    @Test func `every file beside a case is a case`() {
        let codes = GoldenCase.names(in: GoldenCase.root).filter { $0 != "README.md" }
        #expect(!codes.isEmpty)
        for code in codes {
            for name in GoldenCase.names(in: GoldenCase.root.appendingPathComponent(code)) {
                #expect(GoldenCase.all.contains { $0.code == code && "\($0.name).txt" == name }, "\(code)/\(name)")
            }
        }
    }

    /// The first line that differs.
    private func difference(_ came: Data, _ expected: Data) -> String {
        let pair = [came, expected].map {
            String(decoding: $0, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        }
        for number in 0..<max(pair[0].count, pair[1].count) {
            let lines = pair.map { number < $0.count ? "‘\($0[number])’" : "nothing" }
            if lines[0] != lines[1] { return "line \(number + 1) is \(lines[0]), recorded is \(lines[1])" }
        }
        return "equal as text, not as bytes"
    }
}
