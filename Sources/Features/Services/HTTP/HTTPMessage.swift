public import Support

/// One call: what is asked of whom.
public struct HTTPRequest: Sendable, Equatable {
    /// The methods that the services know.
    public enum Method: String, Sendable, CaseIterable {
        case get = "GET"
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
    /// Read for GET, write for the rest, unless the caller knows better.
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
        self.effect = effect ?? (method == .get ? .read : .write)
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
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// Whether it has this name, in whatever letter case.
    func isNamed(_ other: String) -> Bool {
        func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
        return name.utf8.count == other.utf8.count && zip(name.utf8, other.utf8).allSatisfy { lower($0) == lower($1) }
    }
}

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
    public func header(_ name: String) -> String? { headers.first { $0.isNamed(name) }?.value }

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
        let body = try success(now: now)
        let kind = AnswerKind.of(self)
        guard kind == .json else { throw .notJSON(origin, kind, status: status) }
        return body
    }

    /// The body, whatever it is, if the status is 200 to 299; else the error to report.
    func success(now: Int) throws(TransportError) -> [UInt8] {
        guard (200...299).contains(status) else {
            throw .status(origin, status, AnswerKind.of(self), retryAfter: retryAfter(now: now))
        }
        return body
    }
}

/// What a body is, judged by its beginning and not by its `Content-Type`, which gateways often get wrong.
public enum AnswerKind: String, Sendable, Equatable, CaseIterable {
    /// It begins like a JSON object, array, text, number or word.
    case json
    /// Nothing, or blanks only.
    case empty
    /// A web page with a password field or the words of a login page.
    case loginPage
    /// Another web page, such as a proxy's or gateway's error.
    case webPage
    /// `{"fault":{"faultstring":…}}`, the answer of an API gateway in front of the service.
    case gatewayFault
    /// Anything else.
    case plainText

    /// Judges an answer; looks at the first 64 KiB only.
    public static func of(_ answer: HTTPAnswer) -> AnswerKind {
        let text = answer.body.prefix(65_536)
        let trimmed = text.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        guard let first = trimmed.first else { return .empty }
        if first == UInt8(ascii: "<") || trimmed.starts(with: [0xEF, 0xBB, 0xBF, UInt8(ascii: "<")]) {
            return isLogin(trimmed) ? .loginPage : .webPage
        }
        if first == UInt8(ascii: "{") {
            return contains(trimmed.prefix(4096), "\"faultstring\"") ? .gatewayFault : .json
        }
        if first == UInt8(ascii: "[") { return .json }
        return isScalar(trimmed) ? .json : .plainText
    }

    /// A page that asks for a password, in whatever language.
    private static func isLogin(_ page: ArraySlice<UInt8>) -> Bool {
        let lower = page.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }[...]
        return ["type=\"password\"", "type='password'", "type=password", "sign in", "log in", "login"]
            .contains { contains(lower, $0) }
    }

    /// A text in quotes, a number or one of JSON's three words, and nothing behind it.
    private static func isScalar(_ text: ArraySlice<UInt8>) -> Bool {
        let value = String(decoding: text, as: UTF8.self)
        let end = value.lastIndex { !$0.isWhitespace }.map { value.index(after: $0) } ?? value.startIndex
        let word = value[..<end]
        if ["true", "false", "null"].contains(word) { return true }
        if word.hasPrefix("\"") { return word.hasSuffix("\"") && word.count > 1 && !word.contains("\n") }
        return word.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) } && Double(word) != nil
    }

    private static func contains(_ bytes: ArraySlice<UInt8>, _ text: String) -> Bool {
        let wanted = Array(text.utf8)
        guard bytes.count >= wanted.count else { return false }
        return (bytes.startIndex...(bytes.endIndex - wanted.count)).contains { start in
            bytes[start] == wanted[0] && bytes[start..<(start + wanted.count)].elementsEqual(wanted)
        }
    }
}

/// The three spellings of a time in HTTP (RFC 9110, section 5.6.7).
enum HTTPDate {
    /// Seconds since 1970; nothing if the text is none of the three.
    static func seconds(_ text: String) -> Int? {
        let words = text.split { $0 == " " || $0 == "," || $0 == "-" }.map(String.init)
        // Sun, 06 Nov 1994 08:49:37 GMT and Sunday, 06-Nov-94 08:49:37 GMT
        if words.count == 6, words[5] == "GMT" || words[5] == "UTC" {
            return seconds(day: words[1], month: words[2], year: words[3], time: words[4])
        }
        // Sun Nov  6 08:49:37 1994
        if words.count == 5 { return seconds(day: words[2], month: words[1], year: words[4], time: words[3]) }
        return nil
    }

    private static func seconds(day: String, month: String, year: String, time: String) -> Int? {
        guard let day = number(day, 1...31), let month = CivilDay.months.firstIndex(of: month).map({ $0 + 1 }),
            var year = number(year, 0...9999)
        else { return nil }
        if year < 100 { year += year < 70 ? 2000 : 1900 }
        let parts = time.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let hour = number(parts[0], 0...23), let minute = number(parts[1], 0...59),
            let second = number(parts[2], 0...60), let first = CivilDay(year, month, 1)
        else { return nil }
        return first.later(days: day - 1).number * 86_400 + hour * 3_600 + minute * 60 + second
    }

    private static func number(_ text: String, _ range: ClosedRange<Int>) -> Int? {
        guard text.utf8.count <= 4, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int(text) else {
            return nil
        }
        return range.contains(value) ? value : nil
    }
}

/// JSON that is one document and nothing else.
public enum WholeJSON {
    /// The document; anything behind it is a fault. What is wrong with a credential's is never shown.
    public static func document(in bytes: [UInt8]) throws(JSONError) -> JSONNode {
        try bytes.withUnsafeBytes { bytes in Result { () throws(JSONError) in try JSONReading.document(in: bytes) } }
            .get()
    }
}
