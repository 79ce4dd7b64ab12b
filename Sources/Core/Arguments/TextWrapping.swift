/// Breaks text into lines of a width, counted in characters.
enum TextWrapping {
    /// The lines of one paragraph; a word that is longer than the width is cut.
    static func lines(_ paragraph: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in paragraph.split(whereSeparator: \.isWhitespace) {
            if !line.isEmpty && line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " " + word
            while line.count > width {
                lines.append(String(line.prefix(width)))
                line = String(line.dropFirst(width))
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }

    /// The paragraphs of a text, which blank lines separate.
    static func paragraphs(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .split { $0.allSatisfy(\.isWhitespace) }
            .map { $0.joined(separator: " ") }
    }

    /// The lines of a shell command, broken only where ` \` leaves it pasteable: at spaces outside quotes.
    ///
    /// A word that is longer than the width stays whole, because a cut one would not run.
    static func commandLines(_ command: String, width: Int) -> [String] {
        guard command.count > width else { return [command] }
        var lines: [String] = []
        var line = ""
        for word in shellWords(command) {
            if !line.isEmpty && line.count + 1 + word.count > width - 2 {
                lines.append(line + " \\")
                line = "  " + word
            } else {
                line += line.isEmpty ? word : " " + word
            }
        }
        return lines + [line]
    }

    private static func shellWords(_ command: String) -> [String] {
        var words = [""]
        var quote: Character?
        var escaped = false
        for character in command {
            if character == " " && quote == nil && !escaped {
                words.append("")
                continue
            }
            words[words.count - 1].append(character)
            if escaped {
                escaped = false
            } else if character == "\\" && quote != "'" {
                escaped = true
            } else if quote == nil && (character == "'" || character == "\"") {
                quote = character
            } else if character == quote {
                quote = nil
            }
        }
        return words
    }
}
