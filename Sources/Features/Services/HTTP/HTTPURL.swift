internal import Support

/// An absolute `https` URL, or `http` for this machine, without user info and fragment.
public struct HTTPURL: Sendable, Hashable, CustomStringConvertible {
    /// Scheme, host and port.
    public let origin: Origin
    /// Path and query as they are sent; begins with `/`.
    public let target: String

    /// The whole URL.
    public var description: String { "\(origin)\(target)" }

    /// Reads an absolute URL; what it refuses would reach another place than a reader of it expects.
    init(_ text: String) throws(HTTPURLError) {
        guard let mark = text.firstRange(of: "://") else { throw .notAbsolute }
        let scheme = text[..<mark.lowerBound].lowercased()
        guard scheme == "https" || scheme == "http" else { throw .scheme(scheme) }
        let rest = text[mark.upperBound...]
        let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
        origin = try URLParts.origin(scheme, rest[..<end])
        target = try URLParts.target(rest[end...])
        if scheme == "http" && !origin.isLoopback { throw .plain(origin) }
    }

    /// The root of an origin.
    init(_ origin: Origin) { self.init(origin: origin, target: "/") }

    private init(origin: Origin, target: String) {
        self.origin = origin
        self.target = target
    }

    /// This URL with a path (and query) below its own path: `https://h/base` and `/v1/x` make `https://h/base/v1/x`.
    public func appending(_ path: String) throws(HTTPURLError) -> HTTPURL {
        let base = Substring(target.utf8.prefix { $0 != UInt8(ascii: "?") })
        let trimmed = base.hasSuffix("/") ? base.dropLast() : base
        return HTTPURL(origin: origin, target: try URLParts.target(trimmed + (path.hasPrefix("/") ? path : "/" + path)))
    }

    /// What a server's link (`next`) names: a path on this host, or an absolute URL of the same origin.
    public func following(_ link: String) throws(HTTPURLError) -> HTTPURL {
        if link.hasPrefix("/") && !link.hasPrefix("//") && !link.hasPrefix("/\\") {
            return HTTPURL(origin: origin, target: try URLParts.target(link[...]))
        }
        let url = try HTTPURL(link)
        guard url.origin == origin else { throw .otherOrigin(url.origin) }
        return url
    }
}

/// Why a text is no URL to call. The text itself is not part of it: it may hold a password.
public enum HTTPURLError: Error, Sendable, Equatable {
    /// No `scheme://` at its beginning.
    case notAbsolute
    /// Neither `https` nor `http`.
    case scheme(String)
    /// No host between `//` and `/`, or one with characters that no host has.
    case host
    /// Not a number from 1 to 65535.
    case port
    /// `user:password@` before the host.
    case userInfo
    /// A blank, a control or non-ASCII character, or a `#`, in path or query.
    case characters
    /// Plain `http` to another machine.
    case plain(Origin)
    /// A link to another origin than the one that sent it.
    case otherOrigin(Origin)
    /// Path or query where only scheme, host and port may stand.
    case notAnOrigin

    /// What is wrong, for a message: `found` as far as it may be shown, and what to write instead.
    var words: (found: String, expected: String) {
        switch self {
        case .notAbsolute: ("no ‘https://’ at the beginning", "https://host[:port]/path")
        case .scheme: ("a scheme that is not called", "https://, or http:// for this machine")
        case .host: ("no usable host name", "https://host[:port]/path, the host in ASCII letters, digits, ‘-’ and ‘.’")
        case .port: ("no usable port", "a port from 1 to 65535")
        case .userInfo: ("a user name or password in the URL", "a URL without them; name a credential instead")
        case .characters:
            ("blanks, control characters, ‘#’ or letters outside ASCII", "a path with those written as %XX")
        case .plain(let origin): ("plain http to \(origin.host)", "https; plain http is allowed only for this machine")
        case .otherOrigin(let origin): ("a link to \(origin)", "a link to the host that sent it")
        case .notAnOrigin: ("a path after the port", "scheme, host and port only: https://host:port")
        }
    }
}

/// Where a request goes: scheme, host and port, compared exactly. A credential is bound to origins.
public struct Origin: Sendable, Hashable, CustomStringConvertible {
    /// `https` or `http`.
    public let scheme: String
    /// In lower case; an IPv6 address without its brackets.
    public let host: String
    /// 1 to 65535, the scheme's own where none was written.
    let port: Int

    /// Whether the host is this machine; plain `http` goes nowhere else.
    var isLoopback: Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// `scheme://host`, and the port if it is not the scheme's own.
    public var description: String {
        let name = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
        return port == Self.standardPort(scheme) ? "\(scheme)://\(name)" : "\(scheme)://\(name):\(port)"
    }

    /// Reads `https://host[:port]`, with at most a `/` behind it.
    init(_ text: String) throws(HTTPURLError) {
        let url = try HTTPURL(text)
        guard url.target == "/" else { throw .notAnOrigin }
        self = url.origin
    }

    init(scheme: String, host: String, port: Int) {
        self.scheme = scheme
        self.host = host
        self.port = port
    }

    static func standardPort(_ scheme: String) -> Int { scheme == "http" ? 80 : 443 }
}

/// Reading the parts of a URL strictly: two programs that read a URL differently send a secret to the wrong place.
public enum URLParts {
    static func origin(_ scheme: String, _ authority: Substring) throws(HTTPURLError) -> Origin {
        if authority.contains("@") { throw .userInfo }
        if authority.hasPrefix("[") {
            guard let close = authority.firstIndex(of: "]") else { throw .host }
            let host = authority[authority.index(after: authority.startIndex)..<close].lowercased()
            let isAddress = host.utf8.allSatisfy { isHex($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
            guard isAddress, host.contains(":") else { throw .host }
            return Origin(
                scheme: scheme, host: host, port: try port(scheme, authority[authority.index(after: close)...]))
        }
        let end = authority.firstIndex(of: ":") ?? authority.endIndex
        let host = authority[..<end].lowercased()
        let isName = host.utf8.allSatisfy { isAlphanumeric($0) || "-._".utf8.contains($0) }
        guard isName, host.utf8.count <= 253, let first = host.utf8.first, isAlphanumeric(first) else { throw .host }
        return Origin(scheme: scheme, host: host, port: try port(scheme, authority[end...]))
    }

    /// `:digits`, or nothing.
    private static func port(_ scheme: String, _ text: Substring) throws(HTTPURLError) -> Int {
        if text.isEmpty { return Origin.standardPort(scheme) }
        let digits = text.dropFirst()
        guard text.hasPrefix(":"), !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let port = Int(digits), (1...65535).contains(port)
        else { throw .port }
        return port
    }

    /// Path and query, of visible ASCII only.
    static func target(_ text: some StringProtocol) throws(HTTPURLError) -> String {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "\\") })
        else { throw .characters }
        return text.hasPrefix("/") ? String(text) : "/" + text
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }

    private static func isHex(_ byte: UInt8) -> Bool { (0x61...0x66).contains(byte) || (0x30...0x39).contains(byte) }
}

/// A text in a path or a form.
public enum PercentEncoding {
    /// With everything but letters, digits and the `plain` signs as %XX.
    public static func text(_ text: String, plain: String) -> String {
        text.utf8.reduce(into: "") { result, byte in
            if (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || plain.utf8.contains(byte) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                result += "%" + Hexadecimal.text([byte]).uppercased()
            }
        }
    }
}
