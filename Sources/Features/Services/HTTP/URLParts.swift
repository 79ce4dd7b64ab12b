/// Reading the parts of a URL strictly: two programs that read a URL differently send a secret to the wrong place.
public enum URLParts {
    static func origin(_ scheme: String, _ authority: Substring) throws(URLFault) -> Origin {
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
    private static func port(_ scheme: String, _ text: Substring) throws(URLFault) -> Int {
        if text.isEmpty { return Origin.standardPort(scheme) }
        let digits = text.dropFirst()
        guard text.hasPrefix(":"), !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let port = Int(digits), (1...65535).contains(port)
        else { throw .port }
        return port
    }

    /// Path and query, of visible ASCII only.
    static func target(_ text: some StringProtocol) throws(URLFault) -> String {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "\\") })
        else { throw .characters }
        return text.hasPrefix("/") ? String(text) : "/" + text
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }

    private static func isHex(_ byte: UInt8) -> Bool { (0x61...0x66).contains(byte) || (0x30...0x39).contains(byte) }
}

extension String {
    /// The first place of a text, without Foundation.
    func range(of text: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            formIndex(after: &start)
        }
        return nil
    }
}
