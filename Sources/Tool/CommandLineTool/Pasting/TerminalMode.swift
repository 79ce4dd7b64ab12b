internal import Glibc

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

    /// Changes the mode; `usesMarks` where the terminal knows bracketed paste. False if it is no terminal.
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
        // Whoever started the process may have blocked them.
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
