extension IdentityScanner {
    /// The value behind `password=`, `"token": "…"` and the like; the name stays.
    func namedValue(at index: Int) -> IdentityMatch? {
        let end = run(from: index, limit: 65) { Ascii.isWord($0) || $0 == Ascii.hyphen || $0 == UInt8(ascii: "_") }
        guard end - index <= 64 else { return nil }
        var place = run(from: end, limit: 4) { Self.quotes.contains($0) || $0 == Ascii.space }
        guard byte(place) == Ascii.colon || byte(place) == Ascii.equals else { return nil }
        guard let kind = Self.kind(ofName: bytes[index..<end]) else { return nil }
        place = run(from: place + 1, limit: 8) { $0 == Ascii.space || $0 == Ascii.backslash || $0 == 0x3E }
        if let quote = byte(place), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let close = closing(quote, from: place + 1)
            return close > place + 1 ? IdentityMatch(kind: kind, start: place + 1, end: close) : nil
        }
        let value = valueEnd(from: place)
        return value > place ? IdentityMatch(kind: kind, start: place, end: value) : nil
    }

    /// The token behind `Bearer` or `Basic`.
    func bearer(at index: Int) -> IdentityMatch? {
        guard let start = schemeEnd(at: index) else { return nil }
        let end = run(from: start) { !Ascii.isBlank($0) && !Self.endsValue.contains($0) }
        let token = bytes[start..<end]
        // "Basic information" is no credential.
        let telling = token.contains { Ascii.isDigit($0) || $0 == Ascii.equals } || token.count >= 20
        return telling && token.count >= 8 ? IdentityMatch(kind: .token, start: start, end: end) : nil
    }

    private static let quotes = ByteSet("\"'\\")
    private static let endsValue = ByteSet(",;&\"'<>)}]")
    private static let secretEndings = [
        "password", "passwd", "pwd", "passphrase", "passcode", "secret", "token", "apikey", "authorization",
        "cookie", "sessionid", "credential", "credentials", "privatekey", "accesskey",
    ].map { Array($0.utf8) }
    private static let secretNames = ["pass", "pw", "auth", "session", "jwt", "pin", "otp"].map { Array($0.utf8) }
    private static let identityNames = ["ssn", "dob", "mrn", "dateofbirth", "birthdate", "socialsecuritynumber"]
        .map { Array($0.utf8) }

    /// What the value is that stands behind a name: a secret, an identity, or nothing that has to be hidden.
    static func kind(ofName name: some Collection<UInt8>) -> HiddenKind? {
        kind(ofLetters: name.filter(Ascii.isWord).map(Ascii.lowered))
    }

    /// `-u USER:PASSWORD`, as curl takes it.
    func userOption(at index: Int) -> IdentityMatch? {
        guard bytes[index] == Ascii.hyphen, index == 0 || Ascii.isBlank(bytes[index - 1]) else { return nil }
        let option = has("-u ", at: index) ? 3 : has("--user ", at: index) ? 7 : 0
        guard option > 0 else { return nil }
        let start = run(from: index + option) { $0 == Ascii.space || $0 == 0x22 || $0 == 0x27 }
        let user = run(from: start) { !Ascii.isBlank($0) && $0 != Ascii.colon && !Self.endsValue.contains($0) }
        guard user > start, byte(user) == Ascii.colon else { return nil }
        let end = run(from: user) { !Ascii.isBlank($0) && $0 != 0x22 && $0 != 0x27 }
        return end > user + 1 ? IdentityMatch(kind: .secret, start: start, end: end) : nil
    }

    private static func kind(ofLetters letters: [UInt8]) -> HiddenKind? {
        if secretNames.contains(letters) || secretEndings.contains(where: { letters.suffix($0.count) == $0[...] }) {
            return .secret
        }
        return identityNames.contains { letters.suffix($0.count) == $0[...] } ? .value : nil
    }

    private func valueEnd(from start: Int) -> Int {
        // "Authorization: Bearer x" is one value of two words.
        let first = schemeEnd(at: start) ?? start
        return run(from: first) { !Ascii.isBlank($0) && !Self.endsValue.contains($0) }
    }

    private func schemeEnd(at index: Int) -> Int? {
        guard let first = byte(index) else { return nil }
        let schemes: (StaticString, StaticString)
        switch Ascii.lowered(first) {
        case UInt8(ascii: "a"): schemes = ("apikey ", "apikey ")
        case UInt8(ascii: "b"): schemes = ("bearer ", "basic ")
        case UInt8(ascii: "d"): schemes = ("digest ", "digest ")
        case UInt8(ascii: "t"): schemes = ("token ", "token ")
        default: return nil
        }
        let isFirst = has(schemes.0, at: index)
        guard isFirst || has(schemes.1, at: index) else { return nil }
        let length = (isFirst ? schemes.0 : schemes.1).utf8CodeUnitCount
        return run(from: index + length) { $0 == Ascii.space }
    }

    private func closing(_ quote: UInt8, from start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] != quote {
            // An escaped quote belongs to the value, unless the whole document is escaped and it ends the value.
            if bytes[index] == Ascii.backslash, byte(start - 2) != Ascii.backslash { index += 1 }
            index += 1
        }
        return min(index, bytes.count)
    }
}
