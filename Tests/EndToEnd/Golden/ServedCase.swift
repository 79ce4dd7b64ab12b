import Foundation
import ToolRunning

/// A case with servers of its own that answer wrongly: its section `servers`.
///
/// A server's arguments stand one a line, a blank line between two servers. `{port1}`, `{port2}`, …, `{folder}` and
/// `{certificates}` are filled in everywhere but in what is expected, and taken out of what comes.
extension GoldenCase {
    func runServed(
        _ archive: GoldenArchive, _ servers: String, _ input: Data, _ environment: [String: String], _ scratch: Scratch
    ) async throws -> ToolRun {
        var names = [("{folder}", scratch.folder.path)]
        if servers.contains("{certificates}") || archive.text("profiles.yaml")?.contains("{certificates}") == true {
            names.append(("{certificates}", try await Certificates.folder()))
        }
        var running: [FaultServer] = []
        for block in servers.components(separatedBy: "\n\n") {
            let lines = block.split(separator: "\n").map { filled(String($0), names) }
            if lines.isEmpty { continue }
            running.append(try await FaultServer(lines))
            names.append(("{port\(running.count)}", String(running[running.count - 1].port)))
        }
        for (name, bytes) in archive.files {
            try scratch.file(name, filled(String(decoding: bytes, as: UTF8.self), names))
        }
        if let script = archive.text("setup") {
            let process = try ChildProcess("/bin/sh", ["-e", "-c", filled(script, names)], in: scratch.folder)
            if await process.wait() != 0 { throw BadCase(text: "\(testDescription): its setup failed") }
        }
        var run = try await Tool.run(
            archive.arguments.map { filled($0, names) }, input: input,
            environment: environment.mapValues { filled($0, names) }, in: scratch.folder)
        withExtendedLifetime(running) {
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
}
