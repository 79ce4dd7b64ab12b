internal import Glibc
internal import Synchronization

/// Ctrl-C while writes are under way: noted, and heeded once what is in flight has ended.
public enum Interruption {
    private static let flag = Atomic<Bool>(false)

    public static var isWanted: Bool { flag.load(ordering: .relaxed) }

    /// From now on SIGINT, SIGTERM and SIGHUP are only noted.
    static func catchSignals() {
        // Made here, so that the handler only stores.
        flag.store(false, ordering: .relaxed)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number) { _ in Interruption.flag.store(true, ordering: .relaxed) }
        }
    }

    public static func release() {
        for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
    }
}
