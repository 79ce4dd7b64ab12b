import Foundation
import ToolRunning

/// Holds what `request --check` says of a line against what is right.
struct RequestJudge {
    let expectation: FieldExpectation
    /// Kept, since the folder goes away with it.
    let scratch: Scratch

    init(_ request: FieldCase) throws { (expectation, scratch) = try request.unpacked() }

    /// What is wrong; nothing if all is right.
    func problems() async throws -> [String] {
        let text = try await run([])
        let json = try await run(["--format", "json"])
        let shown = [text, json, try await run(["--format", "markdown"])]
        var wrong: [String] = []
        for secret in expectation.secrets
        where shown.contains(where: { Leak.isFound(of: secret, in: $0.out) || Leak.isFound(of: secret, in: $0.err) }) {
            wrong.append("LEAK: prints a part of \(secret)")
        }
        if !expectation.exitCodes.contains(text.exitCode) {
            let allowed = expectation.exitCodes.map { String($0) }.joined(separator: " or ")
            wrong.append("VERDICT: exit \(text.exitCode), not \(allowed)")
        }
        wrong += expectation.wrong(in: text.out + text.err, isRefusal: true)
        // What cannot be decided or read has no line to be right.
        if !expectation.corrected.isEmpty && text.exitCode < 2 { wrong += try await wrongLines(in: json) }
        return wrong
    }

    private func wrongLines(in run: ToolRun) async throws -> [String] {
        let calls = (try run.report["result"] as? [String: Any])?["calls"] as? [[String: Any]] ?? []
        let lines = calls.compactMap { $0["corrected"] as? String }
        if lines.isEmpty { return ["NO RIGHT LINE: none is printed"] }
        var words: [String] = []
        for line in lines {
            guard let more = try await self.words(of: line) else {
                return ["NO RIGHT LINE: a shell refuses it: \(line)"]
            }
            words += more.map(Self.plain)
        }
        return expectation.corrected.filter { expected in !words.contains { $0.contains(Self.plain(expected)) } }
            .map { "NO RIGHT LINE: no word of it holds \($0): \(lines.joined(separator: "\n"))" }
    }

    /// The words as bash hands them to curl; nothing if it refuses the line.
    private func words(of line: String) async throws -> [String]? {
        guard try await bash(line, "-n").exitCode == 0 else { return nil }
        let run = try await bash("curl() { printf '%s\\0' \"$@\"; }\n\(line)")
        return run.out.split(separator: "\0").map { String($0) }
    }

    /// Runs it where no program is found but what bash has itself, in an empty folder.
    private func bash(_ script: String, _ options: String...) async throws -> ToolRun {
        let empty = try Scratch()
        let run = try await Tool.run(
            options + ["-c", script], input: Data("x\n".utf8), environment: ["PATH": "/nonexistent"],
            in: empty.folder, program: URL(fileURLWithPath: "/bin/bash"))
        return withExtendedLifetime(empty) { run }
    }

    /// JSON in one form, whatever its blanks and the order of its members; all else as it is.
    private static func plain(_ word: String) -> String {
        guard let value = try? JSONSerialization.jsonObject(with: Data(word.utf8)),
            let bytes = try? JSONSerialization.data(
                withJSONObject: value, options: [.sortedKeys, .withoutEscapingSlashes])
        else { return word }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func run(_ options: [String]) async throws -> ToolRun {
        try await Tool.run(["request", "--check", "line.txt"] + options, in: scratch.folder)
    }
}
