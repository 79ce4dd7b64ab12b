import Foundation
import Testing
import ToolRunning

/// One folder `Cases/<code>/<case>`: a command line, its inputs, and all that it must answer.
struct GoldenCase: CustomTestStringConvertible, Sendable {
    var code: String
    var name: String

    static let root = Tool.root.appendingPathComponent("Tests/EndToEnd/Golden/Cases")
    static let all: [GoldenCase] = folders(in: root).flatMap { code in
        folders(in: root.appendingPathComponent(code)).map { GoldenCase(code: code, name: $0) }
    }

    var testDescription: String { "\(code)/\(name)" }
    var folder: URL { Self.root.appendingPathComponent(code).appendingPathComponent(name) }

    /// Whether the code must be in the answer; a case's name begins with `found` or `absent`.
    var mustBeFound: Bool {
        get throws {
            if name.hasPrefix("found") { return true }
            if name.hasPrefix("absent") { return false }
            throw BadCase(text: "\(testDescription): a case's name begins with ‘found’ or ‘absent’")
        }
    }

    /// Runs the tool inside the folder; a file `stdin` is its standard input.
    func run() throws -> ToolRun {
        let arguments = try text("args").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let given = arguments.last == "" ? Array(arguments.dropLast()) : arguments
        let input = (try? Data(contentsOf: folder.appendingPathComponent("stdin"))) ?? Data()
        if hasServers { return try runServed(given, input) }
        if let faults = try? text("repair") {
            return try runRepair(given, input, faults.split(separator: "\n").map(String.init))
        }
        if let faults = try? text("sandbox") {
            return try runAgainstSandbox(given, input, faults.split(separator: "\n").map(String.init))
        }
        return try Tool.run(given, input: input, in: folder)
    }

    /// What was recorded. A missing `expected.err` means that nothing goes there.
    func expected() throws -> Answer {
        let code = try text("expected.exit").trimmingCharacters(in: .whitespacesAndNewlines)
        guard let exitCode = Int32(code) else { throw BadCase(text: "\(testDescription): expected.exit is no number") }
        return Answer(exitCode: exitCode, out: try text("expected.out"), err: (try? text("expected.err")) ?? "")
    }

    /// Writes what came as what is expected.
    func record(_ run: ToolRun) throws {
        try Data(run.out.utf8).write(to: folder.appendingPathComponent("expected.out"))
        try Data("\(run.exitCode)\n".utf8).write(to: folder.appendingPathComponent("expected.exit"))
        let errors = folder.appendingPathComponent("expected.err")
        if run.err.isEmpty {
            try? FileManager.default.removeItem(at: errors)
        } else {
            try Data(run.err.utf8).write(to: errors)
        }
    }

    func text(_ file: String) throws -> String {
        String(decoding: try Data(contentsOf: folder.appendingPathComponent(file)), as: UTF8.self)
    }

    private static func folders(in parent: URL) -> [String] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
        return entries.filter { entry in
            var isFolder: ObjCBool = false
            let path = parent.appendingPathComponent(entry).path
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
        }.sorted()
    }
}

/// What a case must answer.
struct Answer: Equatable {
    var exitCode: Int32
    var out: String
    var err: String
}

/// A case that cannot be run as it stands.
struct BadCase: Error, CustomStringConvertible {
    var text: String
    var description: String { text }
}
