// Its header is where the compiler finds `sockaddr`.
internal import CMicroHTTPD
internal import Glibc
internal import Synchronization

/// A service on a port of this machine, until it is stopped.
public final class SandboxServer: Sendable {
    /// What the answers carry as `Server`.
    public static let name = "be-sandbox"

    /// The port in use, also where any was asked for.
    public let port: UInt16
    private let service: Service
    private let daemon: HTTPDaemon
    private let listener: Int32
    private let isStopped = Atomic(false)
    /// Threads that look at a request, or misbehave.
    private let threads = Mutex(0)

    /// Why it cannot serve.
    public enum Fault: Error, Equatable {
        /// The port is taken; by a `be-sandbox`, or by something else.
        case portInUse(bySandbox: Bool)
        /// The system refuses, in its own words.
        case refused(String)
    }

    /// Listens on 127.0.0.1 and serves from then on; port 0 takes any that is free.
    public init(_ service: Service, port: UInt16) throws(Fault) {
        self.service = service
        (listener, self.port) = try Loopback.listen(port)
        guard let daemon = HTTPDaemon(service) else {
            close(listener)
            throw .refused("libmicrohttpd does not start")
        }
        self.daemon = daemon
        Thread.start { self.accept() }
    }

    /// Ends all connections and frees the port.
    public func stop() {
        guard !isStopped.exchange(true, ordering: .relaxed) else { return }
        // Wakes `accept`.
        shutdown(listener, Int32(SHUT_RDWR))
        for _ in 0..<200 where threads.withLock({ $0 }) > 0 { usleep(10_000) }
        daemon.stop()
        close(listener)
    }

    private func accept() {
        while !isStopped.load(ordering: .relaxed) {
            var address = sockaddr()
            var length = socklen_t(MemoryLayout<sockaddr>.size)
            let socket = Glibc.accept(listener, &address, &length)
            guard socket >= 0 else {
                if errno == EINTR || errno == ECONNABORTED { continue }
                // Out of descriptors: others have to end first.
                if errno == EMFILE || errno == ENFILE { usleep(10_000) } else { return }
                continue
            }
            Loopback.sendAtOnce(socket)
            guard service.needsRaw else {
                daemon.take(socket, address, length)
                continue
            }
            threads.withLock { $0 += 1 }
            Thread.start { [address, length] in
                self.look(socket, address, length)
                self.threads.withLock { $0 -= 1 }
            }
        }
    }

    /// Misbehaves if a fault says so; else hands the connection over as it came.
    private func look(_ socket: Int32, _ address: sockaddr, _ length: socklen_t) {
        guard let peeked = RequestHead.peek(socket), service.isRawNext(peeked) else {
            return daemon.take(socket, address, length)
        }
        guard let request = RequestHead.take(socket), let fault = service.fault(for: request), let raw = fault.raw
        else {
            close(socket)
            return
        }
        if let delay = fault.delay { usleep(UInt32(delay) * 1000) }
        let answer = service.answer(request, fault: nil)
        Misbehaviour(socket: socket, answer: answer) { self.isStopped.load(ordering: .relaxed) }.run(raw)
    }
}
