/// An absolute `https` URL, or `http` for this machine, without user info and fragment.
public struct HTTPURL: Sendable, Hashable, CustomStringConvertible {
    /// Scheme, host and port.
    public let origin: Origin
    /// Path and query as they are sent; begins with `/`.
    public let target: String

    /// The whole URL.
    public var description: String { "\(origin)\(target)" }

    /// Reads an absolute URL; what it refuses would reach another place than a reader of it expects.
    init(_ text: String) throws(URLFault) {
        guard let mark = text.range(of: "://"), !mark.isEmpty else { throw .notAbsolute }
        let scheme = text[..<mark.lowerBound].lowercased()
        guard scheme == "https" || scheme == "http" else { throw .scheme(scheme) }
        let rest = text[mark.upperBound...]
        let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
        origin = try URLParts.origin(scheme, rest[..<end])
        target = try URLParts.target(rest[end...])
        if scheme == "http" && !origin.isLoopback { throw .plain(origin) }
    }

    /// The root of an origin.
    init(_ origin: Origin) {
        self.init(origin: origin, target: "/")
    }

    private init(origin: Origin, target: String) {
        self.origin = origin
        self.target = target
    }

    /// This URL with a path (and query) below its own path: `https://h/base` and `/v1/x` make `https://h/base/v1/x`.
    func appending(_ path: String) throws(URLFault) -> HTTPURL {
        let base = Substring(target.utf8.prefix { $0 != UInt8(ascii: "?") })
        let trimmed = base.hasSuffix("/") ? base.dropLast() : base
        return HTTPURL(origin: origin, target: try URLParts.target(trimmed + (path.hasPrefix("/") ? path : "/" + path)))
    }

    /// What a server's link (`next`) names: a path on this host, or an absolute URL of the same origin.
    public func following(_ link: String) throws(URLFault) -> HTTPURL {
        if link.hasPrefix("/") && !link.hasPrefix("//") && !link.hasPrefix("/\\") {
            return HTTPURL(origin: origin, target: try URLParts.target(link[...]))
        }
        let url = try HTTPURL(link)
        guard url.origin == origin else { throw .otherOrigin(url.origin) }
        return url
    }
}

/// Why a text is no URL to call. The text itself is not part of it: it may hold a password.
public enum URLFault: Error, Sendable, Equatable {
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
        case .plain(let origin): ("plain http to \(origin.host)", "https; plain http goes to this machine only")
        case .otherOrigin(let origin): ("a link to \(origin)", "a link to the host that sent it")
        case .notAnOrigin: ("a path behind the port", "scheme, host and port only: https://host:port")
        }
    }
}
