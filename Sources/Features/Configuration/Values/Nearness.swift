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
        return Found(rank: found.rank + 1, why: found.why + ", and letter case")
    }

    /// Letter case, spaces, quotes and encoding: the same letters.
    private func spelling(_ candidate: String, _ other: PlainText) -> Found? {
        // Swift's own equality looks through the ways to write an accent.
        if value == candidate { return Found(rank: 1, why: "only the encoding of an accent differs") }
        guard plain.folded == other.folded else { return nil }
        let sameCase = plain.cased == other.cased
        let (mine, theirs) = (plain.marks(), other.marks())
        switch (sameCase, mine.spaces == theirs.spaces, mine.quotes == theirs.quotes) {
        case (false, true, true): return Found(rank: 2, why: "only letter case differs")
        case (true, false, true): return Found(rank: 3, why: spaces(other))
        case (true, true, false): return Found(rank: 4, why: quotes(mine.quotes, theirs.quotes))
        default: return Found(rank: 5, why: "only letter case, spaces or quotes differ")
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
