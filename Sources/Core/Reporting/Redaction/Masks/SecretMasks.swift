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

extension IdentityScanner {
    /// An Allscripts ServiceUser, `ubiquity:client^tenant^` with or without a name behind it.
    func serviceUser(at index: Int) -> IdentityMatch? {
        guard !isWord(before: index) else { return nil }
        var place = index
        for sign in [Ascii.colon, Self.caret, Self.caret] {
            let end = run(from: place, limit: 65, while: Ascii.isWord)
            guard end > place, byte(end) == sign else { return nil }
            place = end + 1
        }
        let name = run(from: place, limit: 128) { Ascii.isWord($0) || "._-@".utf8.contains($0) }
        return IdentityMatch(kind: .secret, start: index, end: name)
    }

    /// The id of an access key of Amazon's: four fixed letters and 16 capitals or digits.
    func accessKey(at index: Int) -> IdentityMatch? {
        guard !isWord(before: index), has("akia", at: index) || has("asia", at: index) else { return nil }
        let end = run(from: index) { Ascii.isUpper($0) || Ascii.isDigit($0) }
        return end - index == 20 && !isWord(at: end) ? IdentityMatch(kind: .token, start: index, end: end) : nil
    }

    private static let caret = UInt8(ascii: "^")
}

extension IdentityScanner {
    /// A long run of hexadecimal or base64 digits, or a JSON web token.
    func blob(at index: Int) -> IdentityMatch? {
        guard Self.isBase64(bytes[index]) else { return nil }
        return webToken(at: index) ?? hexadecimal(at: index) ?? uniqueID(at: index) ?? base64(at: index)
    }

    private static let shortest = 32

    private static func isBase64(_ byte: UInt8) -> Bool { Ascii.isWord(byte) || isJoint(byte) }

    /// What base64 uses and paths and names use too.
    private static func isJoint(_ byte: UInt8) -> Bool {
        byte == Ascii.plus || byte == Ascii.slash || byte == Ascii.hyphen || byte == UInt8(ascii: "_")
    }

    private func webToken(at index: Int) -> IdentityMatch? {
        guard !isWord(before: index), has("eyj", at: index), byte(index + 2) == UInt8(ascii: "J") else { return nil }
        let end = run(from: index) { Self.isBase64($0) || $0 == Ascii.dot || $0 == Ascii.equals }
        return end - index >= 20 ? IdentityMatch(kind: .token, start: index, end: end) : nil
    }

    private func hexadecimal(at index: Int) -> IdentityMatch? {
        guard !isWord(before: index) else { return nil }
        let end = run(from: index) { Ascii.hexValue($0) != nil }
        guard end - index >= Self.shortest, !isWord(at: end) else { return nil }
        return IdentityMatch(kind: .token, start: index, end: end)
    }

    private func uniqueID(at index: Int) -> IdentityMatch? {
        guard !isWord(before: index), index + 36 <= bytes.count, !isWord(at: index + 36) else { return nil }
        let fits = (0..<36).allSatisfy { place in
            let isDash = place == 8 || place == 13 || place == 18 || place == 23
            return isDash ? bytes[index + place] == Ascii.hyphen : Ascii.hexValue(bytes[index + place]) != nil
        }
        return fits ? IdentityMatch(kind: .token, start: index, end: index + 36) : nil
    }

    private func base64(at index: Int) -> IdentityMatch? {
        guard index == 0 || !Self.isBase64(bytes[index - 1]) else { return nil }
        let end = run(from: index, while: Self.isBase64)
        let part = bytes[index..<end]
        guard part.count >= Self.shortest else { return nil }
        let mixed =
            part.contains(where: Ascii.isDigit) && part.contains(where: Ascii.isUpper)
            && part.contains(where: Ascii.isLower)
        // A path or a hyphenated name is long too, but of short words.
        let longestWord = part.split(whereSeparator: Self.isJoint).map(\.count).max() ?? 0
        guard mixed, longestWord >= 16 else { return nil }
        return IdentityMatch(kind: .token, start: index, end: run(from: end, limit: 2) { $0 == Ascii.equals })
    }

    /// A private key in PEM, to its end or, where that is missing, the text's.
    func privateKey(at index: Int) -> IdentityMatch? {
        guard bytes[index] == Ascii.hyphen, byte(index - 1) != Ascii.hyphen, has("-----begin ", at: index) else {
            return nil
        }
        let label = run(from: index + 11, limit: 40) { Ascii.isUpper($0) || $0 == Ascii.space }
        guard has("private key-----", at: label - 11) else { return nil }
        var end = label + 5
        while end < bytes.count, !(bytes[end] == Ascii.hyphen && has("-----end ", at: end)) { end += 1 }
        end = run(from: end + 9, limit: 40) { Ascii.isUpper($0) || $0 == Ascii.space }
        return IdentityMatch(kind: .privateKey, start: index, end: min(bytes.count, end + 5))
    }
}
