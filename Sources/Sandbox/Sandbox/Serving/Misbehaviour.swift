internal import Glibc

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
