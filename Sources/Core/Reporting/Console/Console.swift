internal import Glibc
public import Model
internal import Synchronization

/// The terminal, or what stands in its place: data to stdout, everything else to stderr, all of it through the gate.
public final class Console: Sendable {
    private let held = Mutex(Gate())
    private let isSilent = Atomic(false)
    /// The gate as it stands; it learns secrets as they become known.
    public var gate: Gate { held.withLock { $0 } }
    /// Whether stdout is a terminal; if not, a file or a program takes the data.
    public let isOutTerminal = isatty(STDOUT_FILENO) == 1
    /// Whether stderr is a terminal, on which progress can be drawn.
    public let isErrorTerminal = isatty(STDERR_FILENO) == 1

    /// Makes an empty one.
    public init() {}

    /// Hides these from now on, whoever prints them.
    public func learn(_ secrets: [String]) { held.withLock { $0 = $0.knowing(secrets) } }

    /// Writes the names of these files from now on so that they tell nobody's name.
    public func learn(files: [String]) { held.withLock { $0 = $0.naming(files) } }

    /// Shows identities from now on (`--reveal`).
    public func reveal() { held.withLock { $0 = $0.revealing(true) } }

    /// Columns of the terminal; 80 where there is none.
    public var width: Int {
        var size = winsize()
        guard isOutTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Writes text that has passed the gate; a closed pipe swallows it, a full disk does not.
    public func out(_ text: String) throws(CommandError) { try OutputFile.write(text, to: "-") }

    /// A message for a person, on stderr: what is wrong, a line each, and what to do about it.
    ///
    /// A newline inside a line is escaped, so that a file's name cannot forge a message.
    public func complain(_ lines: [String], remedy: String? = nil) {
        let text = (lines + (remedy.map { ["  To do: \($0)"] } ?? [])).map(gate.line).joined(separator: "\n")
        _ = Self.write("be-diagnose: \(text)\n", to: STDERR_FILENO)
    }

    /// A remark beside the answer, on stderr.
    public func note(_ text: String) { _ = Self.write("# \(gate.line(text))\n", to: STDERR_FILENO) }

    /// What was done, on stderr.
    public func tell(_ text: String) { _ = Self.write("\(gate.line(text))\n", to: STDERR_FILENO) }

    /// A message of one line.
    public func complain(_ line: String) { complain([line]) }

    /// Draws over the current line of a terminal's stderr; nothing elsewhere.
    public func progress(_ text: String) {
        guard isErrorTerminal, !isSilent.load(ordering: .relaxed) else { return }
        _ = Self.write("\r\u{1B}[K\(gate.line(text))", to: STDERR_FILENO)
    }

    /// Draws no progress from now on (`--quiet`).
    public func silenceProgress() { isSilent.store(true, ordering: .relaxed) }

    /// Takes the progress line away.
    public func endProgress() { if isErrorTerminal { _ = Self.write("\r\u{1B}[K", to: STDERR_FILENO) } }

    /// Whether colours are wanted: `--color`, then `NO_COLOR`, then whether a terminal looks on.
    public func usesColor(_ choice: String) -> Bool {
        switch choice {
        case "always": return true
        case "never": return false
        default:
            let refused = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
            let dumb = getenv("TERM").map { String(cString: $0) == "dumb" } ?? false
            return isOutTerminal && !refused && !dumb
        }
    }

    /// Writes all of it; answers the error's number, 0 for none.
    public static func write(_ text: String, to descriptor: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { write($0, to: descriptor) }
    }

    /// The same for bytes.
    public static func write(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) -> Int32 {
        var written = 0
        while written < bytes.count {
            let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
            if count < 0 && errno == EINTR { continue }
            if count < 0 { return errno }
            written += count
        }
        return 0
    }
}
