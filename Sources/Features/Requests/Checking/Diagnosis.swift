/// What is found while a text is checked.
struct Diagnosis: Sendable {
    /// A replacement of a piece of the text; an empty range is an insertion.
    struct Edit: Sendable, Equatable {
        var range: Range<Int>
        var text: String
    }

    struct Entry: Sendable {
        var range: Range<Int>
        var what: String
        var expected: String
        var edits: [Edit]
        /// Worth knowing, though nothing may be wrong.
        var isNote: Bool
        /// How much it speaks against the call that the text was held against.
        var weight: Int
    }

    private(set) var entries: [Entry] = []

    var mistakes: Int { entries.reduce(0) { $0 + ($1.isNote ? 0 : 1) } }

    /// How little the text fits the call that it was held against.
    var weight: Int { entries.reduce(0) { $0 + $1.weight } }

    mutating func add(
        _ range: Range<Int>, _ what: String, expected: String, edits: [Edit] = [], weight: Int = 2
    ) {
        entries.append(
            Entry(range: range, what: what, expected: expected, edits: edits, isNote: false, weight: weight))
    }

    mutating func note(_ range: Range<Int>, _ what: String, expected: String = "") {
        entries.append(Entry(range: range, what: what, expected: expected, edits: [], isNote: true, weight: 1))
    }

    mutating func add(_ other: Diagnosis) { entries += other.entries }

    /// Edits that may be made together, in order: an overlap is left to the next run.
    var edits: [Edit] {
        var kept: [Edit] = []
        for edit in entries.flatMap(\.edits).enumerated().sorted(by: { left, right in
            (left.element.range.lowerBound, left.offset) < (right.element.range.lowerBound, right.offset)
        }).map(\.element) {
            guard let last = kept.last else {
                kept.append(edit)
                continue
            }
            // What the value means was found later than how it is written, and says more.
            if edit.range == last.range, !edit.range.isEmpty { kept.removeLast() } else if edit == last { continue }
            if let last = kept.last, edit.range.lowerBound < last.range.upperBound { continue }
            kept.append(edit)
        }
        return kept
    }
}
