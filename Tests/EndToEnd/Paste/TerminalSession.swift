import Foundation
import Synchronization
import ToolRunning

/// The real binary at a pseudo-terminal, with a reader that never lets it wait.
///
/// A pseudo-terminal rather than tmux where a test sends bytes that tmux would not pass on, or looks at the terminal's
/// own settings; `TmuxTests` has the same pastes through tmux.
final class TerminalSession: Sendable {
    private let master: Int32
    private let slave: Int32
    private let process: ChildProcess
    private let seen = Mutex(Data())
    private let written = Mutex(0)
    private let readBefore = Mutex(0)
    /// Writes in order, and where it must wait until the tool reads, no test waits with it.
    private let writer = DispatchQueue(label: "keyboard")

    init(_ arguments: [String] = [], columns: Int = 100, term: String = "xterm") throws {
        // posix_openpt and its like are hidden from Swift; these are what they call: TIOCSPTLCK and TIOCGPTN.
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var lock: Int32 = 0
        var number: Int32 = 0
        guard master >= 0, ioctl(master, 0x4004_5431, &lock) == 0, ioctl(master, 0x8004_5430, &number) == 0 else {
            throw TerminalFault(text: "no pseudo-terminal")
        }
        slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var size = winsize(ws_row: 40, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        process = try ChildProcess(
            Tool.binary.path, ["explain"] + arguments,
            environment: ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "TERM": term, "NO_COLOR": "1"],
            input: slave, output: slave, error: slave)
        let master = master
        Thread.detachNewThread { [weak self] in
            var chunk = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = read(master, &chunk, chunk.count)
                guard count > 0, let self else { return }
                self.seen.withLock { $0.append(contentsOf: chunk[..<count]) }
            }
        }
    }

    deinit {
        process.signal(SIGTERM)
        close(slave)
    }

    /// Sends bytes as they are.
    func send(_ bytes: [UInt8]) {
        written.withLock { $0 += bytes.count }
        writer.async { [master] in
            var sent = 0
            while sent < bytes.count {
                let count = bytes[sent...].withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
                guard count > 0 else { return }
                sent += count
            }
        }
    }

    func send(_ text: String) { send(Array(text.utf8)) }

    /// Sends text as a terminal does that marks what is pasted.
    func paste(_ text: String) { paste(Array(text.utf8)) }

    func paste(_ bytes: [UInt8]) {
        send(Array("\u{1B}[200~".utf8) + bytes.map { $0 == 0x0A ? 0x0D : $0 } + Array("\u{1B}[201~".utf8))
    }

    /// All that came so far, without what steers the terminal.
    var shown: String {
        var text: [UInt8] = []
        var bytes = Array(raw)[...]
        while let byte = bytes.popFirst() {
            switch byte {
            case 0x1B:
                bytes = bytes.drop { !($0 >= 0x41 && $0 <= 0x5A || $0 >= 0x61 && $0 <= 0x7A) }.dropFirst()
            case 0x0D: if bytes.first != 0x0A { text.append(0x0A) }
            default: text.append(byte)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    var raw: Data { seen.withLock { $0 } }

    /// Waits until something is shown; throws with all that came if it is not.
    func wait(for text: String, seconds: Double = 60) async throws {
        let wanted = Data(text.utf8)
        var searched = 0
        do {
            try await eventually(text, within: .seconds(seconds)) {
                let raw = raw
                if raw[searched...].range(of: wanted) != nil { return true }
                searched = max(0, raw.count - wanted.count)
                return false
            }
        } catch { throw TerminalFault(text: "waited for \(text) in: \(shown.suffix(2000))") }
    }

    /// Waits until an answer, counted from 1, shows a text.
    func waitForAnswer(_ number: Int, _ text: String, seconds: Double = 60) async throws {
        do {
            try await eventually(text, within: .seconds(seconds)) {
                let answers = answers
                return answers.count >= number && answers[number - 1].contains(text)
            }
        } catch { throw TerminalFault(text: "waited for \(text) in answer \(number) of: \(shown.suffix(2000))") }
    }

    /// Waits until it is ready to be pasted into.
    func waitForGreeting() async throws {
        try await wait(for: "Ctrl-D")
        try await waitUntilAsleep()
        readBefore.withLock { $0 = process.bytesRead }
    }

    /// Waits until it has read all that was sent and has nothing left to do with it.
    func settle() async throws {
        let before = readBefore.withLock { $0 }
        let all = before + written.withLock { $0 }
        try await eventually("all to be read") { process.exitCode != nil || process.bytesRead >= all }
        try await waitUntilAsleep()
    }

    private func waitUntilAsleep() async throws {
        var looks = 0
        // Several times in a row: between two pieces of work it may look asleep.
        try await eventually("the tool to wait for input") {
            looks = process.isAsleep ? looks + 1 : 0
            return looks == 3 || process.exitCode != nil
        }
    }

    /// Waits for the end and for all that was shown until then, and answers the exit code.
    func end(seconds: Double = 60) async throws -> Int32 {
        do {
            try await eventually("the end", within: .seconds(seconds)) { process.exitCode != nil }
        } catch { throw TerminalFault(text: "does not end: \(shown.suffix(2000))") }
        // Behind everything that the tool wrote; nothing else tells that the reader has come to its end.
        let mark = Array("end-\(UUID().uuidString)".utf8)
        _ = write(slave, mark, mark.count)
        try await wait(for: String(decoding: mark, as: UTF8.self))
        seen.withLock { all in
            if let place = all.range(of: Data(mark)) { all.removeSubrange(place) }
        }
        return await process.wait()
    }

    func signal(_ number: Int32) { process.signal(number) }

    /// Whether the terminal is in the mode in which a shell's user types.
    var isRestored: Bool {
        var state = termios()
        tcgetattr(slave, &state)
        let wanted = UInt32(ICANON | ECHO | ISIG)
        return state.c_lflag & wanted == wanted && state.c_iflag & UInt32(ICRNL) != 0
    }

    /// The answers in order, each from its number to the next.
    var answers: [String] { Self.answers(in: shown) }

    static func answers(in text: String) -> [String] {
        var answers: [String] = []
        // A remark stands between answers, and goes on in lines of its own.
        var isInAnswer = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            // The prompt may stand before it.
            let start = line.hasPrefix("> ") ? line.dropFirst(2) : line
            let digits = start.dropFirst().prefix { $0.isNumber }
            if start.hasPrefix("#"), !digits.isEmpty, start[digits.endIndex...].hasPrefix("  ") {
                answers.append(String(start))
                isInAnswer = true
            } else if start.hasPrefix("-  ") || start.hasPrefix("Total: ") {
                isInAnswer = false
            } else if isInAnswer && line.hasPrefix("  ") {
                answers[answers.count - 1] += "\n" + line
            }
        }
        return answers
    }
}

struct TerminalFault: Error, CustomStringConvertible {
    var text: String
    var description: String { text }
}
