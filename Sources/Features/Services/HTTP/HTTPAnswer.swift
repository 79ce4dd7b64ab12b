/// What a server answered, whatever its status; a redirect is an error instead (`TransportError.redirect`).
public struct HTTPAnswer: Sendable, Equatable {
    /// Who was asked.
    public var origin: Origin
    /// 200 to 599, but no redirect.
    public var status: Int
    /// In the order in which they came.
    public var headers: [HTTPHeader]
    /// Decoded (gzip, deflate), at most the limit of the network settings.
    public var body: [UInt8]

    /// Makes an answer, as a transport or a test double does.
    public init(origin: Origin, status: Int, headers: [HTTPHeader] = [], body: [UInt8] = []) {
        self.origin = origin
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first value of a header.
    public func header(_ name: String) -> String? {
        headers.first { $0.isNamed(name) }?.value
    }

    /// What the server calls this call; support of the vendor can look it up.
    var requestID: String? { header("X-Request-Id") ?? header("Request-Id") }

    /// The server's own time, in seconds since 1970.
    public var date: Int? { header("Date").flatMap(HTTPDate.seconds) }

    /// Seconds that the server asks to wait, from a number or a date.
    public func retryAfter(now: Int) -> Int? {
        guard let text = header("Retry-After") else { return nil }
        if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return Int(text) ?? .max }
        return HTTPDate.seconds(text).map { max(0, $0 - now) }
    }

    /// The body, if the status is 200 to 299 and it is JSON by its first character; else the error to report.
    ///
    /// `now` in seconds since 1970, for a `Retry-After` that is a date.
    public func json(now: Int) throws(TransportError) -> [UInt8] {
        let kind = AnswerKind.of(self)
        if case .json = kind {} else if (200...299).contains(status) { throw .notJSON(origin, kind, status: status) }
        guard (200...299).contains(status) else {
            throw .status(origin, status, kind, retryAfter: retryAfter(now: now))
        }
        return body
    }
}
