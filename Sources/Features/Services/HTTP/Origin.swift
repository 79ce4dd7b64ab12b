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
    init(_ text: String) throws(URLFault) {
        let url = try HTTPURL(text)
        guard url.target == "/" else { throw .notAnOrigin }
        self = url.origin
    }

    /// A port of this machine, over plain http.
    init(loopbackPort port: Int) {
        self.init(scheme: "http", host: "127.0.0.1", port: port)
    }

    init(scheme: String, host: String, port: Int) {
        self.scheme = scheme
        self.host = host
        self.port = port
    }

    static func standardPort(_ scheme: String) -> Int { scheme == "http" ? 80 : 443 }
}
