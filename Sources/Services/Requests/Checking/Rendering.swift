/// Writes pieces of a checked text again, with its secrets hidden.
struct Rendering {
    let source: SourceText
    let hidden: [Range<Int>]
    static let marker = "‹secret hidden›"
    /// A stretch that fits a terminal with its indentation.
    static let width = 72

    /// A stretch of the line around a place, and the carets below it.
    func excerpt(_ range: Range<Int>) -> (excerpt: String, caret: String) {
        let line = source.line(around: min(range.lowerBound, source.scalars.count))
        var cells = ""
        var count = 0
        var start: Int?
        var end = 0
        for index in line.lowerBound...line.upperBound {
            if index == range.lowerBound { start = count }
            if index == range.upperBound { end = count }
            guard index < line.upperBound else { break }
            let cell = cell(index)
            cells += cell
            count += cell.unicodeScalars.count
        }
        let first = start ?? count
        if range.upperBound > line.upperBound { end = count }
        return window(Array(cells.unicodeScalars), first, max(end, first + 1))
    }

    private func window(_ cells: [Unicode.Scalar], _ start: Int, _ end: Int) -> (String, String) {
        let from = cells.count <= Self.width ? 0 : max(0, min(start - Self.width / 2, cells.count - Self.width))
        let to = min(cells.count, from + Self.width)
        let before = from > 0 ? "…" : ""
        let text = before + String(String.UnicodeScalarView(cells[from..<to])) + (to < cells.count ? "…" : "")
        let carets = max(1, min(end, to + 1) - start)
        return (
            text,
            String(repeating: " ", count: before.unicodeScalars.count + start - from)
                + String(repeating: "^", count: min(carets, Self.width))
        )
    }

    /// One character as it is shown; a secret's first stands for all of it.
    private func cell(_ index: Int) -> String {
        if let secret = hidden.first(where: { $0.contains(index) }) {
            return index == secret.lowerBound ? Self.marker : ""
        }
        let scalar = source.scalars[index]
        if scalar == "\t" { return " " }
        return ShownScalars.isShown(scalar) ? String(scalar) : "·"
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
                if !hidden.contains(where: {
                    $0.lowerBound < edit.range.lowerBound && edit.range.upperBound < $0.upperBound
                }) {
                    result += edit.text
                }
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
