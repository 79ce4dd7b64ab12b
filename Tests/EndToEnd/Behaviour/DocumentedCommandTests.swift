import Foundation
import Testing
import ToolRunning

/// Every command of README and Documentation that is shown with what it prints prints just that.
///
/// A block of the language `console` holds commands behind `$ `, each with its output; `…` alone on a line stands for any
/// lines. `BE_DIAGNOSE_RECORD=1` writes the outputs that have none.
@Suite(.fewAtATime) struct DocumentedCommandTests {
    static let documents: [String] = {
        let folder = Tool.root.appendingPathComponent("Documentation")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return ["README.md"] + names.filter { $0.hasSuffix(".md") }.sorted().map { "Documentation/\($0)" }
    }()

    private static let isRecording = ProcessInfo.processInfo.environment["BE_DIAGNOSE_RECORD"] != nil

    @Test(arguments: documents) func `the commands of a document print what it shows`(_ name: String) async throws {
        let file = Tool.root.appendingPathComponent(name)
        let document = try Document(String(contentsOf: file, encoding: .utf8))
        guard document.commands.contains(where: { _ in true }) else { return }
        let desk = try await Desk()
        var written = document
        for (index, command) in document.commands.enumerated() {
            let shown = try await desk.output(of: command.line)
            if command.isMet(by: shown) { continue }
            if Self.isRecording, !command.output.contains("…") {
                written.commands[index].output = shown
            } else {
                Issue.record("\(name): \(command.line)\n\(shown.joined(separator: "\n"))")
            }
        }
        if Self.isRecording { try written.text.write(to: file, atomically: true, encoding: .utf8) }
    }

    @Test func `most tickets of the walk-through are commands that are run`() throws {
        let text = try String(contentsOf: Tool.root.appendingPathComponent("Documentation/tickets.md"), encoding: .utf8)
        #expect(Document(text).commands.count >= 15)
    }

    @Test func `README stays short`() throws {
        let text = try String(contentsOf: Tool.root.appendingPathComponent("README.md"), encoding: .utf8)
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 151)
    }
}

/// A document cut into text and commands.
private struct Document {
    struct Command {
        var line: String
        var output: [String] = []

        /// Whether a program's output is the one shown.
        func isMet(by lines: [String]) -> Bool { Self.isMet(output[...], lines[...]) }

        private static func isMet(_ wanted: ArraySlice<String>, _ lines: ArraySlice<String>) -> Bool {
            guard let first = wanted.first else { return lines.isEmpty }
            guard first == "…" else {
                return lines.first == first && isMet(wanted.dropFirst(), lines.dropFirst())
            }
            let rest = wanted.dropFirst()
            return (0...lines.count).contains { isMet(rest, lines.dropFirst($0)) }
        }
    }

    /// Lines as they stand; a number instead of a command with its output.
    private var parts: [(line: String?, command: Int)] = []
    var commands: [Command] = []

    init(_ text: String) {
        var isConsole = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("```") {
                isConsole = !isConsole && line == "```console"
                parts.append((line, 0))
            } else if isConsole, line.hasPrefix("$ ") {
                parts.append((nil, commands.count))
                commands.append(Command(line: String(line.dropFirst(2))))
            } else if isConsole, !commands.isEmpty {
                commands[commands.count - 1].output.append(line)
            } else {
                parts.append((line, 0))
            }
        }
    }

    var text: String {
        parts.flatMap { part -> [String] in
            part.line.map { [$0] } ?? ["$ " + commands[part.command].line] + commands[part.command].output
        }.joined(separator: "\n")
    }
}

/// A shell in the project's folder, with the tool and a sandbox of its own.
private struct Desk {
    private let sandbox: SandboxRun
    private let scratch: Scratch
    private let environment: [String: String]

    init() async throws {
        sandbox = try await SandboxRun(scenario: nil, faults: [])
        scratch = try Scratch()
        let tools = scratch.folder.appendingPathComponent("bin")
        try FileManager.default.createDirectory(at: tools, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            at: tools.appendingPathComponent("be-diagnose"), withDestinationURL: Tool.binary)
        let profiles = try scratch.file(
            "profiles.yaml",
            """
            defaultProfile: clinic
            profiles:
              clinic:
                environment: preview
                athenahealth: { url: "http://127.0.0.1:\(sandbox.port)" }
            """)
        environment = [
            "BE_DIAGNOSE_PROFILES": profiles.path, "HOME": scratch.folder.path,
            "PATH": "\(tools.path):/usr/local/bin:/usr/bin:/bin", "TMP": scratch.folder.path,
        ]
    }

    /// The lines that a command prints on standard output.
    func output(of line: String) async throws -> [String] {
        let run = try await Tool.run(
            ["-c", line], environment: environment, in: Tool.root, program: URL(fileURLWithPath: "/bin/sh"))
        var lines = run.out.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}
