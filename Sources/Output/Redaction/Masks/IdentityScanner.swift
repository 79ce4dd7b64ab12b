/// A stretch of text to hide, and what is said in its place.
struct IdentityMatch {
    enum Kind: String {
        case email = "e-mail"
        case phone
        case socialSecurity = "SSN"
        case date
        case card = "card number"
        case token
        case secret
        case value
        case url = "URL"
        case networkAddress = "network address"
    }

    let kind: Kind
    /// What stands before it, from the place that was asked about, stays visible.
    let start: Int
    let end: Int
}

/// The recognisers of the identity mask over one text; each answers for one place.
struct IdentityScanner {
    let bytes: [UInt8]
    /// Where the last address that stays visible ends.
    var harmlessURLEnd = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The first recogniser that finds something at this place; the most telling kinds are asked first.
    mutating func match(at index: Int) -> IdentityMatch? {
        let byte = bytes[index]
        if Ascii.isLetter(byte), !isWord(before: index) {
            if let match = url(at: index) { return match }
            if let match = serviceUser(at: index) ?? accessKey(at: index) { return match }
            if let match = namedValue(at: index) ?? bearer(at: index) ?? namedNumber(at: index) { return match }
        }
        if let match = blob(at: index) ?? email(at: index) ?? networkAddress(at: index) { return match }
        if Ascii.isLetter(byte), !isWord(before: index) { return dateWithMonthFirst(at: index) }
        let opensNumber = Ascii.isDigit(byte) || byte == Ascii.plus || byte == UInt8(ascii: "(")
        guard opensNumber, !isDigit(before: index) else { return nil }
        return date(at: index) ?? number(at: index)
    }

    func byte(_ index: Int) -> UInt8? { bytes.indices.contains(index) ? bytes[index] : nil }

    func isWord(before index: Int) -> Bool { index > 0 && Ascii.isWord(bytes[index - 1]) }

    func isDigit(before index: Int) -> Bool { index > 0 && Ascii.isDigit(bytes[index - 1]) }

    func isDigit(at index: Int) -> Bool { byte(index).map(Ascii.isDigit) ?? false }

    func isWord(at index: Int) -> Bool { byte(index).map(Ascii.isWord) ?? false }

    /// The end of the run of bytes that are `wanted`, at most `limit` of them.
    func run(from start: Int, limit: Int = .max, while wanted: (UInt8) -> Bool) -> Int {
        var end = start
        while end < bytes.count, end - start < limit, wanted(bytes[end]) { end += 1 }
        return end
    }

    /// Whether this lower-case word stands here, in any letter case.
    func has(_ word: StaticString, at index: Int) -> Bool {
        guard index + word.utf8CodeUnitCount <= bytes.count else { return false }
        return word.withUTF8Buffer { wanted in
            wanted.indices.allSatisfy { Ascii.lowered(bytes[index + $0]) == wanted[$0] }
        }
    }
}
