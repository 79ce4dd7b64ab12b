internal import Glibc

/// Runs a credential helper: no shell, nothing on stdin, its JSON on stdout, its stderr only counted.
enum CredentialHelper {
    static func output(of command: [String], for name: String, limit: Int) throws(CredentialFault) -> [UInt8] {
        let program = command.first ?? ""
        let pipes = HelperPipes()
        guard let pipes else { throw .helperNotStarted(name: name, program: program, why: "no pipe") }
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
        guard code == 0 else {
            throw .helperFailed(name: name, program: program, code: code, saidOnError: said)
        }
        return out
    }

    private static func start(
        _ command: [String], _ pipes: HelperPipes, _ name: String
    ) throws(CredentialFault) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, pipes.outWriting, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, pipes.errWriting, STDERR_FILENO)
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
