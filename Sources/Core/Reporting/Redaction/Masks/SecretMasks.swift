extension IdentityScanner {
    /// An Allscripts ServiceUser, `ubiquity:client^tenant^` with or without a name after it.
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
