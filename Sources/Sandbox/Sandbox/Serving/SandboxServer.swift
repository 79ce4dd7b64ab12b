internal import CMicroHTTPD
internal import Glibc
internal import Synchronization

// Its header is where the compiler finds `sockaddr`.

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

/// Sockets on 127.0.0.1.
enum Loopback {
    /// Listens; answers the socket and the port.
    static func listen(_ port: UInt16) throws(SandboxServer.Fault) -> (socket: Int32, port: UInt16) {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw .refused(String(cString: strerror(errno))) }
        // Else a port stays taken for a minute after a sandbox has ended.
        var on: Int32 = 1
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        var address = address(port)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                if bind(socket, generic, length) != 0 || Glibc.listen(socket, 128) != 0 { return errno }
                return getsockname(socket, generic, &length) == 0 ? 0 : errno
            }
        }
        guard result == 0 else {
            close(socket)
            if result == EADDRINUSE { throw .portInUse(bySandbox: isSandbox(port)) }
            throw .refused(String(cString: strerror(result)))
        }
        return (socket, UInt16(bigEndian: address.sin_port))
    }

    /// Small answers go out at once, as those of a real server do.
    static func sendAtOnce(_ socket: Int32) {
        var on: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Whether a `be-sandbox` answers on the port, within a second.
    private static func isSandbox(_ port: UInt16) -> Bool {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { return false }
        defer { close(socket) }
        var patience = timeval(tv_sec: 1, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(socket, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
        }
        var address = address(port)
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        let question = Array("GET \(FaultHandler.countsPath) HTTP/1.0\r\n\r\n".utf8)
        guard connected == 0, send(socket, question, question.count, Int32(MSG_NOSIGNAL)) > 0 else {
            return false
        }
        var answer = [UInt8](repeating: 0, count: 4096)
        let count = recv(socket, &answer, answer.count, 0)
        return count > 0
            && String(decoding: answer[..<count], as: UTF8.self).contains("\r\nServer: \(SandboxServer.name)\r\n")
    }

    private static func address(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}

/// A thread of its own for what blocks.
enum Thread {
    private final class Work {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    static func start(_ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let work = Unmanaged.passRetained(Work(body)).toOpaque()
        let result = pthread_create(
            &thread, nil,
            { work in
                if let work { Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body() }
                return nil
            }, work)
        if result == 0 { pthread_detach(thread) } else { Unmanaged<Work>.fromOpaque(work).release() }
    }
}

/// Answers below HTTP: what no server library would send.
struct Misbehaviour {
    let socket: Int32
    let answer: Answer
    /// Asked now and then by what takes long.
    let isOver: @Sendable () -> Bool

    /// Misbehaves, and closes the socket.
    func run(_ raw: Fault.Raw) {
        defer { close(socket) }
        let body = answer.body
        let half = Array(body.prefix(max(1, body.count / 2)))
        switch raw {
        case .reset: reset()
        case .resetInBody:
            send(head(length: body.count) + half)
            usleep(50_000)  // a reset overtakes what was not read yet
            reset()
        case .close: break
        case .truncate: send(head(length: body.count) + half)
        case .drip:
            send(head(length: body.count))
            for byte in body where !isOver() {
                if !send([byte]) { return }
                sleep(1)
            }
        case .shortLength: send(head(length: half.count) + body)
        case .longLength: send(head(length: body.count + 100) + body)
        case .garbage: send(noise(512))
        case .garbageBody: send(head(length: 512) + noise(512))
        case .silence: while !isOver() && !isClosed() { usleep(50_000) }
        }
    }

    private func head(length: Int) -> [UInt8] {
        var text = "HTTP/1.1 \(answer.status) Sandbox\r\nContent-Length: \(length)\r\nConnection: close\r\n"
        for header in answer.headers { text += "\(header.name): \(header.value)\r\n" }
        return Array((text + "\r\n").utf8)
    }

    /// The same bytes each time, none of them printable.
    private func noise(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 73 &+ 129) | 0x80 }
    }

    @discardableResult
    private func send(_ bytes: [UInt8]) -> Bool {
        Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// Makes closing send a reset in place of an orderly end.
    private func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    private func isClosed() -> Bool {
        var byte: UInt8 = 0
        return recv(socket, &byte, 1, Int32(MSG_PEEK | MSG_DONTWAIT)) == 0
    }
}
