/// How far two short texts are apart: insertions, deletions, replacements and swaps of neighbours count one each.
public enum EditDistance {
    /// The distance, or nothing if it is more than `limit`; Damerau-Levenshtein in its restricted form.
    public static func between(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int? {
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
