internal import CMicroHTTPD
internal import Glibc

/// libmicrohttpd in front of a service; it gets accepted sockets and listens on nothing itself.
final class HTTPDaemon: @unchecked Sendable {
    // Unchecked: the daemon's pointer is set once, and libmicrohttpd may be called from any thread.
    private let service: Service
    private var daemon: OpaquePointer?

    init?(_ service: Service) {
        self.service = service
        let context = Unmanaged.passUnretained(self).toOpaque()
        daemon = cmhd_start(
            { context, connection, url, method, _, upload, size, state in
                guard let context, let connection, let url, let method, let size, let state else { return cmhd_no }
                let daemon = Unmanaged<HTTPDaemon>.fromOpaque(context).takeUnretainedValue()
                return daemon.handle(connection, url, method, upload, size, state)
            },
            { _, _, state, _ in
                guard let held = state?.pointee else { return }
                Unmanaged<Upload>.fromOpaque(held).release()
                state?.pointee = nil
            }, context)
        if daemon == nil { return nil }
    }

    /// Hands over an accepted socket, which the daemon closes.
    func take(_ socket: Int32, _ address: sockaddr, _ length: socklen_t) {
        var address = address
        _ = MHD_add_connection(daemon, socket, &address, length)
    }

    /// Ends all connections and waits for their threads.
    func stop() {
        if let daemon { MHD_stop_daemon(daemon) }
        daemon = nil
    }

    /// A request's body as it comes in, in pieces.
    private final class Upload {
        var bytes: [UInt8] = []
        static let most = 65_536
    }

    private func handle(
        _ connection: OpaquePointer, _ url: UnsafePointer<CChar>, _ method: UnsafePointer<CChar>,
        _ piece: UnsafePointer<CChar>?, _ size: UnsafeMutablePointer<Int>,
        _ state: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    ) -> MHD_Result {
        guard let held = state.pointee else {
            state.pointee = Unmanaged.passRetained(Upload()).toOpaque()
            return cmhd_yes
        }
        let upload = Unmanaged<Upload>.fromOpaque(held).takeUnretainedValue()
        if size.pointee > 0 {
            let bytes = UnsafeRawBufferPointer(start: piece, count: size.pointee)
            upload.bytes += bytes.prefix(Upload.most - upload.bytes.count)
            size.pointee = 0
            return cmhd_yes
        }
        let request = Request(
            method: String(cString: method), path: String(cString: url), query: query(of: connection),
            authorization: MHD_lookup_connection_value(connection, cmhd_header, "Authorization")
                .map { String(cString: $0) }, body: upload.bytes)
        // A connection that was kept came here before the fault was armed; closed before a byte is sent, the client
        // opens another, which is looked at first.
        if service.isRawNext(request) { return cmhd_no }
        let fault = service.fault(for: request)
        if let delay = fault?.delay { usleep(UInt32(delay) * 1000) }
        return send(service.answer(request, fault: fault), on: connection)
    }

    private func query(of connection: OpaquePointer) -> [String: String] {
        var query: [String: String] = [:]
        withUnsafeMutablePointer(to: &query) { query in
            _ = MHD_get_connection_values(
                connection, cmhd_argument,
                { context, _, key, value in
                    guard let context, let key else { return cmhd_yes }
                    context.assumingMemoryBound(to: [String: String].self)
                        .pointee[String(cString: key).lowercased()] = value.map { String(cString: $0) } ?? ""
                    return cmhd_yes
                }, query)
        }
        return query
    }

    private func send(_ answer: Answer, on connection: OpaquePointer) -> MHD_Result {
        var body = answer.body
        let response = MHD_create_response_from_buffer(body.count, &body, cmhd_copy)
        guard let response else { return cmhd_no }
        defer { MHD_destroy_response(response) }
        MHD_add_response_header(response, "Server", SandboxServer.name)
        for header in answer.headers { MHD_add_response_header(response, header.name, header.value) }
        // While a fault below HTTP is armed, every request has to come on a connection of its own.
        if service.needsRaw { MHD_add_response_header(response, "Connection", "close") }
        return MHD_queue_response(connection, UInt32(answer.status), response)
    }
}

/// Reads a request from a socket, for what answers below HTTP.
enum RequestHead {
    private static let most = 65_536

    /// Waits, for ten seconds at most, until the head is complete, and leaves it in the socket for another reader.
    static func peek(_ socket: Int32) -> Request? {
        var buffer = [UInt8](repeating: 0, count: most)
        for _ in 0..<1000 {
            var poller = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
            guard poll(&poller, 1, 10_000) == 1 else { return nil }
            let count = recv(socket, &buffer, buffer.count, Int32(MSG_PEEK))
            guard count > 0 else { return nil }
            if let (request, _) = parse(buffer[..<count]) { return request }
            usleep(10_000)  // half a head is readable all the time, so polling alone would spin
        }
        return nil
    }

    /// Takes head and body out of the socket, so that closing it sends no reset by itself.
    static func take(_ socket: Int32) -> Request? {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: most)
        while bytes.count < 2 * most {
            let count = recv(socket, &piece, piece.count, 0)
            guard count > 0 else { return nil }
            bytes += piece[..<count]
            if let (request, length) = parse(bytes[...]), request.body.count >= length { return request }
        }
        return nil
    }

    /// The request and the length that its body is said to have.
    private static func parse(_ bytes: ArraySlice<UInt8>) -> (Request, Int)? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.utf8.firstRange(of: "\r\n\r\n".utf8) else { return nil }
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        let words = (lines.first ?? "").split(separator: " ")
        guard words.count >= 2 else { return nil }
        let target = words[1].split(separator: "?", maxSplits: 1)
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
        }
        var query: [String: String] = [:]
        for (key, value) in Form.read(target.count == 2 ? String(target[1]) : "") { query[key.lowercased()] = value }
        let request = Request(
            method: String(words[0]), path: Form.decoded(target.first ?? "/"), query: query,
            authorization: headers["authorization"], body: Array(text[end.upperBound...].utf8))
        return (request, headers["content-length"].flatMap(Int.init) ?? 0)
    }
}
