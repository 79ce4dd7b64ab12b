internal import Glibc

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
        guard let end = text.range(of: "\r\n\r\n") else { return nil }
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

extension String {
    /// Where `part` first stands.
    fileprivate func range(of part: String) -> Range<Index>? {
        let wanted = Array(part.utf8)
        var start = utf8.startIndex
        while let index = utf8[start...].firstIndex(of: wanted[0]) {
            if utf8[index...].starts(with: wanted) { return index..<utf8.index(index, offsetBy: wanted.count) }
            start = utf8.index(after: index)
        }
        return nil
    }
}
