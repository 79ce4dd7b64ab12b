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
    private let ending = Ending()

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
        // At once: a child that has ended and was not waited for blinds Swift Testing's own watch over its exit tests.
        Thread.detachNewThread { [ending, child] in ending.watch(child) }
    }

    /// The exit code, or 128 and the signal's number; nothing while it runs.
    public var exitCode: Int32? { ending.state.withLock { $0.code } }

    /// Waits for its end without holding a thread of the tests; the exit code, or 128 and the signal's number.
    @discardableResult
    public func wait() async -> Int32 {
        await withCheckedContinuation { continuation in
            let code = ending.state.withLock { state in
                if state.code == nil { state.waiting.append(continuation) }
                return state.code
            }
            if let code { continuation.resume(returning: code) }
        }
    }

    /// Sends a signal; nothing where its end is known already, since the id may be another's by then.
    public func signal(_ number: Int32) {
        ending.state.withLock { state in if state.code == nil { kill(processIdentifier, number) } }
    }

    /// Whether every thread of it sleeps, as one that waits for input does; false once it has ended.
    public var isAsleep: Bool {
        let tasks = "/proc/\(processIdentifier)/task"
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
        return !threads.isEmpty
            && threads.allSatisfy { thread in
                let words = (try? String(contentsOfFile: "\(tasks)/\(thread)/stat", encoding: .utf8)) ?? ""
                return words.split(separator: ")").last?.hasPrefix(" S") == true
            }
    }

    /// How many bytes it has read so far, from wherever.
    public var bytesRead: Int {
        let counters = (try? String(contentsOfFile: "/proc/\(processIdentifier)/io", encoding: .utf8)) ?? ""
        return counters.firstMatch(of: #/rchar: ([0-9]+)/#).flatMap { Int($0.1) } ?? 0
    }

    private final class Ending: Sendable {
        struct State {
            var code: Int32?
            var waiting: [CheckedContinuation<Int32, Never>] = []
        }

        let state = Mutex(State())

        func watch(_ child: pid_t) {
            var information = siginfo_t()
            // Looked at first and taken away under the lock: until then the id is this child's, and may be signaled.
            while waitid(P_PID, id_t(child), &information, WEXITED | WNOWAIT) < 0 && errno == EINTR {}
            let (code, waiting) = state.withLock { state in
                var raw: Int32 = 0
                while waitpid(child, &raw, 0) < 0 && errno == EINTR {}
                let code = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : 128 + raw & 0x7F
                let waiting = state.waiting
                state = State(code: code)
                return (code, waiting)
            }
            for continuation in waiting { continuation.resume(returning: code) }
        }
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
    public func text(through end: String) async -> String {
        await OffThread.value {
            var text = ""
            while !text.contains(end) {
                let piece = self.available()
                if piece.isEmpty { break }
                text += String(decoding: piece, as: UTF8.self)
            }
            return text
        }
    }

    /// Writes all of it, however long the child takes to read.
    public func write(_ bytes: some Sequence<UInt8>) async {
        let bytes = Array(bytes)
        await OffThread.value {
            var sent = 0
            while sent < bytes.count {
                let count = bytes[sent...].withUnsafeBytes { Glibc.write(self.writing, $0.baseAddress, $0.count) }
                if count < 0 && errno == EINTR { continue }
                if count <= 0 { return }
                sent += count
            }
        }
    }

    /// How many bytes stand in it unread.
    public var unread: Int {
        var count: Int32 = 0
        return ioctl(reading, UInt(FIONREAD), &count) == 0 ? Int(count) : 0
    }
}
