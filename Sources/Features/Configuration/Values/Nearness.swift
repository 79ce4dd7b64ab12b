internal import Support

/// How little a value differs from a listed one.
struct Nearness {
    /// What differs; a lower rank is nearer.
    struct Found: Equatable {
        var rank: Int
        var why: String
    }

    /// Fewer characters than this are too few to call one of them a mistake.
    private static let fewest = 4
    /// Nobody mistypes a longer text by one letter, and comparing it costs.
    private static let most = 256

    private let value: String
    private let plain: PlainText
    private let isClosed: Bool

    init(_ value: String, isClosed: Bool) {
        self.value = value
        self.isClosed = isClosed
        plain = PlainText(value)
    }

    /// Nothing where the two are equal, or differ by more than the kinds of slips that are looked for.
    func found(_ candidate: String) -> Found? {
        if value.utf8.elementsEqual(candidate.utf8) { return nil }
        let other = PlainText(candidate)
        if plain.isEmpty || other.isEmpty { return nil }
        if let why = spelling(candidate, other) { return why }
        if isClosed || tooShort(plain) || tooShort(other) { return nil }
        if let found = edit(plain.trimmed, other.trimmed) { return found }
        guard let found = edit(plain.words, other.words) else { return nil }
        return Found(rank: found.rank + 1, why: found.why + ", and case")
    }

    /// Letter case, spaces, quotes and encoding: the same letters.
    private func spelling(_ candidate: String, _ other: PlainText) -> Found? {
        // Swift's own equality looks through the ways to write an accent.
        if value == candidate { return Found(rank: 1, why: "only the encoding of an accent differs") }
        guard plain.folded == other.folded else { return nil }
        let sameCase = plain.cased == other.cased
        let (mine, theirs) = (plain.marks(), other.marks())
        switch (sameCase, mine.spaces == theirs.spaces, mine.quotes == theirs.quotes) {
        case (false, true, true): return Found(rank: 2, why: "only case differs")
        case (true, false, true): return Found(rank: 3, why: spaces(other))
        case (true, true, false): return Found(rank: 4, why: quotes(mine.quotes, theirs.quotes))
        default: return Found(rank: 5, why: "only case, spaces or quotes differ")
        }
    }

    private func spaces(_ other: PlainText) -> String {
        if plain.hasInvisible != other.hasInvisible {
            return "an invisible character \(other.hasInvisible ? "in the list" : "in the value")"
        }
        if plain.trimmed == other.trimmed {
            if other.leads, !plain.leads { return "a space before it in the list" }
            if other.trails, !plain.trails { return "a space after it in the list" }
            if plain.leads, !other.leads { return "a space before the value" }
            if plain.trails, !other.trails { return "a space after the value" }
        }
        return "only spaces differ"
    }

    private func quotes(_ mine: String, _ theirs: String) -> String {
        if mine.isEmpty { return "quotes around it in the list" }
        return theirs.isEmpty ? "quotes around the value" : "only the kind of quotes differs"
    }

    private func edit(_ value: String, _ other: String) -> Found? {
        let (mine, theirs) = (Array(value), Array(other))
        if max(mine.count, theirs.count) > Self.most { return nil }
        if let why = Slip.plural(mine, theirs) { return Found(rank: 6, why: why) }
        if let why = Slip.one(mine, theirs) { return Found(rank: 8, why: why) }
        if theirs.starts(with: mine) { return Found(rank: 10, why: "it is only the beginning of the listed value") }
        if mine.starts(with: theirs) { return Found(rank: 10, why: "only its beginning is listed") }
        return nil
    }

    private func tooShort(_ text: PlainText) -> Bool { text.folded.count < Self.fewest }
}

/// A text in the forms in which it is compared.
struct PlainText {
    /// The letters alone, in their case: without spaces, invisible characters and quotes.
    let cased: String
    /// The same in lower case.
    let folded: String
    /// In lower case, blanks around taken away.
    let words: String
    /// Without blanks and invisible characters around.
    let trimmed: String
    /// Whether a blank stands before everything else.
    let leads: Bool
    /// Whether a blank stands behind everything else.
    let trails: Bool
    /// Whether it holds characters that no font shows as a plain space.
    let hasInvisible: Bool

    private let text: String

    init(_ text: String) {
        self.text = text
        cased = text.filter { !Self.isBlank($0) && !Self.isQuote($0) }
        folded = cased.lowercased()
        leads = text.first.map(Self.isBlank) ?? false
        trails = text.last.map(Self.isBlank) ?? false
        trimmed = text.trimming(Self.isBlank)
        words = trimmed.lowercased()
        hasInvisible = text.contains { Self.isBlank($0) && $0 != " " }
    }

    /// Whether it holds no letter at all.
    var isEmpty: Bool { cased.isEmpty }

    /// Its spaces and its quotes, each with the place among the letters.
    func marks() -> (spaces: String, quotes: String) {
        var spaces = ""
        var quotes = ""
        var letters = 0
        for character in text {
            if Self.isBlank(character) {
                spaces += "\(letters)\(character)"
            } else if Self.isQuote(character) {
                quotes += "\(letters)\(character)"
            } else {
                letters += 1
            }
        }
        return (spaces, quotes)
    }

    static func isBlank(_ character: Character) -> Bool {
        character.isWhitespace
            || character.unicodeScalars.allSatisfy { $0.properties.generalCategory == .format || $0.value < 0x20 }
    }

    static func isQuote(_ character: Character) -> Bool { quoteMarks.contains(character) }

    private static let quoteMarks: Set<Character> = [
        "'", "\"", "‘", "’", "‚", "‛", "“", "”", "„", "‟", "‹", "›", "«", "»", "`", "´",
    ]
}
