internal import CSpawn
public import Foundation
internal import Glibc
internal import Synchronization

/// A child process that inherits nothing but its three streams, and is waited for by its id.
///
/// Foundation's `Process` tells a child's end by a socket that the child inherits; where many tests start processes at
/// once, a server started in the same moment inherits it too, and whoever waits for the first waits for the second.
/// It also hands on blocked signals, so that a child may not heed SIGTERM.
public final class ChildProcess: Sendable {
    /// Its process id.
    public let processIdentifier: Int32
    private let status = Mutex<Int32?>(nil)

    /// Thrown where it cannot be started; holds the error's number.
    public struct NotStarted: Error, CustomStringConvertible {
        public var program: String
        public var code: Int32
        public var description: String { "\(program): \(String(cString: strerror(code)))" }
    }

    /// Starts `program`, a path; a stream that is not named is `/dev/null`, an environment that is not named is ours.
    public init(
        _ program: String, _ arguments: [String], environment: [String: String]? = nil, in folder: URL? = nil,
        input: Int32? = nil, output: Int32? = nil, error: Int32? = nil
    ) throws {
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(null) }
        let variables = (environment ?? ProcessInfo.processInfo.environment).map { "\($0.key)=\($0.value)" }
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        var settings: [UnsafeMutablePointer<CChar>?] = variables.sorted().map { strdup($0) } + [nil]
        defer { for text in words + settings { free(text) } }
        var child: pid_t = 0
        let code = csp_spawn(
            &child, program, &words, &settings, folder?.path, input ?? null, output ?? null, error ?? null)
        guard code == 0 else { throw NotStarted(program: program, code: code) }
        processIdentifier = child
    }

    /// Waits for its end; the exit code, or 128 and the signal's number.
    @discardableResult
    public func wait() -> Int32 {
        status.withLock { known in
            if let known { return known }
            var raw: Int32 = 0
            while waitpid(processIdentifier, &raw, 0) < 0 && errno == EINTR {}
            let code = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : 128 + raw & 0x7F
            known = code
            return code
        }
    }

    /// Sends a signal; nothing where its end is known already, since the id may be another's by then.
    public func signal(_ number: Int32) {
        status.withLock { known in if known == nil { kill(processIdentifier, number) } }
    }

    /// Ends it at once and waits.
    public func end() {
        signal(SIGKILL)
        wait()
    }
}

/// A pipe whose ends no other child gets.
public final class PrivatePipe: Sendable {
    public let reading: Int32
    private let writingEnd: Mutex<Int32>

    /// Makes one.
    public init() {
        var ends: [Int32] = [-1, -1]
        precondition(csp_pipe(&ends) == 0, "no pipe")
        reading = ends[0]
        writingEnd = Mutex(ends[1])
    }

    deinit {
        close(reading)
        closeWriting()
    }

    /// The end that a child writes to, or that is kept open so that a child goes on.
    public var writing: Int32 { writingEnd.withLock { $0 } }

    /// Gives our copy of the writing end up.
    public func closeWriting() {
        writingEnd.withLock { end in
            if end >= 0 { close(end) }
            end = -1
        }
    }

    /// What is there, waiting for the first byte; empty at the end.
    private func available() -> Data {
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(reading, &piece, piece.count)
            if count < 0 && errno == EINTR { continue }
            return Data(piece[..<max(count, 0)])
        }
    }

    /// What comes up to and with the first text like `end`; less where the child closes its end before.
    public func text(through end: String) -> String {
        var text = ""
        while !text.contains(end) {
            let piece = available()
            if piece.isEmpty { break }
            text += String(decoding: piece, as: UTF8.self)
        }
        return text
    }
}
