/// The word that somebody who mistyped most likely meant.
public enum NearestWord {
    /// The candidate nearest to `name`, without regard to letter case; nothing if none is near enough to suggest.
    /// Of several equally near ones the first is taken.
    public static func nearest(to name: String, among candidates: [String]) -> String? {
        // A text that nobody types by mistake is not worth a quadratic comparison.
        guard !name.isEmpty, name.utf8.count <= 64 else { return nil }
        let asked = Array(name.lowercased())
        var best: (name: String, distance: Int)?
        for candidate in candidates where candidate.utf8.count <= 128 {
            let other = Array(candidate.lowercased())
            let allowed = max(1, max(asked.count, other.count) / 3)
            guard abs(asked.count - other.count) <= allowed else { continue }
            let distance = distance(asked, other)
            guard distance <= allowed, distance < min(other.count, best?.distance ?? .max) else { continue }
            best = (candidate, distance)
        }
        return best?.name
    }

    /// Damerau-Levenshtein in its restricted form: insert, delete, replace, and swap two neighbours.
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for (row, character) in left.enumerated() {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for (column, other) in right.enumerated() {
                var cost = min(last[column + 1] + 1, current[column] + 1)
                cost = min(cost, last[column] + (character == other ? 0 : 1))
                if row > 0, column > 0, character == right[column - 1], left[row - 1] == other {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
