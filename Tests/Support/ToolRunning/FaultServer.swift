internal import Foundation
internal import Glibc

/// A server on loopback that answers wrongly on request (`Tests/Support/FaultServer/fault-server`); ends with the value.
public final class FaultServer: Sendable {
    /// Where it listens on 127.0.0.1.
    public let port: Int
    private let process: ChildProcess
    private let life: PrivatePipe
    private let log: URL
    private let scratch: Scratch

    /// Starts one; `arguments` as the script takes them, such as `/=drip`.
    public init(_ arguments: [String]) async throws {
        scratch = try Scratch()
        log = try scratch.file("requests", Data())
        // Kept open until the end: the server ends with its standard input, even where a test is killed.
        let output = PrivatePipe()
        life = PrivatePipe()
        process = try ChildProcess(
            Self.folder.appendingPathComponent("fault-server").path, ["--log", log.path] + arguments,
            input: life.reading,
            output: output.writing, error: STDERR_FILENO)
        output.closeWriting()
        let line = await output.text(through: "\n")
        guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            process.signal(SIGKILL)
            throw NotStarted(said: line)
        }
        self.port = port
    }

    /// Starts one on plain http with routes such as `/=drip`.
    public convenience init(_ routes: String...) async throws { try await self.init(routes) }

    /// Starts one with TLS and a certificate of `Certificates`.
    public convenience init(tls certificate: String, _ routes: String...) async throws {
        try await self.init(["--tls", Certificates.file(certificate)] + routes)
    }

    deinit { process.signal(SIGKILL) }

    /// What the server saw, in the order of arrival.
    public var requests: [SeenRequest] {
        get throws {
            try String(decoding: Data(contentsOf: log), as: UTF8.self).split(separator: "\n").map { line in
                try JSONDecoder().decode(SeenRequest.self, from: Data(line.utf8))
            }
        }
    }

    static let folder = Tool.root.appendingPathComponent("Tests/Support/FaultServer")

    /// The script did not get as far as its port.
    public struct NotStarted: Error {
        public var said: String
    }
}

/// One request as a server saw it.
public struct SeenRequest: Decodable, Sendable {
    public var method: String
    public var path: String
    public var headers: [String: String]
    public var body: String
    public var connection: Int
    /// Seconds since 1970.
    public var time: Double
}

/// Certificates for tests, made by openssl once a test run.
public enum Certificates {
    private static let made = Task {
        let scratch = try Scratch()
        let process = try ChildProcess(
            FaultServer.folder.appendingPathComponent("make-certificates").path, [scratch.folder.path])
        guard await process.wait() == 0 else { throw FaultServer.NotStarted(said: "make-certificates failed") }
        return scratch
    }

    /// The folder that holds them all.
    public static func folder() async throws -> String { try await made.value.folder.path }

    /// The path of one (made when first asked for): good, expired, future, other-host, unknown, self-signed, root.
    public static func file(_ name: String) async throws -> String { try await folder() + "/\(name).pem" }
}
