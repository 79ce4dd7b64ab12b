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
        var kept = text[...]
        while let first = kept.first, Self.isBlank(first) { kept.removeFirst() }
        while let last = kept.last, Self.isBlank(last) { kept.removeLast() }
        trimmed = String(kept)
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
