internal import Glibc
internal import Synchronization

/// Writes a report to a file: whole or not at all (design.md D20).
enum OutputFile {
    /// The unfinished file, for the signal handler; nothing else may be reached from there.
    private nonisolated(unsafe) static var unfinished: UnsafeMutablePointer<CChar>?

    /// Replaces the file at `path` in one step; what is no regular file (a pipe, `/dev/null`) is written directly.
    static func write(_ text: String, to path: String) throws(CommandFault) {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            return try writeDirectly(text, path)
        }
        let target = realpath(path, nil).map { resolved in
            defer { free(resolved) }
            return String(cString: resolved)
        }
        try replace(target ?? path, with: text, mode: target == nil ? 0o666 : status.st_mode & 0o7777)
    }

    private static func replace(_ path: String, with text: String, mode: mode_t) throws(CommandFault) {
        let temporary = "\(path).be-diagnose-\(getpid())"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw fault(path, errno) }
        unfinished = strdup(temporary)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number) { _ in
                if let name = OutputFile.unfinished { unlink(name) }
                _exit(130)
            }
        }
        var code = Console.write(text, to: descriptor)
        if code == 0 && fsync(descriptor) != 0 && errno != EINVAL { code = errno }
        if close(descriptor) != 0 && code == 0 { code = errno }
        if code == 0 && rename(temporary, path) != 0 { code = errno }
        if code != 0 { unlink(temporary) }
        for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
        if code != 0 { throw fault(path, code) }
    }

    private static func writeDirectly(_ text: String, _ path: String) throws(CommandFault) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw fault(path, errno) }
        let code = Console.write(text, to: descriptor)
        close(descriptor)
        // A reader that has seen enough is no error.
        if code != 0 && code != EPIPE { throw fault(path, code) }
    }

    private static func fault(_ path: String, _ code: Int32) -> CommandFault {
        CommandFault(
            ExitCode.cannotWrite, "\(path): cannot be written: \(String(cString: strerror(code)))",
            remedy: "an earlier file of that name was left as it was; choose another --output or make room")
    }
}
