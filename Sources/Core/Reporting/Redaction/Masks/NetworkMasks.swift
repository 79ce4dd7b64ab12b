extension IdentityScanner {
    /// An IPv4 or IPv6 address: one of HIPAA's eighteen identifiers.
    func networkAddress(at index: Int) -> IdentityMatch? {
        guard !isWord(before: index), byte(index - 1) != Ascii.colon || isName(before: index - 1) else { return nil }
        guard let end = fourNumbers(from: index) ?? sixthVersion(from: index) else { return nil }
        return IdentityMatch(kind: .networkAddress, start: index, end: end)
    }

    /// Whether a name is in front of a colon, and no group of hexadecimal digits.
    private func isName(before colon: Int) -> Bool {
        var start = colon
        while start > 0, Ascii.isWord(bytes[start - 1]) { start -= 1 }
        return bytes[start..<colon].contains { Ascii.hexValue($0) == nil }
    }

    private func fourNumbers(from start: Int) -> Int? {
        guard isDigit(at: start), byte(start - 1) != Ascii.dot else { return nil }
        var at = start
        for part in 0..<4 {
            let end = run(from: at, limit: 4, while: Ascii.isDigit)
            guard end > at, end - at <= 3, number(at..<end) < 256 else { return nil }
            if part == 3 { return isWord(at: end) || byte(end) == Ascii.dot && isDigit(at: end + 1) ? nil : end }
            guard byte(end) == Ascii.dot else { return nil }
            at = end + 1
        }
        return nil
    }

    /// Groups of hexadecimal digits; `::` or all eight of them, so that no time of day is one.
    private func sixthVersion(from start: Int) -> Int? {
        let end = run(from: start, limit: 40) { byte in
            Ascii.isDigit(byte) || (Ascii.lowered(byte) >= 0x61 && Ascii.lowered(byte) <= 0x66) || byte == Ascii.colon
        }
        let address = bytes[start..<end]
        let colons = address.count { $0 == Ascii.colon }
        let isShortened = zip(address, address.dropFirst()).contains { $0 == Ascii.colon && $1 == Ascii.colon }
        guard end - start <= 39, !isWord(at: end), address.contains(where: Ascii.isDigit) else { return nil }
        return colons == 7 || (isShortened && colons >= 2) ? end : nil
    }
}

extension IdentityScanner {
    /// `SSN 078051120`, `MRN-8842199`: a number whose name is before it without a sign of equality.
    func namedNumber(at index: Int) -> IdentityMatch? {
        switch Ascii.lowered(bytes[index]) {
        case UInt8(ascii: "a"), UInt8(ascii: "c"), UInt8(ascii: "d"), UInt8(ascii: "m"), UInt8(ascii: "p"),
            UInt8(ascii: "s"):
            break
        default: return nil
        }
        let name = run(from: index, limit: 8, while: Ascii.isLetter)
        guard isNumbered(at: index, length: name - index) else { return nil }
        let start = run(from: name, limit: 3) { " -#.:".utf8.contains($0) }
        // What has a shape of its own is told by its own kind.
        guard date(at: start) == nil, number(at: start) == nil else { return nil }
        let end = run(from: start, limit: 24) { Ascii.isWord($0) || $0 == Ascii.hyphen }
        guard bytes[start..<end].count(where: Ascii.isDigit) >= 4 else { return nil }
        return IdentityMatch(kind: .value, start: start, end: end)
    }

    private func isNumbered(at index: Int, length: Int) -> Bool {
        switch length {
        case 3: has("ssn", at: index) || has("mrn", at: index) || has("dob", at: index)
        case 4: has("acct", at: index)
        case 5: has("chart", at: index)
        case 6: has("member", at: index) || has("policy", at: index)
        case 7: has("account", at: index) || has("patient", at: index)
        default: false
        }
    }
}

extension IdentityScanner {
    /// An address with user information or a query; any other URL stays.
    mutating func url(at index: Int) -> IdentityMatch? {
        let scheme = run(from: index, limit: 24) { Ascii.isWord($0) || $0 == Ascii.plus || $0 == Ascii.dot }
        guard has("://", at: scheme) else { return nil }
        // What looks like an address inside one that tells nothing ends where that ends, and tells nothing either.
        guard scheme >= harmlessURLEnd else { return nil }
        let end = run(from: scheme + 3, while: Self.isInURL)
        let rest = bytes[(scheme + 3)..<end]
        let isQuery = !keepsQueries && rest.contains(UInt8(ascii: "?"))
        // Who logs in is in front of the path.
        let login = keepsQueries ? rest.prefix { !"/?#".utf8.contains($0) } : rest
        let telling = isQuery || login.contains(Ascii.at) || hasEncodedAt(login)
        if telling { return IdentityMatch(kind: .url, start: index, end: end) }
        harmlessURLEnd = end
        return nil
    }

    /// An email address, its `@` written plainly or as `%40`.
    func email(at index: Int) -> IdentityMatch? {
        guard Self.isLocal(bytes[index]), index == 0 || !Self.isLocal(bytes[index - 1]) else { return nil }
        let local = run(from: index, while: Self.isLocal)
        if byte(local) == Ascii.at {
            // Quotation marks are not a name: `u'@timestamp'`, `“@timestamp”`.
            guard let last = byte(local - 1), Ascii.isWord(last) || last >= 0xA0 || "_+-%".utf8.contains(last) else {
                return nil
            }
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
