import Foundation
import Testing
import ToolRunning

/// A share of `make prove`: the real programs, killed and starved from outside.
@Suite struct ProofShareTests {
    @Test(arguments: ["kills", "instants", "order", "disk", "races", "secrets"])
    func `a share of the proofs holds`(part: String) throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = Tool.root.appendingPathComponent("scripts/prove")
        process.arguments = [
            "--few", "--jobs", "1", "--part", part, "--tool", Tool.binary.deletingLastPathComponent().path,
        ]
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(text)")
        #expect(text.contains(": held"), "\(text)")
    }
}
