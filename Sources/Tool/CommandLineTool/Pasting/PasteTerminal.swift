internal import Glibc
internal import Model
internal import Reporting

/// The terminal at which text is pasted: reads what arrives while it writes, so that nothing waits for anything.
final class PasteTerminal {
    private let console: Console
    private let isDrawing: Bool
    private var keys = PasteKeys()
    private var events: [PasteKeys.Event] = []
    private var taken = 0
    private var chunk = [UInt8](repeating: 0, count: 1 << 16)
    private var hasPrompt = false
    private(set) var isClosed = false

    init(_ console: Console) {
        self.console = console
        let term = getenv("TERM").map { String(cString: $0) } ?? "dumb"
        isDrawing = console.isErrorTerminal && term != "dumb" && !term.isEmpty
    }

    /// Changes the terminal's mode; false if it is none.
    func begin() -> Bool { TerminalMode.enter(usesMarks: isDrawing) }

    /// Restores the terminal.
    func end() {
        erasePrompt()
        TerminalMode.end()
    }

    /// Whether more of a paste will come for certain.
    var isInPaste: Bool { keys.isInPaste }

    /// The next event; nothing if none arrived within `wait` milliseconds, which -1 makes endless.
    func next(wait: Int32) -> PasteKeys.Event? {
        if taken == events.count {
            (events, taken) = ([], 0)
            // An escape key is the beginning of a mark only if the rest follows at once.
            receive(wait: keys.holdsBack ? 50 : wait)
            if events.isEmpty && keys.holdsBack { events = keys.release() }
        }
        guard taken < events.count else { return nil }
        defer { taken += 1 }
        return events[taken]
    }

    /// Whether something arrives within so many milliseconds.
    func waits(_ wait: Int32) -> Bool {
        if taken == events.count { receive(wait: wait) }
        return taken < events.count
    }

    /// Takes in what has arrived, for two milliseconds at most: who pastes does not wait for the answers, and these do
    /// not wait for the whole paste.
    func takeIn() {
        let end = ContinuousClock.now + .milliseconds(2)
        while !isClosed, isReady(STDIN_FILENO, POLLIN, 0) {
            receive(wait: 0)
            if ContinuousClock.now >= end { return }
        }
    }

    /// Waits until something arrives, or a signal does.
    func waitForInput() {
        if !keys.holdsBack { receive(wait: -1) }
    }

    private func receive(wait: Int32) {
        guard !isClosed, isReady(STDIN_FILENO, POLLIN, wait) else { return }
        let count = chunk.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress, $0.count) }
        if count < 0 && (errno == EINTR || errno == EAGAIN) { return }
        guard count > 0 else {
            isClosed = true
            return
        }
        let arrived = keys.events(chunk[..<count])
        if arrived.contains(.interrupt) { interrupt() }
        events += arrived
    }

    /// Leaves at once, even if nobody takes what is being written.
    private func interrupt() -> Never {
        end()
        _exit(130)
    }

    private func isReady(_ descriptor: Int32, _ event: Int32, _ wait: Int32) -> Bool {
        var state = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        return poll(&state, 1, wait) > 0
    }

    /// Writes an answer; while the terminal does not take it, what is pasted meanwhile is read.
    func write(_ text: String) throws(CommandError) {
        erasePrompt()
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            var states = [
                pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0),
                pollfd(fd: isClosed ? -1 : STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&states, 2, -1) > 0 else { continue }
            if states[1].revents != 0 { receive(wait: 0) }
            guard states[0].revents != 0 else { continue }
            // A terminal that is ready takes this much without making the writer wait.
            let count = bytes.withUnsafeBytes {
                Glibc.write(STDOUT_FILENO, $0.baseAddress.map { $0 + written }, min(256, bytes.count - written))
            }
            if count < 0 && (errno == EINTR || errno == EAGAIN) { continue }
            guard count >= 0 else {
                throw CommandError(ExitCode.cannotWrite, "the terminal: \(String(cString: strerror(errno)))")
            }
            written += count
        }
    }

    /// A note on stderr.
    func note(_ text: String) {
        erasePrompt()
        console.complain(text)
    }

    /// Shows what has been typed, or what is being waited for, on one line that the next answer overwrites.
    func prompt(_ text: String) {
        guard isDrawing else { return }
        let shown = console.gate.line(text)
        let room = max(8, console.width - 4)
        let tail = shown.count > room ? "…" + shown.suffix(room - 1) : shown
        _ = Console.write("\r\u{1B}[K> \(tail)", to: STDERR_FILENO)
        hasPrompt = true
    }

    private func erasePrompt() {
        if hasPrompt { _ = Console.write("\r\u{1B}[K", to: STDERR_FILENO) }
        hasPrompt = false
    }
}
