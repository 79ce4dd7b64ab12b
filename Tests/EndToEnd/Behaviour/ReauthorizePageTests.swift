import Foundation
import Testing
import ToolRunning

/// `Documentation/reauthorize.md`: every command on it, in its order.
@Suite(.fewAtATime) struct ReauthorizePageTests {
    @Test func `every command of the page runs, with the exit code that stands behind it`() async throws {
        let page = try String(
            contentsOf: Tool.root.appendingPathComponent("Documentation/reauthorize.md"), encoding: .utf8)
        var commands: [(line: String, exit: Int32)] = []
        for block in page.components(separatedBy: "```sh\n").dropFirst() {
            for line in block.components(separatedBy: "```")[0].split(separator: "\n") {
                let parts = line.components(separatedBy: " # exit ")
                commands.append((parts[0], parts.count > 1 ? Int32(parts[1]) ?? -1 : 0))
            }
        }
        #expect(commands.count > 10)
        let lab = try await RepairLab()
        let folder = lab.scratch.folder
        for name in ["reauthorize", "message"] {
            let target = folder.appendingPathComponent("Samples/\(name)")
            try FileManager.default.createDirectory(
                at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            try FileManager.default.copyItem(at: Tool.root.appendingPathComponent("Samples/\(name)"), to: target)
        }
        let profiles = folder.appendingPathComponent("Samples/reauthorize/profiles.yaml")
        let text = try String(contentsOf: profiles, encoding: .utf8)
        try text.replacingOccurrences(of: ":8757", with: ":\(lab.sandbox.port)")
            .write(to: profiles, atomically: true, encoding: .utf8)
        for (line, exit) in commands {
            if let named = line.split(separator: "=").last, line.hasPrefix("export ") {
                #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent(String(named)).path))
                continue
            }
            if line.contains("newer.ndjson") {
                let now = Date().ISO8601Format(.iso8601(timeZone: .gmt, includingFractionalSeconds: true))
                let record = #"{"@timestamp":"\#(now)Z","businessNumber":"169990000000102","customerId":"C-1"}"#
                try record.write(
                    to: folder.appendingPathComponent("newer.ndjson"), atomically: true, encoding: .utf8)
            }
            let words = line.split(separator: " ").map(String.init)
            #expect(words.first == "be-diagnose", "\(line)")
            let run = try await Tool.run(
                Array(words.dropFirst()),
                environment: lab.environment.merging(["BE_DIAGNOSE_PROFILES": profiles.path]) { _, new in new },
                in: folder)
            #expect(run.exitCode == exit, "\(line)\n\(run.out)\n\(run.err)")
        }
        #expect(try await lab.writes().count == 10)
        #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent("receipt.md").path))
    }
}
