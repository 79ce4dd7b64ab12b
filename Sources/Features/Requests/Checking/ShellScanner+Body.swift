/// The body: where it ends is told by its brackets, not by a quote that may be missing.
extension ShellScanner {
    mutating func body(_ word: inout Word, open: Unicode.Scalar, from start: Int, content: Int) {
        let quote = start..<(start + 1)
        if open == "\"" {
            var next = content + 1
            while Letters.isSpace(source[next]) { next += 1 }
            if source[next] == "\\" {
                _ = json(&word, from: start + 1, view: escaped(from: start + 1), close: "\"")
                return
            }
            let view = MappedText(source, (start + 1)..<source.scalars.count)
            let end = json(&word, from: start + 1, view: view, close: "\"")
            diagnosis.add(
                quote, "double quotes around a body that holds double quotes; the shell would drop them",
                expected: "single quotes around the body",
                edits: ([quote] + [end].compactMap { $0 }).map { .init(range: $0, text: "'") })
            return
        }
        if open != "'" {
            diagnosis.add(
                quote, "a typographic quote ‘\(open)’", expected: "'", edits: [.init(range: quote, text: "'")])
        }
        _ = json(&word, from: start + 1, view: joined(from: start + 1), close: "'")
    }

    /// Reads the body, then looks for its closing quote, whose place is answered, and for what is glued to it.
    mutating func json(
        _ word: inout Word, from start: Int, view: MappedText, close: Unicode.Scalar
    ) -> Range<Int>? {
        var reader = LooseJSON(view)
        let node = reader.value()
        diagnosis.add(reader.diagnosis)
        word.body = node
        let end = max(start, node.range.upperBound)
        var next = end
        while Letters.isSpace(source[next]) { next += 1 }
        guard let quote = source[next], Letters.isQuote(quote), quote != "`" else {
            diagnosis.add(
                end..<end, "the body's closing quote is missing",
                expected: "\(close) behind ‘\(source[end - 1].map(String.init) ?? "")’",
                edits: [.init(range: end..<end, text: String(close))])
            move(to: end)
            glued()
            return nil
        }
        let range = next..<(next + 1)
        if quote != close {
            diagnosis.add(
                range,
                Letters.isCurly(quote) ? "a typographic quote ‘\(quote)’" : "another quote than the body began with",
                expected: String(close), edits: [.init(range: range, text: String(close))])
        }
        move(to: next + 1)
        glued()
        return range
    }

    /// Text that stands directly behind the body.
    mutating func glued() {
        guard let scalar = source[index], !Letters.isSpace(scalar), !Letters.strangeBlanks.contains(scalar),
            !";|<>)&`".unicodeScalars.contains(scalar)
        else { return }
        if scalar == "\\" { return }
        let end = endOfStrayText(index)
        diagnosis.add(
            index..<end,
            "text is glued to the body: ‘\(source.text(index..<min(end, index + 24)))\(end > index + 24 ? "…" : "")’",
            expected: "the line's end behind the body's quote", edits: [.init(range: index..<end, text: "")])
        move(to: end)
    }

    /// Up to the line's end, another option or another call.
    func endOfStrayText(_ start: Int) -> Int {
        var end = start
        while let scalar = source[end], scalar != "\n" {
            let startsWord = end == start || Letters.isBlank(source[end - 1])
            if startsWord, source.has("curl", at: end), !Letters.isWord(source[end + 4]) { break }
            if end > start, startsWord, scalar == "-", Letters.isLetter(source[end + 1]) || source[end + 1] == "-" {
                break
            }
            end += 1
        }
        while end > start, Letters.isBlank(source[end - 1]) { end -= 1 }
        return end
    }

    /// Inside single quotes; `'\''` is a single quote.
    func joined(from start: Int) -> MappedText {
        var view = MappedText(end: source.scalars.count)
        var position = start
        while let scalar = source[position] {
            if scalar == "'", source[position + 1] == "\\", source[position + 2] == "'", source[position + 3] == "'" {
                // As an escaped one, which ends no text.
                view.append("\u{2019}", at: position)
                position += 4
            } else {
                view.append(scalar, at: position)
                position += 1
            }
        }
        return view
    }

    /// Inside double quotes, up to the one that closes them.
    func escaped(from start: Int) -> MappedText {
        var view = MappedText(end: source.scalars.count)
        var position = start
        while let scalar = source[position] {
            if scalar == "\"" {
                view.end = position
                break
            }
            if scalar == "\\", let next = source[position + 1], "\"\\$`".unicodeScalars.contains(next) {
                view.append(next, at: position + 1)
                position += 2
            } else {
                view.append(scalar, at: position)
                position += 1
            }
        }
        return view
    }
}
