public import Foundation

/// What one run of the real binary gave.
public struct ToolRun: Sendable {
    public var exitCode: Int32
    public var out: String
    public var err: String

    /// All parts, one by one.
    public init(exitCode: Int32, out: String, err: String) {
        self.exitCode = exitCode
        self.out = out
        self.err = err
    }

    /// The report, where `--format json` was asked for.
    public var report: [String: Any] {
        get throws {
            let value = try JSONSerialization.jsonObject(with: Data(out.utf8))
            guard let object = value as? [String: Any] else { throw NotAReport(text: out) }
            return object
        }
    }

    /// Thrown where stdout holds no JSON object.
    public struct NotAReport: Error {
        public var text: String
    }
}

/// Runs the real binary as a user would, in an environment without the user's own configuration.
public enum Tool {
    /// The binary that was built beside the tests.
    public static var binary: URL {
        let tests = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        for folder in [
            tests.deletingLastPathComponent(), tests.deletingLastPathComponent().deletingLastPathComponent(),
        ] {
            let candidate = folder.appendingPathComponent("be-diagnose")
            if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
        }
        return URL(fileURLWithPath: ".build/debug/be-diagnose")
    }

    /// The checkout's root.
    public static var root: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
    }

    /// Runs `be-diagnose`, or another `program`, with `arguments`, `input` on stdin.
    public static func run(
        _ arguments: [String], input: Data = Data(), environment: [String: String] = [:], in folder: URL? = nil,
        program: URL = binary
    ) async throws -> ToolRun {
        let scratch = try Scratch()
        let stdin = try scratch.file("stdin", input)
        let stdout = try scratch.file("stdout", Data())
        let stderr = try scratch.file("stderr", Data())
        // Files, not pipes: a full pipe would stop the tool, and nobody here reads while it runs.
        let (input, output, error) = (
            try FileHandle(forReadingFrom: stdin), try FileHandle(forWritingTo: stdout),
            try FileHandle(forWritingTo: stderr)
        )
        // Closed with their handles, which must outlive the start.
        let process = try withExtendedLifetime((input, output, error)) {
            try ChildProcess(
                program.path, arguments,
                environment: [
                    "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "TERM": "dumb", "SWIFT_BACKTRACE": "enable=no",
                ].merging(environment) { _, new in new }, in: folder, input: input.fileDescriptor,
                output: output.fileDescriptor, error: error.fileDescriptor)
        }
        let run = ToolRun(
            exitCode: await process.wait(),
            out: String(decoding: try Data(contentsOf: stdout), as: UTF8.self),
            err: String(decoding: try Data(contentsOf: stderr), as: UTF8.self))
        if program == binary { try ReportSchema.check(run.out, of: arguments) }
        return run
    }

    /// Runs with text on stdin.
    public static func run(
        _ arguments: [String], text: String, environment: [String: String] = [:]
    ) async throws -> ToolRun {
        try await run(arguments, input: Data(text.utf8), environment: environment)
    }
}

/// A folder that is removed with the value.
public final class Scratch: Sendable {
    public let folder: URL

    /// Makes a new empty folder.
    public init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("be-diagnose-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Writes a file into the folder.
    @discardableResult
    public func file(_ name: String, _ bytes: Data) throws -> URL {
        let url = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: url)
        return url
    }

    /// Writes a text file into the folder.
    @discardableResult
    public func file(_ name: String, _ text: String) throws -> URL { try file(name, Data(text.utf8)) }
}
