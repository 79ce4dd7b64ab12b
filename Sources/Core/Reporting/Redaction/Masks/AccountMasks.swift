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
