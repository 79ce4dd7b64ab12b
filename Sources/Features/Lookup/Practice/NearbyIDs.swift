internal import Support

/// Which listed ids a mistyped one may stand for: one slip of the fingers away.
enum NearbyIDs {
    /// A slip, most frequent first.
    enum Slip: Int, Comparable {
        case swapped, doubled, single, missing, extra, wrong

        static func < (left: Slip, right: Slip) -> Bool { left.rawValue < right.rawValue }

        /// What is different about the id that was asked for.
        var why: String {
            switch self {
            case .swapped: "two neighbouring digits are swapped"
            case .doubled: "a digit is typed twice"
            case .single: "a double digit is typed once"
            case .missing: "a digit is missing"
            case .extra: "a digit too many"
            case .wrong: "one digit differs"
            }
        }
    }

    /// Ids shorter than this are all near each other.
    private static let shortest = 4

    /// The slip that makes `asked` of `listed`, if it is a single one.
    static func slip(_ asked: String, from listed: String) -> Slip? {
        let a = Array(asked.utf8)
        let b = Array(listed.utf8)
        guard a != b, max(a.count, b.count) >= shortest, abs(a.count - b.count) <= 1 else { return nil }
        if a.count == b.count {
            let different = a.indices.filter { a[$0] != b[$0] }
            if different.count == 1 { return .wrong }
            guard different.count == 2, different[1] == different[0] + 1, a[different[0]] == b[different[1]],
                a[different[1]] == b[different[0]]
            else { return nil }
            return .swapped
        }
        let (long, short) = a.count > b.count ? (a, b) : (b, a)
        guard let position = long.indices.first(where: { $0 == short.count || long[$0] != short[$0] }),
            long[(position + 1)...].elementsEqual(short[position...])
        else { return nil }
        // Of a run of equal digits it is the last that stands out.
        let repeats = position > 0 && long[position] == long[position - 1]
        if a.count > b.count { return repeats ? .doubled : .extra }
        return repeats ? .single : .missing
    }
}
