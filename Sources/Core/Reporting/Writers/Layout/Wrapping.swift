/// Breaks prose into lines that fit.
enum Wrapping {
    /// The lines of a text whose first line has `first` columns and the others `rest`.
    ///
    /// Blank space, newlines included, only parts words, so that no value can forge a line of the report; a word that
    /// is longer than a line is cut.
    static func lines(_ text: String, first: Int, rest: Int) -> [String] {
        if isOneLine(text, first) { return [text] }
        // What blank space is need be asked of Unicode only where there are other characters than ASCII's.
        let words =
            text.utf8.allSatisfy { $0 < 0x80 }
            ? text.utf8.split { $0 == 0x20 || (0x09...0x0D).contains($0) }.map { String(decoding: $0, as: UTF8.self) }
            : text.split(whereSeparator: \.isWhitespace).map(String.init)
        return lines(words: words, first: first, rest: rest)
    }

    /// A quick look: whether a text is a line as it is, in printable ASCII with single blanks between its words.
    private static func isOneLine(_ text: String, _ width: Int) -> Bool {
        guard text.utf8.count <= width else { return false }
        var last = UInt8(ascii: " ")
        for byte in text.utf8 {
            if !(0x20..<0x7F).contains(byte) || (byte == 0x20 && last == 0x20) { return false }
            last = byte
        }
        return last != 0x20
    }

    /// The same for parts that are kept whole where they fit.
    static func lines(words: [String], first: Int, rest: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        var room: Int { max(lines.isEmpty ? first : rest, 1) }
        for word in words {
            let width = ColumnWidth.of(word)
            if !line.isEmpty, used + 1 + width <= room {
                line += " " + word
                used += 1 + width
                continue
            }
            if !line.isEmpty || (lines.isEmpty && width > room && width <= rest) {
                lines.append(line)
                line = ""
                used = 0
            }
            if line.isEmpty, width <= room {
                line = word
                used = width
                continue
            }
            for character in word {
                let width = ColumnWidth.of(String(character))
                if used + width > room, !line.isEmpty {
                    lines.append(line)
                    line = ""
                    used = 0
                }
                line.append(character)
                used += width
            }
        }
        return lines + (line.isEmpty && !lines.isEmpty ? [] : [line])
    }
}
