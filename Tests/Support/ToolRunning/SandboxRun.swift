public import Foundation

/// The real `be-sandbox` on a free port of this machine, until the value goes away.
public final class SandboxRun: Sendable {
    /// The port that it listens on.
    public let port: Int
    private let process: Process

    /// Thrown where it does not start.
    public struct NoSandbox: Error, CustomStringConvertible {
        public var text: String
        public var description: String { text }
    }

    /// Starts it with a scenario file, nothing for the shipped one, and faults in `--fault`'s words.
    public init(scenario: URL? = nil, faults: [String] = []) throws {
        let process = Process()
        process.executableURL = Tool.binary.deletingLastPathComponent().appendingPathComponent("be-sandbox")
        process.arguments = ["--port", "0"] + faults.flatMap { ["--fault", $0] } + [scenario?.path].compactMap(\.self)
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        self.process = process
        // It writes two lines at once when it listens, and nothing more.
        var text = ""
        while !text.contains("Ctrl-C") {
            let piece = output.fileHandleForReading.availableData
            if piece.isEmpty { break }
            text += String(decoding: piece, as: UTF8.self)
        }
        guard let match = text.firstMatch(of: #/127\.0\.0\.1:([0-9]+)/#), let port = Int(match.1) else {
            process.terminate()
            throw NoSandbox(text: "be-sandbox did not start: \(text)")
        }
        self.port = port
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
    }

    /// Its process, to be looked at and ended by a test.
    public var processIdentifier: Int32 { process.processIdentifier }

    /// Ends it as Ctrl-C does, and answers its exit code.
    public func interrupt() -> Int32 {
        process.interrupt()
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    }

    /// How often each route was called, as the server counted.
    public func counts() throws -> [String: Int] {
        let url = URL(string: "http://127.0.0.1:\(port)/sandbox/requests")
        let curl = Process()
        let output = Pipe()
        curl.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
        curl.arguments = ["--silent", "--noproxy", "*", url?.absoluteString ?? ""]
        curl.standardOutput = output
        try curl.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        curl.waitUntilExit()
        var counts: [String: Int] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.count == 2 { counts[String(words[0])] = Int(words[1]) }
        }
        return counts
    }
}
