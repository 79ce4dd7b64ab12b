internal import Glibc

/// The two pipes from a helper, read together so that neither can fill up and stop it.
final class HelperPipes {
    private var out: (reading: Int32, writing: Int32)
    private var err: (reading: Int32, writing: Int32)
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

    var outWriting: Int32 { out.writing }
    var errWriting: Int32 { err.writing }
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
