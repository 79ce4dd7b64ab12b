/// A request as the routes see it.
public struct Request: Sendable {
    /// In capitals.
    public var method: String
    /// Without the query, percent-decoded.
    public var path: String
    /// Names in lower case, since `next` spells them either way; percent-decoded.
    public var query: [String: String]
    /// The value of `Authorization`, if it was sent.
    public var authorization: String?
    /// At most 64 KiB of it.
    public var body: [UInt8]

    /// Makes a request.
    public init(
        method: String, path: String, query: [String: String] = [:], authorization: String? = nil, body: [UInt8] = []
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.authorization = authorization
        self.body = body
    }
}

/// What goes back.
public struct Answer: Sendable {
    /// The HTTP status.
    public var status: Int
    /// In order; `Content-Length` and `Date` are added when it is sent.
    public var headers: [(name: String, value: String)]
    /// As it is sent.
    public var body: [UInt8]

    /// Makes an answer of JSON, unless the headers say otherwise.
    public init(
        _ status: Int, _ body: [UInt8] = [],
        headers: [(name: String, value: String)] = [("Content-Type", "application/json")]
    ) {
        self.status = status
        self.body = body
        self.headers = headers
    }

    /// Makes an answer of plain text or HTML.
    static func text(_ status: Int, _ text: String, type: String = "text/plain") -> Answer {
        Answer(status, Array(text.utf8), headers: [("Content-Type", "\(type); charset=utf-8")])
    }
}
