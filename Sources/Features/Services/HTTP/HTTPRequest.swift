/// One call: what is asked of whom.
public struct HTTPRequest: Sendable, Equatable {
    /// The methods that the services know.
    public enum Method: String, Sendable, CaseIterable {
        case get = "GET"
        case head = "HEAD"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    /// What a second arrival of the same request would do.
    public enum Effect: Sendable {
        /// Nothing: it may be repeated. A token request or a search is a read although it is a POST.
        case read
        /// It changes something: sent on a fresh connection and never repeated.
        case write
    }

    /// As it stands in the request line.
    public var method: Method
    /// Whom to call.
    public var url: HTTPURL
    /// In the order in which they are sent; `Host`, `Content-Length` and `User-Agent` come by themselves.
    public var headers: [HTTPHeader]
    /// Nothing for no body; an empty one is sent as `Content-Length: 0`.
    public var body: [UInt8]?
    /// Read for GET and HEAD, write for the rest, unless the caller knows better.
    public var effect: Effect
    /// Where headers or body hold a credential: the origins that it belongs to. The transport sends it nowhere else.
    var boundTo: Set<Origin>?
    /// A limit for this call that is shorter than the network's own; nothing for the network's own.
    public var timeout: Duration?

    /// Makes a request without a credential.
    public init(
        _ method: Method, _ url: HTTPURL, headers: [HTTPHeader] = [], body: [UInt8]? = nil, effect: Effect? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.effect = effect ?? (method == .get || method == .head ? .read : .write)
    }

    /// This request with a header that holds a credential of these origins.
    public func authorized(_ header: HTTPHeader, boundTo origins: Set<Origin>) -> HTTPRequest {
        var request = self
        request.headers.append(header)
        request.boundTo = request.boundTo.map { $0.intersection(origins) } ?? origins
        return request
    }
}

/// A header line of a request or an answer.
public struct HTTPHeader: Sendable, Equatable {
    /// As written; compared without regard to letter case.
    var name: String
    /// Without the blanks around it.
    var value: String

    /// Makes a header; what would break the line is refused when it is sent.
    init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// Whether it has this name, in whatever letter case.
    func isNamed(_ other: String) -> Bool {
        func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
        return name.utf8.count == other.utf8.count
            && zip(name.utf8, other.utf8).allSatisfy { lower($0) == lower($1) }
    }
}
