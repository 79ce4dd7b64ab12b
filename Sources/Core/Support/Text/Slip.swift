/// Slips of a typing hand between two texts; both are told from the first one's side.
public enum Slip {
    /// A plural's ending more or less.
    public static func plural(_ value: [Character], _ other: [Character]) -> String? {
        if isPlural(value, of: other) { return "the plural of the listed value" }
        if isPlural(other, of: value) { return "the singular of the listed value" }
        return nil
    }

    private static func isPlural(_ many: [Character], of one: [Character]) -> Bool {
        if many.starts(with: one) {
            let ending = String(many[one.count...])
            return ending == "s" || ending == "es"
        }
        // city, cities
        return one.last == "y" && many.count == one.count + 2 && many.starts(with: one.dropLast())
            && String(many.suffix(3)) == "ies"
    }

    /// One character more, less or different, or two neighbours exchanged.
    public static func one(_ value: [Character], _ other: [Character]) -> String? {
        let before = zip(value, other).prefix { $0 == $1 }.count
        let left = value[before...]
        let right = other[before...]
        if left.dropFirst().elementsEqual(right), let extra = left.first { return "one \(kind(extra)) more" }
        if right.dropFirst().elementsEqual(left), let missing = right.first { return "one \(kind(missing)) less" }
        guard let mine = left.first, let theirs = right.first else { return nil }
        if left.dropFirst().elementsEqual(right.dropFirst()) {
            return kind(mine) == kind(theirs) ? "one \(kind(mine)) differs" : "one character differs"
        }
        let isSwap =
            left.count >= 2 && right.count >= 2 && mine == right[before + 1] && theirs == left[before + 1]
            && left.dropFirst(2).elementsEqual(right.dropFirst(2))
        guard isSwap else { return nil }
        return mine.isLetter && theirs.isLetter ? "two letters exchanged" : "two characters exchanged"
    }

    private static func kind(_ character: Character) -> String {
        character.isLetter ? "letter" : character.isNumber ? "digit" : "character"
    }
}
