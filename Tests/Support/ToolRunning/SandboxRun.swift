public import Foundation
internal import Glibc

/// The real `be-sandbox` on a free port of this machine, until the value goes away.
public final class SandboxRun: Sendable {
    /// The port that it listens on.
    public let port: Int
    private let process: ChildProcess

    /// Thrown where it does not start.
    public struct NoSandbox: Error, CustomStringConvertible {
        public var text: String
        public var description: String { text }
    }

    /// Starts it with a scenario file, nothing for the shipped one, and faults in `--fault`'s words.
    public init(scenario: URL? = nil, faults: [String] = []) async throws {
        let output = PrivatePipe()
        process = try ChildProcess(
            Self.binary.path,
            ["--port", "0"] + faults.flatMap { ["--fault", $0] } + [scenario?.path].compactMap(\.self),
            output: output.writing, error: output.writing)
        output.closeWriting()
        // It writes two lines at once when it listens, and nothing more.
        let text = await output.text(through: "Ctrl-C")
        guard let match = text.firstMatch(of: #/127\.0\.0\.1:([0-9]+)/#), let port = Int(match.1) else {
            process.signal(SIGKILL)
            throw NoSandbox(text: "be-sandbox did not start: \(text)")
        }
        self.port = port
    }

    deinit { process.signal(SIGKILL) }

    /// The binary that was built beside the tests.
    public static var binary: URL { Tool.binary.deletingLastPathComponent().appendingPathComponent("be-sandbox") }

    /// Its process, to be looked at and ended by a test.
    public var processIdentifier: Int32 { process.processIdentifier }

    /// Ends it as Ctrl-C does, and answers its exit code.
    public func interrupt() async -> Int32 {
        process.signal(SIGINT)
        return await process.wait()
    }

    /// How often each route was called, as the server counted.
    public func counts() async throws -> [String: Int] {
        let text = try await Tool.run(
            ["--silent", "--noproxy", "*", "http://127.0.0.1:\(port)/sandbox/requests"],
            program: URL(fileURLWithPath: "/usr/bin/curl")
        ).out
        var counts: [String: Int] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.count == 2 { counts[String(words[0])] = Int(words[1]) }
        }
        return counts
    }
}
