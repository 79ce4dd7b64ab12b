internal import Support

/// What parts of a line of text may be the value of a field.
enum TextCells {
    /// Longer lines are no cell of a table and no sentence of a mail.
    private static let longest = 4096

    /// The whole line, its columns, what stands behind a colon or an equals sign, and what is quoted in it; each without
    /// quotes and bullets.
    static func of(_ line: ArraySlice<UInt8>) -> [String] {
        guard line.count <= longest else { return [] }
        let text = String(decoding: line, as: UTF8.self)
        var cells: [String] = []
        func add(_ part: Substring) {
            let cell = trimmed(part)
            if !cell.isEmpty && !cells.contains(cell) { cells.append(cell) }
        }
        add(text[...])
        // An element of a list in JSON is one value, whatever it says: as a whole it is a reason, or none.
        if isElement(text) { return cells }
        for column in text.split(separator: "\t") { add(column) }
        var rest = text[...]
        while let sign = rest.firstIndex(where: { $0 == ":" || $0 == "=" }) {
            rest = rest[rest.index(after: sign)...]
            add(rest)
        }
        // What somebody quotes in a sentence, and the cells of a CSV report.
        let quoted = text.split(omittingEmptySubsequences: false) { "\"“”„«»".contains($0) }
        for part in quoted.dropFirst() { add(part) }
        for part in text.split(whereSeparator: { ",;|".contains($0) }) { add(part) }
        return cells
    }

    /// Whether a line is one text in quotes with a comma behind it.
    private static func isElement(_ line: String) -> Bool {
        let text = line.trimmed
        guard text.utf8.count > 3, text.utf8.first == Ascii.quote, text.hasSuffix("\",") else { return false }
        return !text.dropFirst().dropLast(2).contains("\"")
    }

    /// Without blanks, bullets, and quotes that stand around the whole.
    private static func trimmed(_ part: Substring) -> String {
        var text = part
        func drop(_ signs: String) {
            while let first = text.first, first.isWhitespace || signs.contains(first) { text.removeFirst() }
            while let last = text.last, last.isWhitespace || signs.contains(last) { text.removeLast() }
        }
        drop("*•–`,;")
        if text.hasPrefix("- ") { text = text.dropFirst(2) }
        drop("\"“”„`,;")
        return String(text)
    }
}

/// The cells of a line of a CSV report (RFC 4180), as Kibana writes them.
enum SeparatedCells {
    static func of(_ line: Substring, separator: Character) -> [String] {
        var cells: [String] = []
        var cell = ""
        var isQuoted = false
        var rest = line
        while let sign = rest.popFirst() {
            if sign == "\"" {
                // Two quotes inside of quotes are one.
                if isQuoted && rest.first == "\"" { cell.append(rest.removeFirst()) } else { isQuoted.toggle() }
            } else if sign == separator && !isQuoted {
                cells.append(plain(cell))
                cell = ""
            } else {
                cell.append(sign)
            }
        }
        return cells + [plain(cell)]
    }

    /// Kibana sets a quote before what a spreadsheet would calculate.
    private static func plain(_ cell: String) -> String {
        let isGuarded = cell.first == "'" && cell.dropFirst().first.map { "=+-@".contains($0) } ?? false
        return isGuarded ? String(cell.dropFirst()) : cell
    }
}
