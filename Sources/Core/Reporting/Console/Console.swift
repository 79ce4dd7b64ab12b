internal import Glibc
public import Model
internal import Support
internal import Synchronization

/// The terminal, or what is in its place: data to stdout, everything else to stderr, all of it through the gate.
public final class Console: Sendable {
    private let held = Mutex(Gate())
    private let isSilent = Atomic(false)
    /// Whether a line of progress is drawn, which any message takes away first.
    private let hasProgress = Atomic(false)
    /// The gate as it is; it learns secrets as they become known.
    public var gate: Gate { held.withLock { $0 } }
    /// Whether stdout is a terminal; if not, a file or a program takes the data.
    public let isOutTerminal = isatty(STDOUT_FILENO) == 1
    /// Whether stderr is a terminal, on which progress can be drawn.
    public let isErrorTerminal = isatty(STDERR_FILENO) == 1

    /// Makes an empty one.
    public init() {}

    /// Hides these from now on, no matter who prints them.
    public func learn(_ secrets: [String]) { held.withLock { $0 = $0.knowing(secrets) } }

    /// Writes the names of these files from now on so that they tell no one's name.
    public func learn(files: [String]) { held.withLock { $0 = $0.naming(files) } }

    /// Shows identities from now on (`--reveal`).
    public func reveal() { held.withLock { $0 = $0.revealing(true) } }

    /// Columns of the terminal; without one `COLUMNS`, else 80.
    public var width: Int {
        (isOutTerminal ? Self.columns(of: STDOUT_FILENO) : nil) ?? Environment["COLUMNS"].flatMap { Int($0) } ?? 80
    }

    /// Lines of the terminal; nothing without one.
    public var height: Int? {
        guard isOutTerminal, let size = Self.size(of: STDOUT_FILENO), size.ws_row > 0 else { return nil }
        return Int(size.ws_row)
    }

    private static func columns(of descriptor: Int32) -> Int? {
        size(of: descriptor).flatMap { $0.ws_col > 0 ? Int($0.ws_col) : nil }
    }

    private static func size(of descriptor: Int32) -> winsize? {
        var size = winsize()
        return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 ? size : nil
    }

    /// Writes text that has passed the gate; a closed pipe swallows it, a full disk does not.
    public func out(_ text: String) throws(CommandError) { try OutputFile.write(text, to: "-") }

    /// What is wrong, on stderr: a line each, then hints, then lines to copy. The same line several times is said once, with its count.
    ///
    /// A newline inside a line is escaped, so that a file's name cannot forge a message.
    public func fail(_ lines: [String], hints: [String] = [], example: [String] = []) {
        var counts: [(line: String, count: Int)] = []
        for line in lines {
            if let index = counts.firstIndex(where: { $0.line == line }) {
                counts[index].count += 1
            } else {
                counts.append((line, 1))
            }
        }
        for (line, count) in counts {
            message("error: ", color: 31, count == 1 ? line : "\(line) (\(count) times)")
        }
        for hint in hints { message("hint: ", color: 36, hint) }
        for line in example { _ = Self.write("  \(gate.line(line))\n", to: STDERR_FILENO) }
    }

    /// What may be wrong, or must be known, although the command goes on.
    public func warn(_ text: String) { message("warning: ", color: 33, text) }

    /// A line for a person on stderr: what was done, or what is being waited for.
    public func say(_ text: String) { message("", color: 0, text) }

    /// A remark next to the answer, on stderr.
    public func note(_ text: String) { message("# ", color: 0, text) }

    /// One message of stderr, wrapped to a terminal's window and whole elsewhere.
    private func message(_ label: String, color: Int, _ text: String) {
        let line = gate.line(text)
        let room = isErrorTerminal ? max(20, Self.columns(of: STDERR_FILENO) ?? 80) - label.count : Int.max
        let margin = label == "# " ? label : String(repeating: " ", count: label.count)
        let head = color > 0 && isErrorTerminal && allowsColor ? "\u{1B}[1;\(color)m\(label)\u{1B}[0m" : label
        let lines =
            ColumnWidth.of(line) <= room ? [line] : Wrapping.lines(line, first: room, rest: room, cuttingWords: false)
        endProgress()
        _ = Self.write(head + lines.joined(separator: "\n" + margin) + "\n", to: STDERR_FILENO)
    }

    /// Draws over the current line of a terminal's stderr; nothing elsewhere.
    public func progress(_ text: String) {
        guard isErrorTerminal, !isSilent.load(ordering: .relaxed) else { return }
        hasProgress.store(true, ordering: .relaxed)
        _ = Self.write("\r\u{1B}[K\(gate.line(text))", to: STDERR_FILENO)
    }

    /// Draws no progress from now on (`--quiet`).
    public func silenceProgress() { isSilent.store(true, ordering: .relaxed) }

    /// Takes the progress line away, where there is one.
    public func endProgress() {
        if hasProgress.exchange(false, ordering: .relaxed) { _ = Self.write("\r\u{1B}[K", to: STDERR_FILENO) }
    }

    /// Whether colors are wanted: `--color`, then `NO_COLOR`, then whether a terminal looks on.
    public func usesColor(_ choice: String) -> Bool {
        switch choice {
        case "always": return true
        case "never": return false
        default: return isOutTerminal && allowsColor
        }
    }

    /// Whether the environment has nothing against colors.
    private var allowsColor: Bool { Environment["NO_COLOR"] == nil && Environment["TERM"] != "dumb" }

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
