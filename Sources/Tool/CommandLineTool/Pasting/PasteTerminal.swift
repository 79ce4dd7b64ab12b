internal import Glibc
internal import Model
internal import Reporting
internal import Support

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
    /// What is said last where Ctrl-C ends it; nil for nothing.
    var lastWords: (() -> String?)?

    init(_ console: Console) {
        self.console = console
        isDrawing = console.isErrorTerminal && (Environment["TERM"] ?? "dumb") != "dumb"
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
    /// not wait for the rest of the paste.
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

    /// Leaves at once, even if no one takes what is being written.
    private func interrupt() -> Never {
        end()
        if let text = lastWords?(), isReady(STDOUT_FILENO, POLLOUT, 0) { _ = Console.write(text, to: STDOUT_FILENO) }
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
        _ = Console.write(console.gate.line(text) + "\n", to: STDERR_FILENO)
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

/// Tells pasted text from keys in what a terminal sends.
struct PasteKeys {
    /// What a terminal sent.
    enum Event: Equatable {
        case text([UInt8])
        case pasteBegan, pasteEnded
        /// Ctrl-D, Ctrl-C, Ctrl-Z.
        case end, interrupt, suspend
        /// Backspace, Ctrl-U.
        case erase, eraseLine
    }

    /// Between the marks that a terminal sets around pasted text.
    private(set) var isInPaste = false
    private var held: [UInt8] = []
    private var wasReturn = false

    private static let began = Array("\u{1B}[200~".utf8)
    private static let ended = Array("\u{1B}[201~".utf8)

    /// Whether bytes are held back, since they may be the beginning of a mark.
    var holdsBack: Bool { !held.isEmpty }

    /// The events in the next bytes, which are all that had arrived.
    mutating func events(_ bytes: some Sequence<UInt8>) -> [Event] {
        let all = held + bytes
        held = []
        var events: [Event] = []
        var text: [UInt8] = []
        var at = 0
        func flush() {
            if !text.isEmpty { events.append(.text(text)) }
            text = []
        }
        while at < all.count {
            let byte = all[at]
            let mark = isInPaste ? Self.ended : Self.began
            if byte == 0x1B {
                let length = min(mark.count, all.count - at)
                if all[at..<at + length].elementsEqual(mark[..<length]) {
                    if length < mark.count {
                        held = Array(all[at...])
                        break
                    }
                    flush()
                    isInPaste.toggle()
                    events.append(isInPaste ? .pasteBegan : .pasteEnded)
                    at += length
                    continue
                }
            }
            if !isInPaste, let key = key(byte, isLast: at + 1 == all.count) {
                flush()
                events.append(key)
            } else if !(byte == 0x0A && wasReturn) {
                // A terminal sends the key Return, and the line ends of pasted text, as CR.
                text.append(byte == 0x0D ? 0x0A : byte)
            }
            wasReturn = byte == 0x0D
            at += 1
        }
        flush()
        return events
    }

    /// What was held back after all is text: nothing has followed it for a while.
    mutating func release() -> [Event] {
        defer { held = [] }
        return held.isEmpty ? [] : [.text(held)]
    }

    /// Ctrl-D and Ctrl-Z are keys only where nothing follows them at once: pasted bytes may have the same values.
    private func key(_ byte: UInt8, isLast: Bool) -> Event? {
        switch byte {
        case 0x03, 0x1C: .interrupt
        case 0x04 where isLast: .end
        case 0x1A where isLast: .suspend
        case 0x7F, 0x08: .erase
        case 0x15 where isLast: .eraseLine
        default: nil
        }
    }
}

/// Puts the terminal of standard input into the mode in which pasted text arrives whole, and back again, whatever ends
/// or stops the process.
///
/// Non-canonical, since a terminal cuts a longer line than 4,096 bytes otherwise; without echo, which would bury the
/// answer; without signals from keys, since pasted bytes may be such keys: `PasteKeys` tells them apart.
enum TerminalMode {
    // What a signal handler needs is plain and static; it is written before the handlers are set.
    private nonisolated(unsafe) static var original = termios()
    private nonisolated(unsafe) static var changed = termios()
    private nonisolated(unsafe) static var isChanged = false
    private nonisolated(unsafe) static var usesMarks = false
    /// Switches on the marks around pasted text.
    private static let on: StaticString = "\u{1B}[?2004h"
    /// Switches them off, and takes the prompt away.
    private static let off: StaticString = "\u{1B}[?2004l\r\u{1B}[K"

    /// Changes the mode; `usesMarks` where the terminal knows bracketed paste. False if it is not a terminal.
    static func enter(usesMarks: Bool) -> Bool {
        guard tcgetattr(STDIN_FILENO, &original) == 0 else { return false }
        changed = original
        changed.c_lflag &= ~UInt32(ICANON | ECHO | ISIG | IEXTEN)
        changed.c_iflag &= ~UInt32(ICRNL | INLCR | IGNCR | ISTRIP | IXON)
        withUnsafeMutableBytes(of: &changed.c_cc) { keys in
            keys[Int(VMIN)] = 1
            keys[Int(VTIME)] = 0
        }
        self.usesMarks = usesMarks
        _ = (on.utf8CodeUnitCount, off.utf8CodeUnitCount)
        apply()
        for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] {
            signal(number) { _ in
                TerminalMode.leave()
                _exit(130)
            }
        }
        // The process that started this one may have blocked them.
        var handled = sigset_t()
        sigemptyset(&handled)
        for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH] { sigaddset(&handled, number) }
        sigprocmask(SIG_UNBLOCK, &handled, nil)
        signal(SIGTSTP) { _ in TerminalMode.stop() }
        signal(SIGCONT) { _ in TerminalMode.apply() }
        // Only so that waiting for input ends and the prompt is drawn for the new width.
        signal(SIGWINCH) { _ in }
        return true
    }

    /// Restores what was before; may be called from a signal handler, and twice.
    static func leave() {
        guard isChanged else { return }
        isChanged = false
        if usesMarks { say(off) }
        tcsetattr(STDIN_FILENO, TCSANOW, &original)
    }

    /// Restores the terminal and the signals.
    static func end() {
        leave()
        for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH] { signal(number, SIG_DFL) }
    }

    private static func apply() {
        isChanged = true
        tcsetattr(STDIN_FILENO, TCSANOW, &changed)
        if usesMarks { say(on) }
    }

    /// Stops as the terminal's own key would; goes on here once the shell lets it.
    private static func stop() {
        leave()
        signal(SIGTSTP, SIG_DFL)
        var only = sigset_t()
        sigemptyset(&only)
        sigaddset(&only, SIGTSTP)
        raise(SIGTSTP)
        sigprocmask(SIG_UNBLOCK, &only, nil)
        signal(SIGTSTP) { _ in TerminalMode.stop() }
        apply()
    }

    private static func say(_ text: StaticString) {
        _ = write(isatty(STDERR_FILENO) == 1 ? STDERR_FILENO : STDIN_FILENO, text.utf8Start, text.utf8CodeUnitCount)
    }
}
