/// Cuts a curl line that a person wrote or pasted into words as its writer meant them, and takes note of what a shell
/// would read otherwise.
struct ShellScanner {
    /// One argument.
    struct Word {
        var text: MappedText
        var range: Range<Int>
        /// The body, where the argument is JSON.
        var body: LooseNode?

        var string: String { text.text }
    }

    let source: SourceText
    /// Behind the line, afterwards.
    private(set) var index: Int
    var diagnosis = Diagnosis()
    private(set) var words: [Word] = []

    /// `start` is where `curl` stands.
    init(_ source: SourceText, at start: Int) {
        self.source = source
        index = start
        name()
        while skip() { word() }
    }

    private mutating func name() {
        let range = index..<(index + 4)
        if source.text(range) != "curl" {
            diagnosis.add(
                range, "‘\(source.text(range))’", expected: "curl", edits: [.init(range: range, text: "curl")])
        }
        index += 4
        guard let next = source[index], next == "-" || Letters.dashes.contains(next) else { return }
        diagnosis.add(
            index..<(index + 1), "an option directly behind ‘curl’", expected: "a space between them",
            edits: [.init(range: index..<index, text: " ")])
    }

    /// Moves to the next word; false at the line's end.
    private mutating func skip() -> Bool {
        while let scalar = source[index] {
            if Letters.isBlank(scalar) {
                index += 1
            } else if Letters.strangeBlanks.contains(scalar) || Letters.invisibles.contains(scalar) {
                let isBlank = Letters.strangeBlanks.contains(scalar)
                diagnosis.add(
                    index..<(index + 1), isBlank ? "a blank that no shell knows" : "an invisible character",
                    expected: isBlank ? "a plain space" : "nothing",
                    edits: [.init(range: index..<(index + 1), text: isBlank ? " " : "")])
                index += 1
            } else if scalar == "\\" {
                guard let behind = continuation() else { return true }
                index = behind
            } else if scalar == "\n" {
                guard goesOn(index + 1) else { return false }
                diagnosis.add(
                    index..<index, "the line ends, but the call goes on in the next",
                    expected: "a space and \\ at its end",
                    edits: [.init(range: index..<index, text: " \\")])
                index += 1
            } else {
                return !"|;&<>#)".unicodeScalars.contains(scalar)
            }
        }
        return false
    }

    /// Behind a backslash at a line's end; nothing for another backslash.
    private mutating func continuation() -> Int? {
        var end = index + 1
        while Letters.isBlank(source[end]), source[end] != "\r" { end += 1 }
        if source[end] == "\r" { end += 1 }
        guard source[end] == "\n" || source[end] == nil else { return nil }
        let blanks = (index + 1)..<end
        if !blanks.isEmpty, source.text(blanks) != "\r" {
            diagnosis.add(
                blanks, "a blank behind the backslash, so that the line does not go on",
                expected: "\\ as the last character",
                edits: [.init(range: blanks, text: "")])
        }
        return min(end + 1, source.scalars.count)
    }

    /// Whether the next line looks like more of the same call.
    private func goesOn(_ start: Int) -> Bool {
        var position = start
        while Letters.isBlank(source[position]) { position += 1 }
        guard let scalar = source[position] else { return false }
        if scalar == "-" || Letters.dashes.contains(scalar) {
            let next = source[position + 1]
            return next == "-" || (Letters.isLetter(next) && !Letters.isBlank(next))
        }
        if Letters.isQuote(scalar) {
            let next = source[position + 1]
            return next == "{" || next == "[" || source.has("http", at: position + 1)
        }
        return source.has("http", at: position)
    }

    private mutating func word() {
        let start = index
        var word = Word(text: MappedText(end: start), range: start..<start)
        dash(&word)
        var bareMarks: [Int] = []
        while let scalar = source[index], !Letters.isSpace(scalar), !Letters.strangeBlanks.contains(scalar) {
            if Letters.isQuote(scalar) {
                if scalar != "`" || index == start { quoted(&word) } else { break }
            } else if scalar == "{" || scalar == "[", word.text.scalars.isEmpty {
                bare(&word)
            } else if scalar == "\\" {
                guard let next = source[index + 1], next != "\n" else { break }
                word.text.append(next, at: index + 1)
                index += 2
            } else if ";|<>)".unicodeScalars.contains(scalar) {
                break
            } else {
                if scalar == "&" || scalar == "?" { bareMarks.append(index) }
                word.text.append(scalar, at: index)
                index += 1
            }
            if word.body != nil { break }
        }
        if let first = bareMarks.first { unquoted(first, bareMarks, start..<index) }
        if index == start { index += 1 }
        word.range = start..<index
        word.text.end = index
        words.append(word)
    }

    /// Marks in an address that mean something to a shell.
    private mutating func unquoted(_ first: Int, _ marks: [Int], _ word: Range<Int>) {
        guard let cut = marks.first(where: { source[$0] == "&" }) else {
            diagnosis.note(
                first..<(first + 1), "‘?’ outside quotes, which some shells (zsh) take for a pattern; quote the address"
            )
            return
        }
        diagnosis.add(
            cut..<(cut + 1), "‘&’ outside quotes, where the shell ends the command",
            expected: "quotes around the address",
            edits: [
                .init(range: word.lowerBound..<word.lowerBound, text: "'"),
                .init(range: word.upperBound..<word.upperBound, text: "'"),
            ])
    }

    /// A word processor's dash in the place of an option's.
    private mutating func dash(_ word: inout Word) {
        var end = index
        while let scalar = source[end], scalar == "-" || Letters.dashes.contains(scalar) { end += 1 }
        let range = index..<end
        guard !range.isEmpty, source.scalars[range].contains(where: { $0 != "-" }), Letters.isLetter(source[end]) else {
            return
        }
        var letters = end
        while Letters.isLetter(source[letters]) { letters += 1 }
        let name = source.text(end..<letters)
        let isShort = name.utf8.count == 1 || name == name.uppercased()
        let dashes = isShort ? "-" : "--"
        diagnosis.add(
            range, "a typographic dash ‘\(source.text(range))’", expected: dashes,
            edits: [.init(range: range, text: dashes)])
        for position in dashes.unicodeScalars.indices {
            word.text.append(dashes.unicodeScalars[position], at: range.lowerBound)
        }
        index = end
    }

    private mutating func move(to position: Int) { index = position }

    /// A body without any quote before it.
    private mutating func bare(_ word: inout Word) {
        let start = index
        diagnosis.add(
            start..<start, "the body without a quote before it", expected: "' before ‘\(source.scalars[start])’",
            edits: [.init(range: start..<start, text: "'")])
        _ = json(&word, from: start, view: MappedText(source, start..<source.scalars.count), close: "'")
    }

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

    private func closes(_ scalar: Unicode.Scalar, _ open: Unicode.Scalar) -> Bool {
        let isDouble = open == "\"" || Letters.curlyDoubles.contains(open)
        return isDouble
            ? scalar == "\"" || Letters.curlyDoubles.contains(scalar)
            : scalar == "'" || Letters.curlySingles.contains(scalar)
    }

    /// How far a quoted argument can reach before it must have lost its closing quote: an address to the next blank,
    /// anything else to the next option or the line's end.
    private func unclosedEnd(_ start: Int) -> Int {
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
    mutating func json(_ word: inout Word, from start: Int, view: MappedText, close: Unicode.Scalar) -> Range<Int>? {
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
    private mutating func glued() {
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
