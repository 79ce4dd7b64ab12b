extension IdentityScanner {
    /// An address with user information or a query; any other URL stays.
    mutating func url(at index: Int) -> IdentityMatch? {
        let scheme = run(from: index, limit: 24) { Ascii.isWord($0) || $0 == Ascii.plus || $0 == Ascii.dot }
        guard has("://", at: scheme) else { return nil }
        // What looks like an address inside one that tells nothing ends where that ends, and tells nothing either.
        guard scheme >= harmlessURLEnd else { return nil }
        let end = run(from: scheme + 3, while: Self.isInURL)
        let rest = bytes[(scheme + 3)..<end]
        let telling = rest.contains(Ascii.at) || rest.contains(UInt8(ascii: "?")) || hasEncodedAt(rest)
        if telling { return IdentityMatch(kind: .url, start: index, end: end) }
        harmlessURLEnd = end
        return nil
    }

    /// An e-mail address, its `@` written plainly or as `%40`.
    func email(at index: Int) -> IdentityMatch? {
        guard Self.isLocal(bytes[index]), index == 0 || !Self.isLocal(bytes[index - 1]) else { return nil }
        let local = run(from: index, while: Self.isLocal)
        if byte(local) == Ascii.at {
            let end = run(from: local + 1, while: Self.isHost)
            return end > local + 1 ? IdentityMatch(kind: .email, start: index, end: end) : nil
        }
        return hasEncodedAt(bytes[index..<local]) ? IdentityMatch(kind: .email, start: index, end: local) : nil
    }

    private static let endsURL = ByteSet("\"'<>`|\\^{}")
    private static let localSigns = ByteSet("._%+-'!#$&*~")

    private static func isInURL(_ byte: UInt8) -> Bool { !Ascii.isBlank(byte) && !endsURL.contains(byte) }

    private static func isLocal(_ byte: UInt8) -> Bool {
        Ascii.isWord(byte) || byte >= 0x80 || localSigns.contains(byte)
    }

    private static func isHost(_ byte: UInt8) -> Bool {
        Ascii.isWord(byte) || byte >= 0x80 || byte == Ascii.dot || byte == Ascii.hyphen
    }

    private func hasEncodedAt(_ part: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        part.indices.contains { index in
            index > part.startIndex && index + 3 < part.endIndex && part[index] == Ascii.percent
                && part[index + 1] == UInt8(ascii: "4") && part[index + 2] == UInt8(ascii: "0")
        }
    }
}
