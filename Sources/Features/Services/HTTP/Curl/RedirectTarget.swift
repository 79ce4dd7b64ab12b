internal import Glibc

/// Where a redirect leads, as far as it may be told: the rest of its URL could hold a token.
enum RedirectTarget {
    /// Scheme, host and port of an absolute URL, without user info; nothing if it has none.
    static func origin(of url: String) -> String? {
        let bytes = Array(url.utf8)
        let mark = Array("://".utf8)
        guard bytes.count > 3,
            let start = (0...(bytes.count - 3)).first(where: { bytes[$0..<($0 + 3)].elementsEqual(mark) })
        else { return nil }
        let authority = bytes[(start + 3)...].prefix { !"/?#\\".utf8.contains($0) }
        let host = authority.lastIndex(of: UInt8(ascii: "@")).map { authority[($0 + 1)...] } ?? authority
        guard !host.isEmpty else { return nil }
        return String(decoding: bytes[..<(start + 3)] + host.prefix(260), as: UTF8.self)
    }
}

/// The proxy that the environment names for https, in libcurl's order.
enum ProxySetting {
    /// Its address without user name and password; nothing where none is set.
    static var current: String? {
        for name in ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
            guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { continue }
            return RedirectTarget.origin(of: value.utf8.contains(0x2F) ? value : "http://\(value)")
        }
        return nil
    }
}
