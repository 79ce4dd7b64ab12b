internal import Glibc
public import Support

/// Held by the one process that writes; the system takes it away when the process ends, however it ends.
public final class RunLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock of a folder; throws `.locked` at once where another process holds it.
    public init(_ folder: StateFolder) throws(JournalFault) {
        let path = folder.file("lock")
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw .state(.cannotMake(path: path, why: String(cString: strerror(errno))))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .locked
        }
    }

    deinit { close(descriptor) }
}
