/// Lines of a CSV (RFC 4180), or of plain text.
enum DelimitedText {
    /// A line; a quoted cell may hold newlines, so that it may be several lines of the file.
    struct Line {
        var text: String
        /// Of its beginning, from 1.
        var number: Int

        /// Its cells, quotation marks taken away; with no separator the whole line is one cell.
        func cells(_ separator: Character?) -> [String] {
            var cells: [String] = []
            var cell = ""
            var isQuoted = false
            var isStart = true
            var characters = text[...]
            while let character = characters.popFirst() {
                if isQuoted {
                    if character != "\"" {
                        cell.append(character)
                    } else if characters.first == "\"" {
                        cell.append("\"")
                        characters.removeFirst()
                    } else {
                        isQuoted = false
                    }
                } else if character == "\"", isStart {
                    isQuoted = true
                } else if character == separator {
                    cells.append(cell)
                    cell = ""
                    isStart = true
                    continue
                } else {
                    cell.append(character)
                }
                isStart = false
            }
            return cells + [cell]
        }
    }

    /// The lines that are not blank.
    static func lines(_ text: String) -> [Line] {
        var lines: [Line] = []
        var line = ""
        var start = 1
        var number = 1
        var isQuoted = false
        func end() {
            if !line.allSatisfy(\.isWhitespace) { lines.append(Line(text: line, number: start)) }
            line = ""
            start = number + 1
        }
        for character in text {
            if character.isNewline {
                if isQuoted { line.append(character) } else { end() }
                number += 1
                if !isQuoted { start = number }
                continue
            }
            // A quotation mark opens a cell only at its beginning: 12" is inches.
            if character == "\"" {
                let opens = line.isEmpty || line.hasSuffix(",") || line.hasSuffix(";") || line.hasSuffix("\t")
                if isQuoted || opens { isQuoted.toggle() }
            }
            line.append(character)
        }
        number += 1
        end()
        return lines
    }

    /// What separates the cells of a heading line; nil where it has one only.
    static func separator(of line: String) -> Character? {
        let counts = ["\t", ";", ","].map { separator in (separator, line.count { $0 == separator }) }
        return counts.max { $0.1 < $1.1 }.flatMap { $0.1 > 0 ? $0.0 : nil }
    }
}
