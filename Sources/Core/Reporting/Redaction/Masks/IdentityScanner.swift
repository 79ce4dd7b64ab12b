/// Hides what identifies a person, or opens an account, in free text that has to be shown.
///
/// One pass over the bytes: every recognizer looks at a bounded stretch, or at a run only where the run begins. Names
/// of people cannot be recognized this way, so free text stays something to show only where it is needed.
public struct IdentityMask: Sendable {
    /// Whether an address with a query stays, since what is in it is looked at otherwise.
    private let keepsQueries: Bool

    /// Makes a mask. `keepsQueries`: of an address with a query nothing but who logs in is hidden.
    public init(keepsQueries: Bool = false) { self.keepsQueries = keepsQueries }

    /// The text with email addresses, phone numbers, dates, tokens and the like replaced by `‹… hidden›`.
    public func text(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            var result: [UInt8] = []
            var copied = 0
            forEachMatch(in: bytes) { kind, range in
                result.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied..<range.lowerBound]))
                result.append(contentsOf: "‹\(kind.name) hidden›".utf8)
                copied = range.upperBound
            }
            result.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied...]))
            return String(decoding: result, as: UTF8.self)
        }
    }

    /// What a field's value is by the field's name alone, such as `client_secret`; nothing for most names.
    public static func kind(ofField name: UnsafeBufferPointer<UInt8>) -> HiddenKind? {
        SecretNames.kind(of: name)
    }

    /// One quick look at every byte of a text, which tells for most that there is nothing to find.
    public struct Look: Sendable {
        let signs: IdentitySigns
        /// Whether there is surely nothing to find.
        public let isClear: Bool
        /// Whether it may have a name with a value after it.
        public var mayAssign: Bool { signs.mayHoldAssignment }

        /// Looks at a text.
        public init(at text: UnsafeBufferPointer<UInt8>) {
            signs = IdentitySigns(of: text)
            isClear = signs.areNone(in: text)
        }
    }

    /// Calls `body` with the kind and place of every identity and secret, from the first to the last; `look`: at this text;
    /// `isCommand`: whether it goes on with a call of curl.
    public func forEachMatch(
        in text: UnsafeBufferPointer<UInt8>, _ look: Look? = nil,
        isCommand: Bool = false, _ body: (_ kind: HiddenKind, _ range: Range<Int>) -> Void
    ) {
        let look = look ?? Look(at: text)
        if look.isClear, !isCommand { return }
        var scanner = IdentityScanner(
            bytes: text, signs: look.signs, keepsQueries: keepsQueries, isCommand: isCommand ? true : nil)
        scanner.forEachMatch { body($0.kind, $0.start..<$0.end) }
    }
}

/// What was hidden.
public enum HiddenKind: Int, CaseIterable, Sendable {
    case email, phone, socialSecurity, date, card, token, secret, value, url, networkAddress, privateKey
    /// In free text, a word or a number that is not known to be harmless.
    case word, number
    /// A field's name that is not known to be harmless.
    case field
    /// A text that is too long to be looked at.
    case longText
    /// A value whose field is known to identify a person.
    case identity

    /// As it is written in a value's place and in summaries.
    public var name: String {
        switch self {
        case .socialSecurity: "SSN"
        case .card: "card number"
        case .url: "URL"
        case .networkAddress: "network address"
        case .privateKey: "private key"
        case .longText: "long text"
        case .phone, .date, .token, .secret, .value, .email, .word, .number, .field, .identity: "\(self)"
        }
    }
}

/// A stretch of text to hide, and what is said in its place.
struct IdentityMatch {
    let kind: HiddenKind
    /// What is before it, from the place that was asked about, stays visible.
    let start: Int
    let end: Int
}

