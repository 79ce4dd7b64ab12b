internal import Glibc
public import Model
internal import Synchronization

/// Where a report goes: standard output, a file that is replaced completely or not at all, or a pipe (rules.md D20).
public final class OutputFile: @unchecked Sendable {
    // Unchecked: the caller sees to it that only one writes at a time.

    /// The unfinished file, for the signal handler; nothing else may be reached from there.
    private nonisolated(unsafe) static var unfinished: UnsafeMutablePointer<CChar>?

    private let path: String
    private let descriptor: Int32
    /// The file that takes the place of the old one at the end; nothing for what is written directly.
    private let temporary: String?
    private let target: String
    private var code: Int32 = 0
    private var isFinished = false

    private init(path: String, descriptor: Int32, temporary: String?, target: String) {
        self.path = path
        self.descriptor = descriptor
        self.temporary = temporary
        self.target = target
    }

    /// Opens an output; nothing and `-` are standard output, and what is not a regular file (a pipe, `/dev/null`) is
    /// written directly.
    /// `forOwner`: mode 0600, whatever mode a file of that name had.
    public static func open(_ path: String?, forOwner: Bool = false) throws(CommandError) -> OutputFile {
        guard let path, path != "-" else {
            return OutputFile(path: "standard output", descriptor: STDOUT_FILENO, temporary: nil, target: "")
        }
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            let descriptor = Glibc.open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw fault(path, errno) }
            return OutputFile(path: path, descriptor: descriptor, temporary: nil, target: path)
        }
        let resolved = realpath(path, nil).map { resolved in
            defer { free(resolved) }
            return String(cString: resolved)
        }
        let target = resolved ?? path
        let temporary = "\(target).be-diagnose-\(getpid())"
        let mode = forOwner ? 0o600 : resolved == nil ? 0o666 : status.st_mode & 0o7777
        let descriptor = Glibc.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw fault(path, errno) }
        unfinished = strdup(temporary)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number) { _ in
                if let name = OutputFile.unfinished { unlink(name) }
                _exit(130)
            }
        }
        return OutputFile(path: path, descriptor: descriptor, temporary: temporary, target: target)
    }

    /// Whether a regular file takes the output, rather than standard output, a pipe or a device.
    public var isFile: Bool { temporary != nil }

    /// Writes all of a text that has passed the gate.
    public static func write(_ text: String, to path: String) throws(CommandError) {
        let file = try open(path)
        file.write(text)
        try file.finish()
    }

    /// Writes secrets: for the owner only, and to regular files only.
    public static func write(secret text: String, to path: String) throws(CommandError) {
        var status = stat()
        if path == "-" || (stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG) {
            throw CommandError(
                ExitCode.cannotWrite, "\(path): secrets are written to regular files only",
                remedy: "name a file in one of your own folders")
        }
        let file = try open(path, forOwner: true)
        file.write(text)
        try file.finish()
    }

    /// Writes bytes; false if no one takes any more.
    @discardableResult
    public func write(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        if code == 0 { code = Console.write(bytes, to: descriptor) }
        return code == 0
    }

    /// The same for an array.
    @discardableResult
    public func write(_ bytes: [UInt8]) -> Bool { bytes.withUnsafeBufferPointer { write($0) } }

    /// The same for text that has passed the gate.
    public func write(_ text: String) {
        var text = text
        text.withUTF8 { _ = write($0) }
    }

    /// Puts the file in the place of the old one; throws where anything could not be written.
    public func finish() throws(CommandError) {
        isFinished = true
        if let temporary {
            if code == 0 && fsync(descriptor) != 0 && errno != EINVAL { code = errno }
            if close(descriptor) != 0 && code == 0 { code = errno }
            if code == 0 && rename(temporary, target) != 0 { code = errno }
            discard()
        } else if descriptor != STDOUT_FILENO {
            close(descriptor)
        }
        // A reader that has seen enough is not an error.
        if code != 0 && (temporary != nil || code != EPIPE) {
            throw Self.fault(path, code, isReplacing: temporary != nil)
        }
    }

    private func discard() {
        if code != 0, let temporary { unlink(temporary) }
        Self.unfinished = nil
        for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
    }

    deinit { if !isFinished, let temporary { unlink(temporary) } }

    private static func fault(_ path: String, _ code: Int32, isReplacing: Bool = true) -> CommandError {
        let advice =
            switch code {
            case ENOENT, ENOTDIR: "that folder does not exist"
            case EACCES, EPERM, EROFS: "choose a folder that you may write to"
            default: "free some space or choose another name"
            }
        return CommandError(
            ExitCode.cannotWrite, "cannot write \(path): \(String(cString: strerror(code)))",
            remedy: isReplacing
                ? "\(advice); an earlier file of that name is unchanged" : advice)
    }
}
