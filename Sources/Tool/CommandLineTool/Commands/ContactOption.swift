internal import Glibc
internal import LogAnalysis
internal import Model
internal import Reporting

/// `--contact VALUE`: whose records are asked for.
enum ContactOption {
    /// `-` asks on the terminal, without echo, so that the value stands in no history and no list of processes.
    static func match(_ value: String) throws(CommandError) -> ContactMatch {
        let text = value == "-" ? try asked() : value
        guard let match = ContactMatch(text) else {
            throw CommandError(
                ExitCode.usage, "--contact: the value is blank or too long",
                remedy: "give an id, a mail address or a phone number")
        }
        return match
    }

    private static func asked() throws(CommandError) -> String {
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard terminal >= 0 else {
            throw CommandError(
                ExitCode.usage, "--contact -: there is no terminal to ask on", remedy: "give the value itself")
        }
        defer { close(terminal) }
        var before = termios()
        tcgetattr(terminal, &before)
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        _ = Console.write("Contact (id, mail address or phone number; not shown): ", to: terminal)
        tcsetattr(terminal, TCSAFLUSH, &silent)
        defer {
            tcsetattr(terminal, TCSAFLUSH, &before)
            _ = Console.write("\n", to: terminal)
        }
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while line.count < 1024, read(terminal, &byte, 1) == 1, byte != UInt8(ascii: "\n") { line.append(byte) }
        return String(decoding: line, as: UTF8.self)
    }
}
