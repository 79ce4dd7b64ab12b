/// Quoted arguments, with the wrong quotes and with one of them missing.
extension ShellScanner {
    /// No address or header is longer, and looking further for each of thousands of quotes takes its time.
    private static let longestArgument = 2048

    mutating func quoted(_ word: inout Word) {
        let start = index
        let open = source[start] ?? "'"
        var content = start + 1
        while Letters.isSpace(source[content]) { content += 1 }
        let isBody = source[content] == "{" || (source[content] == "[" && open != "`")
        if isBody, word.text.scalars.isEmpty || word.string.hasSuffix("=") || word.string.hasPrefix("-d") {
            body(&word, open: open, from: start, content: content)
        } else {
            plain(&word, open: open, from: start)
        }
    }

    mutating func plain(_ word: inout Word, open: Unicode.Scalar, from start: Int) {
        let isCurly = Letters.isCurly(open)
        let range = start..<(start + 1)
        let isDouble = open == "\"" || Letters.curlyDoubles.contains(open)
        // In the middle of an address, a quote closes what was never opened.
        if !word.text.scalars.isEmpty, word.string.hasPrefix("http"), source[start + 1].map(Letters.isSpace) ?? true {
            let first = word.text.place(0)
            diagnosis.add(
                first..<first, "the address without its opening quote", expected: "' before it",
                edits: [.init(range: first..<first, text: "'")] + (open == "'" ? [] : [.init(range: range, text: "'")]))
            move(to: start + 1)
            return
        }
        var end = start + 1
        while let scalar = source[end] {
            if isDouble, open == "\"", scalar == "\\" {
                end += 2
                continue
            }
            if closes(scalar, open) { break }
            end += 1
        }
        let found = source[end] != nil
        let limit = unclosedEnd(start + 1)
        guard found, end <= limit else {
            diagnosis.add(
                limit..<limit,
                "the closing quote of ‘\(source.text(start..<min(limit, start + 24)))\(limit > start + 24 ? "…" : "")’ is missing",
                expected: isCurly ? "'" : String(open),
                edits: (isCurly ? [.init(range: range, text: "'")] : []) + [
                    .init(range: limit..<limit, text: isCurly ? "'" : String(open))
                ])
            word.text.append(MappedText(source, (start + 1)..<limit))
            move(to: limit)
            return
        }
        if isCurly {
            diagnosis.add(
                range, "a typographic quote ‘\(open)’", expected: "'", edits: [.init(range: range, text: "'")])
        }
        if let close = source[end], isCurly ? close != "'" : close != open {
            let place = end..<(end + 1)
            diagnosis.add(
                place, "a typographic quote ‘\(close)’", expected: isCurly ? "'" : String(open),
                edits: [.init(range: place, text: isCurly ? "'" : String(open))])
        }
        word.text.append(MappedText(source, (start + 1)..<end))
        move(to: end + 1)
    }

    func closes(_ scalar: Unicode.Scalar, _ open: Unicode.Scalar) -> Bool {
        let isDouble = open == "\"" || Letters.curlyDoubles.contains(open)
        return isDouble
            ? scalar == "\"" || Letters.curlyDoubles.contains(scalar)
            : scalar == "'" || Letters.curlySingles.contains(scalar)
    }

    /// How far a quoted argument can reach before it must have lost its closing quote: an address to the next blank,
    /// anything else to the next option or the line's end.
    func unclosedEnd(_ start: Int) -> Int {
        let isAddress = source.has("http", at: start)
        var end = start
        while let scalar = source[end], scalar != "\n", end - start < Self.longestArgument {
            if Letters.isBlank(scalar) {
                if isAddress { break }
                var next = end
                while Letters.isBlank(source[next]) { next += 1 }
                let dash = source[next]
                let isOption = dash == "-" || (dash.map { Letters.dashes.contains($0) } ?? false)
                if isOption, Letters.isLetter(source[next + 1]) || source[next + 1] == "-" { break }
                if dash == "\\", source[next + 1] == "\n" { break }
                if Letters.isQuote(dash), source.has("http", at: next + 1) { break }
            }
            end += 1
        }
        return end
    }
}
