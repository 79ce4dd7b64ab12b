/// The word that somebody who mistyped most likely meant; of several equally near ones the first.
public enum NearestWord {
    /// The candidate nearest to a word of a file, without regard to letter case; nothing if none is near enough to
    /// suggest: one mistake, or one in three characters of the longer word.
    public static func nearest(to name: String, among candidates: [String]) -> String? {
        // A text that nobody types by mistake is not worth a quadratic comparison.
        guard name.utf8.count <= 64 else { return nil }
        let asked = Array(name.lowercased())
        let words = candidates.lazy.filter { $0.utf8.count <= 128 }.map { ($0, Array($0.lowercased())) }
        return nearest(to: asked, among: words) { min(max(1, max(asked.count, $0) / 3), $0 - 1) }
    }

    /// The candidate that is a slip of the fingers away, without regard to letter case; of two that are as near, the first.
    public static func slip(of name: String, among candidates: [String]) -> String? {
        let asked = Array(name.lowercased())
        guard asked.count <= 64 else { return nil }
        return nearest(to: asked, among: candidates.lazy.map { ($0, Array($0.lowercased())) }) { _ in
            EditDistance.allowed(asked.count)
        }
    }

    /// The same for a name on the command line, where letter case counts and the typed word's length alone decides.
    public static func nearest(toTyped name: String, among candidates: [String]) -> String? {
        let typed = Array(name)
        return nearest(to: typed, among: candidates.lazy.map { ($0, Array($0)) }) { _ in max(1, typed.count / 3) }
    }

    /// Up to three names that a typed one may have meant, ignoring case: those that begin with it or have a part that
    /// does, else the nearest by letters, else those that nearly begin with it.
    public static func candidates(for typed: String, among names: [String]) -> [String] {
        guard typed.utf8.count <= 64 else { return [] }
        let word = typed.lowercased()
        let lowered = names.map { (name: $0, word: $0.lowercased()) }
        if word.utf8.count >= 2 {
            let begun = lowered.filter { $0.word.hasPrefix(word) }
            let found =
                begun.isEmpty ? lowered.filter { parts($0.word).dropFirst().contains { $0.hasPrefix(word) } } : begun
            if !found.isEmpty { return found.prefix(3).map(\.name) }
        }
        let asked = Array(word)
        let limit = max(1, asked.count / 3)
        let whole = nearest(asked, among: lowered, limit: limit) { $0 }
        if !whole.isEmpty || asked.count < 5 { return whole }
        let begun = nearest(asked, among: lowered, limit: 1) { $0.prefix(asked.count) }
        return begun.isEmpty ? nearest(asked, among: lowered, limit: 1) { $0.prefix(asked.count + 1) } : begun
    }

    /// The names whose part is nearest, three at most.
    private static func nearest(
        _ asked: [Character], among names: [(name: String, word: String)], limit: Int,
        part: (String) -> any StringProtocol
    ) -> [String] {
        let near = names.compactMap { name, word in
            EditDistance.between(asked, Array(String(part(word))), limit: limit).map { (name: name, distance: $0) }
        }
        guard !asked.isEmpty, let least = near.map(\.distance).min() else { return [] }
        return near.filter { $0.distance == least }.prefix(3).map(\.name)
    }

    /// The only name that begins with what was typed, ignoring case; three characters at least.
    public static func completed(_ typed: String, among names: [String]) -> String? {
        guard typed.utf8.count >= 3 else { return nil }
        let found = names.filter { $0.lowercased().hasPrefix(typed.lowercased()) }
        return found.count == 1 ? found[0] : nil
    }

    /// `did you mean 'a', 'b' or 'c'?`, or nil where there is nothing to propose.
    public static func question(_ candidates: [String]) -> String? {
        guard let last = candidates.last else { return nil }
        let quoted = candidates.dropLast().map { "'\($0)'" }.joined(separator: ", ")
        return "did you mean \(quoted.isEmpty ? "" : quoted + " or ")'\(last)'?"
    }

    private static func parts(_ name: String) -> [Substring] { name.split { "-_. ".contains($0) } }

    private static func nearest(
        to asked: [Character], among words: some Sequence<(String, [Character])>, allowed: (_ length: Int) -> Int
    ) -> String? {
        guard !asked.isEmpty else { return nil }
        var best: (name: String, distance: Int)?
        for (name, letters) in words {
            let limit = min(allowed(letters.count), (best?.distance ?? .max) - 1)
            if limit >= 0, let distance = EditDistance.between(asked, letters, limit: limit) { best = (name, distance) }
        }
        return best?.name
    }
}

/// How far two short texts are apart: insertions, deletions, replacements and swaps of neighbours count one each.
public enum EditDistance {
    /// The distance, or nothing if it is more than `limit`; Damerau-Levenshtein in its restricted form.
    public static func between<Element: Equatable>(_ left: [Element], _ right: [Element], limit: Int) -> Int? {
        guard abs(left.count - right.count) <= limit else { return nil }
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        let far = limit + 1
        var beforeLast = [Int](repeating: far, count: right.count + 1)
        var last = (0...right.count).map { min($0, far) }
        var current = beforeLast
        for row in 1...left.count {
            // Outside this band the distance is beyond the limit already.
            let from = max(1, row - limit)
            let upTo = min(right.count, row + limit)
            guard from <= upTo else { return nil }
            current[0] = min(row, far)
            if from > 1 { current[from - 1] = far }
            var least = current[from - 1]
            for column in from...upTo {
                let same = left[row - 1] == right[column - 1]
                var cost = last[column - 1] + (same ? 0 : 1)
                cost = min(cost, current[column - 1] + 1)
                if column < row + limit { cost = min(cost, last[column] + 1) }
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    cost = min(cost, beforeLast[column - 2] + 1)
                }
                current[column] = min(cost, far)
                least = min(least, current[column])
            }
            if least > limit { return nil }
            (beforeLast, last, current) = (last, current, beforeLast)
        }
        return last[right.count] <= limit ? last[right.count] : nil
    }

    /// How many mistakes a text of this length may hold and still be a suggestion.
    public static func allowed(_ count: Int) -> Int { count < 4 ? 0 : min(4, max(1, count / 5)) }
}

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
        return mine.isLetter && theirs.isLetter ? "two letters swapped" : "two characters swapped"
    }

    private static func kind(_ character: Character) -> String {
        character.isLetter ? "letter" : character.isNumber ? "digit" : "character"
    }
}
