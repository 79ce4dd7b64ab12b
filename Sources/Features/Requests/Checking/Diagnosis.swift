internal import Support

/// What is found while a text is checked.
struct Diagnosis: Sendable {
    /// A replacement of a piece of the text; an empty range is an insertion.
    struct Edit: Sendable, Equatable {
        var range: Range<Int>
        var text: String

        /// A mark before a piece and another behind it.
        static func around(_ range: Range<Int>, _ mark: String) -> [Edit] {
            [range.lowerBound, range.upperBound].map { Edit(range: $0..<$0, text: mark) }
        }
    }

    struct Entry: Sendable {
        var range: Range<Int>
        var what: String
        var expected: String
        var edits: [Edit]
        var kind: Kind
        /// How much it speaks against the call that the text was held against.
        var weight: Int
    }

    enum Kind: Sendable {
        /// It does not do what was meant.
        case mistake
        /// It does what it says, which is rarely meant.
        case warning
        /// Worth knowing, though nothing may be wrong.
        case note
    }

    private(set) var entries: [Entry] = []

    /// Whether anything is a mistake.
    var hasMistakes: Bool { entries.contains { $0.kind == .mistake } }

    /// How little the text fits the call that it was held against.
    var weight: Int { entries.reduce(0) { $0 + $1.weight } }

    mutating func add(_ range: Range<Int>, _ what: String, expected: String, edits: [Edit] = [], weight: Int = 2) {
        entries.append(
            Entry(range: range, what: what, expected: expected, edits: edits, kind: .mistake, weight: weight))
    }

    /// What will run as it is written, and is rarely meant.
    mutating func warn(_ range: Range<Int>, _ what: String, expected: String) {
        entries.append(
            Entry(range: range, what: what, expected: expected, edits: [], kind: .warning, weight: 0))
    }

    /// A mistake that is corrected by a text, which is what is expected unless that is said, in the place of the range or
    /// of another one.
    mutating func replace(
        _ range: Range<Int>, _ what: String, by text: String, in place: Range<Int>? = nil, expected: String? = nil
    ) {
        add(range, what, expected: expected ?? text, edits: [Edit(range: place ?? range, text: text)])
    }

    /// A mistake that is corrected by a text more.
    mutating func insert(_ text: String, at place: Int, _ what: String, expected: String? = nil) {
        replace(place..<place, what, by: text, expected: expected)
    }

    /// A blank that `blank` describes, or an invisible character.
    mutating func strange(_ scalar: Unicode.Scalar, _ range: Range<Int>, blank: String) {
        if Letters.strangeBlanks.contains(scalar) {
            replace(range, blank, by: " ", expected: "a plain space")
        } else {
            replace(range, "an invisible character", by: "", expected: "nothing")
        }
    }

    mutating func note(_ range: Range<Int>, _ what: String, expected: String = "") {
        entries.append(Entry(range: range, what: what, expected: expected, edits: [], kind: .note, weight: 1))
    }

    mutating func add(_ other: Diagnosis) { entries += other.entries }

    /// Edits that may be made together, in order: an overlap is left to the next run.
    var edits: [Edit] { Self.together(entries.flatMap(\.edits)) }

    static func together(_ edits: [Edit]) -> [Edit] {
        var kept: [Edit] = []
        for edit in edits.enumerated().sorted(by: { left, right in
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

/// Writes pieces of a checked text again, with its secrets hidden.
struct Rendering {
    let source: SourceText
    /// For each character whether it is shown, the first of a secret or of something unknown, or another of it.
    private var mask: [Shown]

    private enum Shown { case shown, secret, unknown, within }

    init(source: SourceText, secret: [Range<Int>], unknown: [Range<Int>]) {
        self.source = source
        mask = Array(repeating: .shown, count: source.scalars.count)
        for range in unknown { for index in range { mask[index] = .unknown } }
        for range in secret { for index in range { mask[index] = .secret } }
        for index in mask.indices.dropFirst().reversed() where mask[index] != .shown && mask[index - 1] != .shown {
            mask[index] = .within
        }
    }

    static let marker = "‹secret hidden›"
    private static let unknownMarker = "‹hidden›"
    /// A stretch that fits a terminal with its indentation.
    static let width = 72

    /// A stretch of the line around a place, and the carets below it.
    func excerpt(_ range: Range<Int>) -> (excerpt: String, caret: String) {
        let line = source.line(around: min(range.lowerBound, source.scalars.count))
        // Secrets are short or long; from the first of one on, all of it is one mark.
        var from = max(line.lowerBound, range.lowerBound - Self.width)
        while from > line.lowerBound, from < mask.count, mask[from] == .within { from -= 1 }
        let to = min(line.upperBound, max(range.upperBound, range.lowerBound + Self.width) + Self.width)
        var cells = String.UnicodeScalarView()
        var start: Int?
        var end: Int?
        for index in from...max(from, to) {
            if index == range.lowerBound { start = cells.count }
            if index == range.upperBound { end = cells.count }
            guard index < to else { break }
            cells.append(contentsOf: cell(index).unicodeScalars)
        }
        let first = start ?? cells.count
        return window(
            Array(cells), first, max(end ?? cells.count, first + 1), isCutBefore: from > line.lowerBound,
            isCutBehind: to < line.upperBound)
    }

    private func window(
        _ cells: [Unicode.Scalar], _ start: Int, _ end: Int, isCutBefore: Bool, isCutBehind: Bool
    ) -> (String, String) {
        let isShort = cells.count <= Self.width && !isCutBefore && !isCutBehind
        let from = isShort ? 0 : max(0, min(start - Self.width / 2, cells.count - Self.width))
        let to = min(cells.count, from + Self.width)
        let before = from > 0 || isCutBefore ? "…" : ""
        let behind = to < cells.count || isCutBehind ? "…" : ""
        let text = before + String(String.UnicodeScalarView(cells[from..<to])) + behind
        let carets = max(1, min(end, to + 1) - start)
        return (
            text,
            String(repeating: " ", count: before.unicodeScalars.count + start - from)
                + String(repeating: "^", count: min(carets, Self.width))
        )
    }

    /// One character as it is shown; a secret's first stands for all of it.
    private func cell(_ index: Int) -> String {
        switch mask[index] {
        case .secret: return Self.marker
        case .unknown: return Self.unknownMarker
        case .within: return ""
        case .shown: break
        }
        let scalar = source.scalars[index]
        if scalar == "\t" { return " " }
        return JSONText.isVisible(scalar) ? String(scalar) : "·"
    }

    /// A call with corrections made.
    func corrected(_ range: Range<Int>, _ edits: [Diagnosis.Edit]) -> String {
        var result = ""
        var index = range.lowerBound
        var rest = edits[...]
        while index <= range.upperBound {
            if let edit = rest.first, edit.range.lowerBound <= index {
                rest = rest.dropFirst()
                // A correction inside a secret would show where it is.
                if edit.range.lowerBound >= mask.count || mask[edit.range.lowerBound] != .within { result += edit.text }
                index = max(index, edit.range.upperBound)
                continue
            }
            guard index < range.upperBound else { break }
            let scalar = source.scalars[index]
            result += scalar == "\n" ? "\n" : scalar == "\r" ? "" : cell(index)
            index += 1
        }
        // Behind the last character, where a closing quote belongs.
        for edit in rest where edit.range.lowerBound >= range.upperBound && edit.range.isEmpty { result += edit.text }
        while result.last?.isWhitespace == true { result.removeLast() }
        return result
    }
}
