import Foundation
import Testing
import ToolRunning

/// A case with servers of its own that answer wrongly: file `servers` in its folder.
///
/// A server's arguments stand one a line, a blank line between two servers. The case runs in a copy of its folder;
/// `{port1}`, `{port2}`, …, `{folder}` and `{certificates}` are filled in everywhere but in what is expected, and taken
/// out of what comes. `environment` holds NAME=VALUE lines, `setup` a script for `sh` that runs first.
extension GoldenCase {
    var hasServers: Bool { FileManager.default.fileExists(atPath: folder.appendingPathComponent("servers").path) }

    func runServed(_ arguments: [String], _ input: Data) throws -> ToolRun {
        let scratch = try Scratch()
        var names = [("{folder}", scratch.folder.path)]
        if try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .contains(where: { try text($0).contains("{certificates}") })
        {
            names.append(("{certificates}", try Certificates.folder()))
        }
        var servers: [FaultServer] = []
        for block in try text("servers").components(separatedBy: "\n\n") {
            let lines = block.split(separator: "\n").map { filled(String($0), names) }
            if lines.isEmpty { continue }
            servers.append(try FaultServer(blocking: lines))
            names.append(("{port\(servers.count)}", String(servers[servers.count - 1].port)))
        }
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            try scratch.file(file, filled(try text(file), names))
        }
        try setUp(in: scratch.folder)
        var environment: [String: String] = [:]
        for line in ((try? text("environment")) ?? "").split(separator: "\n") {
            let parts = filled(String(line), names).split(separator: "=", maxSplits: 1).map(String.init)
            environment[parts[0]] = parts.count > 1 ? parts[1] : ""
        }
        var run = try Tool.run(
            arguments.map { filled($0, names) }, input: input, environment: environment, in: scratch.folder)
        withExtendedLifetime(servers) {
            for (name, value) in names {
                let shown = name.dropFirst().dropLast().uppercased()
                run.out = run.out.replacingOccurrences(of: value, with: shown)
                run.err = run.err.replacingOccurrences(of: value, with: shown)
            }
        }
        return run
    }

    private func filled(_ text: String, _ names: [(String, String)]) -> String {
        names.reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
    }

    private func setUp(in folder: URL) throws {
        guard FileManager.default.fileExists(atPath: folder.appendingPathComponent("setup").path) else { return }
        let process = try ChildProcess("/bin/sh", ["-e", "setup"], in: folder)
        if process.wait() != 0 { throw BadCase(text: "\(testDescription): its setup failed") }
    }
}
