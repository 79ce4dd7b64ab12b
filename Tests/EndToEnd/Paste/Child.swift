import Foundation
import Synchronization

/// A process that inherits nothing but its three streams.
///
/// Foundation's `Process` notices an end by a socket that must have closed everywhere; a child that lives on, such as
/// tmux's server, may have inherited it, and then the wait has no end.
final class Child: Sendable {
    let id: pid_t
    private let ending = Ending()

    /// `streams`: descriptors for stdin, stdout and stderr, all kept open by the caller.
    init(_ path: String, _ arguments: [String], environment: [String: String], streams: [Int32]) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, stream) in streams.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, stream, Int32(number))
        }
        // Closing what is not open is no error here.
        for descriptor in Int32(3)..<1024 { posix_spawn_file_actions_addclose(&actions, descriptor) }
        // A test's thread may have signals blocked, and children inherit that.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { (words + variables).forEach { free($0) } }
        var child: pid_t = 0
        let code = posix_spawnp(&child, path, &actions, &attributes, &words, &variables)
        guard code == 0 else { throw TerminalFault(text: "\(path): \(String(cString: strerror(code)))") }
        id = child
        // At once: a child that has ended and was not waited for blinds Swift Testing's own watch over its exit tests.
        Thread.detachNewThread { [ending, id] in
            var raw: Int32 = 0
            while waitpid(id, &raw, 0) < 0 && errno == EINTR {}
            let code = raw & 0x7F == 0 ? raw >> 8 & 0xFF : 128 + raw & 0x7F
            ending.code.withLock { $0 = code }
        }
    }

    /// The exit code once it has ended, with 128 added to a signal's number.
    var exitCode: Int32? { ending.code.withLock { $0 } }

    /// Waits for its end.
    func wait() -> Int32 {
        while true {
            if let exitCode { return exitCode }
            usleep(2_000)
        }
    }

    deinit { if exitCode == nil { kill(id, SIGTERM) } }

    private final class Ending: Sendable {
        let code = Mutex<Int32?>(nil)
    }
}
