import Foundation
import Testing
import ToolRunning

/// One file `Cases/<code>/<case>.txt`: a command line, its inputs, and all that it must answer.
struct GoldenCase: CustomTestStringConvertible, Sendable {
    var code: String
    var name: String

    static let root = Tool.root.appendingPathComponent("Tests/EndToEnd/Golden/Cases")
    static let all: [GoldenCase] = names(in: root).filter { !$0.contains(".") }.flatMap { code in
        names(in: root.appendingPathComponent(code)).filter { $0.hasSuffix(".txt") }
            .map { GoldenCase(code: code, name: String($0.dropLast(4))) }
    }

    var testDescription: String { "\(code)/\(name)" }
    var file: URL { Self.root.appendingPathComponent(code).appendingPathComponent("\(name).txt") }

    /// Whether the code must be in the answer; a case's name begins with `found` or `absent`.
    var mustBeFound: Bool {
        get throws {
            if name.hasPrefix("found") { return true }
            if name.hasPrefix("absent") { return false }
            throw BadCase(text: "\(testDescription): a case's name begins with ‘found’ or ‘absent’")
        }
    }

    /// What the file says.
    func archive() throws -> GoldenArchive {
        try GoldenArchive(Data(contentsOf: file), file: "\(testDescription).txt")
    }

    /// Runs the tool in a folder that holds the case's files and nothing else.
    func run(_ archive: GoldenArchive) async throws -> ToolRun {
        let scratch = try Scratch()
        for (name, bytes) in archive.files { try scratch.file(name, bytes) }
        let environment = environment(archive)
        let input = archive["stdin"] ?? Data()
        if let servers = archive.text("servers") {
            return try await runServed(archive, servers, input, environment, scratch)
        }
        if let faults = archive.lines("repair") { return try await runRepair(archive, faults, input, scratch) }
        if let faults = archive.lines("sandbox") { return try await runAgainstSandbox(archive, faults, input, scratch) }
        return try await Tool.run(archive.arguments, input: input, environment: environment, in: scratch.folder)
    }

    /// What was recorded.
    func expected(_ archive: GoldenArchive) throws -> Answer {
        guard let out = archive["stdout"], let code = archive.text("exit") else {
            throw BadCase(text: "\(testDescription): nothing is recorded (Cases/README.md says how)")
        }
        guard let exitCode = Int32(code.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw BadCase(text: "\(testDescription): ‘exit’ is no number")
        }
        return Answer(exitCode: exitCode, out: out, err: archive["stderr"] ?? Data())
    }

    /// Writes what came as what is expected.
    func record(_ run: ToolRun, over archive: GoldenArchive) throws {
        try archive.recording(out: Data(run.out.utf8), err: Data(run.err.utf8), exitCode: run.exitCode)
            .write(to: file, options: [.atomic])
    }

    private func environment(_ archive: GoldenArchive) -> [String: String] {
        var environment: [String: String] = [:]
        for line in archive.lines("environment") ?? [] {
            let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
            environment[parts[0]] = parts.count > 1 ? parts[1] : ""
        }
        return environment
    }

    static func names(in folder: URL) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    }
}

/// What a case must answer.
struct Answer: Equatable {
    var exitCode: Int32
    var out: Data
    var err: Data
}

/// A case that cannot be run.
struct BadCase: Error, CustomStringConvertible {
    var text: String
    var description: String { text }
}