/// The recognizers of the identity mask over one text; each answers for one place.
struct IdentityScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    private let secrets: SecretScanner
    /// Recognizers whose signs are missing need not be asked.
    let signs: IdentitySigns
    /// Where the last address that stays visible ends.
    var harmlessURLEnd = 0
    /// Whether curl is called in the text, so that its options are such; not known before it is asked.
    private var isCommand: Bool?

    /// Whether an address with a query stays.
    let keepsQueries: Bool

    init(bytes: UnsafeBufferPointer<UInt8>, signs: IdentitySigns, keepsQueries: Bool = false, isCommand: Bool? = nil) {
        self.bytes = bytes
        self.isCommand = isCommand
        self.keepsQueries = keepsQueries
        self.signs = signs
        secrets = SecretScanner(bytes: bytes)
    }

    /// Calls `body` with every match, from the first to the last.
    mutating func forEachMatch(_ body: (IdentityMatch) -> Void) {
        var index = 0
        var before = Ascii.Sort.other
        while index < bytes.count {
            let sort = Ascii.sort(bytes[index])
            // Inside a word nothing begins but a number after letters.
            let isInside =
                sort == .letter ? before <= .digit : sort == .digit ? before == .digit : sort == .blank
            if !isInside, let match = match(at: index), match.end > index {
                body(match)
                index = match.end
                before = Ascii.sort(bytes[index - 1])
            } else {
                index += 1
                before = sort
            }
        }
    }

    /// The first recognizer that finds something at this place; the most telling kinds are asked first.
    mutating func match(at index: Int) -> IdentityMatch? {
        let byte = bytes[index]
        let opensWord = Ascii.isLetter(byte) && !isWord(before: index)
        if opensWord, let match = word(at: index) { return match }
        if signs.contains(.long), let match = blob(at: index) { return match }
        if signs.contains([.hyphen, .space]), let match = privateKey(at: index) { return match }
        if byte == Ascii.hyphen, signs.contains(.space), let match = optionValue(at: index) { return match }
        if signs.contains(.at), let match = email(at: index) { return match }
        if signs.mayHoldAddress, let match = networkAddress(at: index) { return match }
        if opensWord { return signs.mayHoldMonth ? dateWithMonthFirst(at: index) : nil }
        let opensNumber = Ascii.isDigit(byte) || byte == Ascii.plus || byte == UInt8(ascii: "(")
        guard opensNumber, !isDigit(before: index) else { return nil }
        if signs.mayHoldDate, let match = date(at: index) { return match }
        return signs.contains(.sevenDigits) ? number(at: index) : nil
    }

    private mutating func word(at index: Int) -> IdentityMatch? {
        if signs.contains(.colon), let match = url(at: index) { return match }
        if signs.contains(.caret), let match = serviceUser(at: index) { return match }
        if signs.contains(.long), let match = accessKey(at: index) { return match }
        if signs.mayHoldAssignment, let match = secrets.namedValue(at: index) { return match }
        if signs.contains(.space), let match = secrets.bearer(at: index) { return match }
        return signs.contains(.fourDigits) ? namedNumber(at: index) : nil
    }

    /// The value of an option in a line with curl.
    private mutating func optionValue(at index: Int) -> IdentityMatch? {
        guard index == 0 || Ascii.isBlank(bytes[index - 1]) else { return nil }
        if isCommand == nil { isCommand = bytes.indices.contains { has("curl", at: $0) } }
        guard isCommand == true else { return nil }
        let found = secrets.optionValues(at: index)
        guard let first = found.first, let last = found.last, first.lowerBound < last.upperBound else { return nil }
        return IdentityMatch(kind: .secret, start: first.lowerBound, end: last.upperBound)
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

    /// Whether this lower-case word is here, in any case.
    func has(_ word: StaticString, at index: Int) -> Bool {
        guard index + word.utf8CodeUnitCount <= bytes.count else { return false }
        return word.withUTF8Buffer { wanted in
            wanted.indices.allSatisfy { Ascii.lowered(bytes[index + $0]) == wanted[$0] }
        }
    }
}
