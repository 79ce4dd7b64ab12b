/// Finds the name that a mistyped one was probably meant to be.
public enum NearestName {
    /// The nearest candidate, the first of several, if it is near enough: one mistake, or one in three characters.
    public static func nearest(to typed: String, among candidates: [String]) -> String? {
        let letters = Array(typed)
        guard !letters.isEmpty else { return nil }
        var best: (name: String, distance: Int)?
        for candidate in candidates {
            let limit = best.map { $0.distance - 1 } ?? max(1, letters.count / 3)
            let other = Array(candidate)
            // The lengths alone rule most out, which also keeps a huge argument cheap.
            guard abs(letters.count - other.count) <= limit else { continue }
            let distance = distance(letters, other)
            if distance <= limit { best = (candidate, distance) }
        }
        return best?.name
    }

    /// The Damerau-Levenshtein distance in its restricted form: insertions, deletions, replacements and swaps of
    /// neighbours count one each, and nothing is edited twice.
    public static func distance(_ first: String, _ second: String) -> Int {
        distance(Array(first), Array(second))
    }

    private static func distance(_ first: [Character], _ second: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...second.count)
        for row in first.indices {
            var current = [row + 1]
            for column in second.indices {
                let replaced = last[column] + (first[row] == second[column] ? 0 : 1)
                var cost = min(current[column] + 1, last[column + 1] + 1, replaced)
                let isSwap =
                    row > 0 && column > 0 && first[row] == second[column - 1] && first[row - 1] == second[column]
                if isSwap { cost = min(cost, beforeLast[column - 1] + 1) }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[second.count]
    }
}
