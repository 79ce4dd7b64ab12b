import Foundation
import ToolRunning

/// What a line of shell gave, in bytes.
struct ShellRun {
    var exitCode: Int32
    var outBytes: Data
    var errBytes: Data

    var out: String { String(decoding: outBytes, as: UTF8.self) }
    var err: String { String(decoding: errBytes, as: UTF8.self) }
}

/// Runs a line of shell in a folder; `$TOOL` is the binary. What it wrote stays in the folder `shell`.
func shell(_ line: String, in folder: URL) async throws -> ShellRun {
    let kept = folder.appendingPathComponent("shell")
    try FileManager.default.createDirectory(at: kept, withIntermediateDirectories: true)
    let process = try ChildProcess(
        "/bin/sh", ["-c", "(\n\(line)\n) >shell/stdout 2>shell/stderr"],
        environment: [
            "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "TOOL": Tool.binary.path, "LC_ALL": "C.UTF-8",
        ], in: folder)
    return ShellRun(
        exitCode: await process.wait(), outBytes: try Data(contentsOf: kept.appendingPathComponent("stdout")),
        errBytes: try Data(contentsOf: kept.appendingPathComponent("stderr")))
}
