internal import Glibc

/// Runs a credential helper: no shell, nothing on stdin, its JSON on stdout, its stderr only counted.
enum CredentialHelper {
    static func output(of command: [String], for name: String, limit: Int) throws(CredentialError) -> [UInt8] {
        let program = command.first ?? ""
        guard let pipes = HelperPipes() else { throw .helperNotStarted(name: name, program: program, why: "no pipe") }
        defer { pipes.close() }
        let process = try start(command, pipes, name)
        pipes.closeWritingEnds()
        let end = now() + Double(limit)
        var (out, said) = ([UInt8](), 0)
        while let ready = pipes.wait(until: end, now: now) {
            if ready.out.isEmpty && ready.err.isEmpty && pipes.isAtEnd { break }
            out += ready.out
            said += ready.err.count
            if out.count > CredentialStore.mostBytes { break }
        }
        let isInTime = now() < end
        let isTooLong = out.count > CredentialStore.mostBytes
        // What still runs has no reader any more; its own children may keep the pipes, and are not waited for.
        let code = finish(process, until: isInTime && !isTooLong ? end : 0)
        if isTooLong { throw .tooLong(name: name, source: "the helper \(program)") }
        guard let code else { throw .helperTimedOut(name: name, program: program, seconds: limit) }
        guard code == 0 else { throw .helperFailed(name: name, program: program, code: code, saidOnError: said) }
        return out
    }

    private static func start(
        _ command: [String], _ pipes: HelperPipes, _ name: String
    ) throws(CredentialError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, pipes.out.writing, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, pipes.err.writing, STDERR_FILENO)
        // This process ignores SIGPIPE; a helper's own pipelines must not.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var arguments = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process: pid_t = 0
        let code = posix_spawnp(&process, command.first ?? "", &actions, &attributes, &arguments, environ)
        guard code == 0 else {
            throw .helperNotStarted(name: name, program: command.first ?? "", why: String(cString: strerror(code)))
        }
        return process
    }

    /// The exit code, or nothing if it had to be ended.
    private static func finish(_ process: pid_t, until end: Double) -> Int? {
        var status: Int32 = 0
        while true {
            let ended = waitpid(process, &status, WNOHANG)
            if ended == process { break }
            if ended < 0 && errno != EINTR { return nil }
            if now() >= end {
                kill(process, SIGKILL)
                while waitpid(process, &status, 0) < 0 && errno == EINTR {}
                return nil
            }
            usleep(2_000)
        }
        let signal = status & 0x7F
        return signal == 0 ? Int((status >> 8) & 0xFF) : 128 + Int(signal)
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// The two pipes from a helper, read together so that neither can fill up and stop it.
private final class HelperPipes {
    private(set) var out: (reading: Int32, writing: Int32)
    private(set) var err: (reading: Int32, writing: Int32)
    private var isOutOpen = true
    private var isErrOpen = true

    init?() {
        guard let out = Self.pipe() else { return nil }
        guard let err = Self.pipe() else {
            Glibc.close(out.reading)
            Glibc.close(out.writing)
            return nil
        }
        self.out = out
        self.err = err
    }

    /// Stderr may stay open in a child that the helper left behind; its stdout says when the answer is whole.
    var isAtEnd: Bool { !isOutOpen }

    /// What has come; nothing once the time is over.
    func wait(until end: Double, now: () -> Double) -> (out: [UInt8], err: [UInt8])? {
        while true {
            let left = end - now()
            guard left > 0 else { return nil }
            var polled = [
                pollfd(fd: isOutOpen ? out.reading : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: isErrOpen ? err.reading : -1, events: Int16(POLLIN), revents: 0),
            ]
            let count = poll(&polled, 2, Int32(min(left * 1000 + 1, 60_000)))
            if count < 0 && errno == EINTR || count == 0 { continue }
            if count < 0 { return nil }
            let fromErr = polled[1].revents == 0 ? [] : Self.read(err.reading, &isErrOpen)
            let fromOut = polled[0].revents == 0 ? [] : Self.read(out.reading, &isOutOpen)
            return (fromOut, fromErr)
        }
    }

    func closeWritingEnds() {
        Glibc.close(out.writing)
        Glibc.close(err.writing)
        (out.writing, err.writing) = (-1, -1)
    }

    func close() {
        for descriptor in [out.reading, out.writing, err.reading, err.writing] where descriptor >= 0 {
            Glibc.close(descriptor)
        }
    }

    private static func read(_ descriptor: Int32, _ isOpen: inout Bool) -> [UInt8] {
        var piece = [UInt8](repeating: 0, count: 16_384)
        let count = Glibc.read(descriptor, &piece, piece.count)
        if count <= 0 {
            isOpen = count < 0 && errno == EINTR
            return []
        }
        return Array(piece[..<count])
    }

    private static func pipe() -> (reading: Int32, writing: Int32)? {
        var ends: [Int32] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }
}
