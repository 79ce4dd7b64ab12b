internal import Glibc

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
        let question = Array("GET \(FaultDesk.countsPath) HTTP/1.0\r\n\r\n".utf8)
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
