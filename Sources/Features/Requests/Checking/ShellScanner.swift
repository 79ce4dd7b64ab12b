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
        if source.text(range) != "curl" { diagnosis.replace(range, "‘\(source.text(range))’", by: "curl") }
        index += 4
        guard Letters.isDash(source[index]) else { return }
        diagnosis.add(
            index..<(index + 1), "missing space after ‘curl’", expected: "a space between them",
            edits: [.init(range: index..<index, text: " ")])
    }

    /// Moves to the next word; false at the line's end.
    private mutating func skip() -> Bool {
        while let scalar = source[index] {
            if Letters.isBlank(scalar) {
                index += 1
            } else if Letters.isStrange(scalar) {
                diagnosis.strange(scalar, index..<(index + 1), blank: "a space that no shell recognizes")
                index += 1
            } else if scalar == "\\" {
                guard let behind = continuation() else { return true }
                index = behind
            } else if scalar == "\n" {
                guard goesOn(index + 1) else { return false }
                diagnosis.insert(
                    " \\", at: index, "the line ends, but the call goes on in the next",
                    expected: "a space and \\ at its end")
                index += 1
            } else {
                return !"|;&<>#)".unicodeScalars.contains(scalar) || isLink(index)
            }
        }
        return false
    }

    /// Behind a backslash at a line's end; nothing for another backslash.
    private mutating func continuation() -> Int? {
        var end = source.skip({ Letters.isBlank($0) && $0 != "\r" }, from: index + 1)
        if source[end] == "\r" { end += 1 }
        guard source[end] == "\n" || source[end] == nil else { return nil }
        let blanks = (index + 1)..<end
        if !blanks.isEmpty, source.text(blanks) != "\r" {
            diagnosis.replace(
                blanks, "a space after the backslash, so the line does not continue", by: "",
                expected: "\\ as the last character")
        }
        return min(end + 1, source.scalars.count)
    }

    /// Whether the next line looks like more of the same call.
    private func goesOn(_ start: Int) -> Bool {
        let position = source.skip(Letters.isBlank, from: start)
        let next = source[position + 1]
        if Letters.isDash(source[position]) { return next == "-" || Letters.isLetter(next) }
        if Letters.isQuote(source[position]) {
            return next == "{" || next == "[" || source.has("http", at: position + 1)
        }
        return source.has("http", at: position)
    }

    /// `<https://…>` and `<https://…|…>`, as chat programs write links.
    private func isLink(_ start: Int) -> Bool {
        source[start] == "<" && source.has("http", at: start + 1)
            && source[source.skip({ $0 != ">" && !Letters.isSpace($0) }, from: start)] == ">"
    }

    private mutating func link() {
        let start = index
        let end = source.skip({ $0 != ">" }, from: start) + 1
        var word = Word(text: MappedText(end: end), range: start..<end)
        var place = source.skip({ $0 != "<" }, from: start) + 1
        while let scalar = source[place], scalar != ">", scalar != "|" {
            word.text.append(scalar, at: place)
            place += source.has("&amp;", at: place) ? 5 : 1
        }
        diagnosis.replace(
            start..<end, "a link as Slack and similar programs write it, <…|…>", by: "'\(word.string)'",
            expected: "the address alone")
        index = end
        words.append(word)
    }

    private mutating func word() {
        if isLink(index) { return link() }
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
            expected: "quotes around the address", edits: Diagnosis.Edit.around(word, "'"))
    }

    /// A word processor's dash in the place of an option's.
    private mutating func dash(_ word: inout Word) {
        let end = source.skip(Letters.isDash, from: index)
        let range = index..<end
        guard source.scalars[range].contains(where: { $0 != "-" }), Letters.isLetter(source[end]) else { return }
        let name = source.text(end..<source.skip(Letters.isLetter, from: end))
        let isShort = name.utf8.count == 1 || name == name.uppercased()
        let dashes = isShort ? "-" : "--"
        diagnosis.replace(range, "a typographic dash ‘\(source.text(range))’", by: dashes)
        for dash in dashes.unicodeScalars { word.text.append(dash, at: range.lowerBound) }
        index = end
    }

    /// A body without any quote before it.
    private mutating func bare(_ word: inout Word) {
        let start = index
        diagnosis.insert(
            "'", at: start, "the body without a quote before it", expected: "' before ‘\(source.scalars[start])’")
        _ = json(&word, from: start, view: MappedText(source, start..<source.scalars.count), close: "'")
    }

    /// No address or header is longer, and looking further for each of thousands of quotes takes its time.
    private static let longestArgument = 2048

    mutating func quoted(_ word: inout Word) {
        let start = index
        let open = source[start] ?? "'"
        let content = source.skip(Letters.isSpace, from: start + 1)
        let isBody = source[content] == "{" || (source[content] == "[" && open != "`")
        if isBody, word.text.scalars.isEmpty || word.string.hasSuffix("=") || word.string.hasPrefix("-d") {
            body(&word, open: open, from: start, content: content)
        } else {
            plain(&word, open: open, from: start)
        }
    }

    mutating func plain(_ word: inout Word, open: Unicode.Scalar, from start: Int) {
        let isCurly = Letters.isCurly(open)
        let mark = isCurly ? "'" : open
        let range = start..<(start + 1)
        // In the middle of an address, a quote closes what was never opened.
        if !word.text.scalars.isEmpty, word.string.hasPrefix("http"), source[start + 1].map(Letters.isSpace) ?? true {
            let first = word.text.place(0)
            diagnosis.add(
                first..<first, "the address without its opening quote", expected: "' before it",
                edits: [.init(range: first..<first, text: "'")] + (open == "'" ? [] : [.init(range: range, text: "'")]))
            index = start + 1
            return
        }
        var end = start + 1
        while let scalar = source[end] {
            let isEscape = open == "\"" && scalar == "\\"
            if !isEscape, Letters.closes(scalar, open) { break }
            end += isEscape ? 2 : 1
        }
        let limit = unclosedEnd(start + 1)
        guard let close = source[end], end <= limit else {
            let closing = Diagnosis.Edit(range: limit..<limit, text: String(mark))
            diagnosis.add(
                limit..<limit, "the closing quote of ‘\(source.beginning(start..<limit))’ is missing",
                expected: String(mark), edits: isCurly ? [.init(range: range, text: "'"), closing] : [closing])
            word.text.append(MappedText(source, (start + 1)..<limit))
            index = limit
            return
        }
        if isCurly { diagnosis.replace(range, "a typographic quote ‘\(open)’", by: "'") }
        if close != mark { diagnosis.replace(end..<(end + 1), "a typographic quote ‘\(close)’", by: String(mark)) }
        word.text.append(MappedText(source, (start + 1)..<end))
        index = end + 1
    }

    /// How far a quoted argument can reach before it must have lost its closing quote: an address to the next blank,
    /// anything else to the next option or the line's end.
    private func unclosedEnd(_ start: Int) -> Int {
        let isAddress = source.has("http", at: start)
        var end = start
        while let scalar = source[end], scalar != "\n", end - start < Self.longestArgument {
            if Letters.isBlank(scalar) {
                if isAddress { break }
                let next = source.skip(Letters.isBlank, from: end)
                let dash = source[next]
                if Letters.isDash(dash), Letters.isLetter(source[next + 1]) || source[next + 1] == "-" { break }
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
            if source[source.skip(Letters.isSpace, from: content + 1)] == "\\" {
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
        if open != "'" { diagnosis.replace(quote, "a typographic quote ‘\(open)’", by: "'") }
        let view = joined(from: start + 1)
        let first = diagnosis.entries.count
        _ = json(&word, from: start + 1, view: view, close: "'")
        guard open == "'", diagnosis.entries.count >= first, let node = word.body else { return }
        for place in node.range
        where source[place] == "'" && Letters.isLetter(source[place - 1])
            && Letters.isLetter(source[place + 1])
        {
            diagnosis.replace(
                place..<(place + 1), "an apostrophe inside single quotes, where the shell ends the text", by: "'\\''")
        }
    }

    /// Reads the body, then looks for its closing quote, whose place is answered, and for what is glued to it.
    mutating func json(_ word: inout Word, from start: Int, view: MappedText, close: Unicode.Scalar) -> Range<Int>? {
        var reader = DiagnosingJSONParser(view)
        let node = reader.value()
        diagnosis.add(reader.diagnosis)
        word.body = node
        let end = max(start, node.range.upperBound)
        var next = source.skip(Letters.isSpace, from: end)
        // Braces behind the body's end, up to the quote that closes the argument.
        if view.end > next, source[view.end] == Character(String(close)).unicodeScalars.first,
            source.scalars[next..<view.end].allSatisfy({ $0 == "}" || $0 == "]" || Letters.isSpace($0) })
        {
            diagnosis.replace(
                next..<view.end, "more closing signs than the body has open: ‘\(source.beginning(next..<view.end))’",
                by: "",
                expected: "the body's closing quote")
            next = view.end
        }
        guard let quote = source[next], Letters.isQuote(quote), quote != "`" else {
            diagnosis.insert(
                String(close), at: end, "the body's closing quote is missing",
                expected: "\(close) after ‘\(source[end - 1].map(String.init) ?? "")’")
            index = end
            glued()
            return nil
        }
        let range = next..<(next + 1)
        if quote != close {
            diagnosis.replace(
                range,
                Letters.isCurly(quote) ? "a typographic quote ‘\(quote)’" : "another quote than the body began with",
                by: String(close))
        }
        index = next + 1
        glued()
        return range
    }

    /// Text that stands directly behind the body.
    private mutating func glued() {
        guard let scalar = source[index], !Letters.isSpace(scalar), !Letters.strangeBlanks.contains(scalar),
            !";|<>)&`\\".unicodeScalars.contains(scalar)
        else { return }
        let end = endOfStrayText(index)
        diagnosis.replace(
            index..<end, "text is glued to the body: ‘\(source.beginning(index..<end))’", by: "",
            expected: "the line's end after the body's quote")
        index = end
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
            } else if scalar == "'", endsArgument(position) {
                view.end = position
                break
            } else {
                view.append(scalar, at: position)
                position += 1
            }
        }
        return view
    }

    /// Whether a quote is followed by what can only come behind an argument: another option, an address, the end.
    private func endsArgument(_ quote: Int) -> Bool {
        guard let next = source[quote + 1] else { return true }
        guard Letters.isSpace(next) else { return false }
        let behind = source.skip(Letters.isSpace, from: quote + 1)
        guard let scalar = source[behind] else { return true }
        let isAddress = source.has("http", at: Letters.isQuote(scalar) ? behind + 1 : behind)
        let isOption = Letters.isDash(scalar) && (source[behind + 1] == "-" || Letters.isLetter(source[behind + 1]))
        return isAddress || isOption || scalar == "\\"
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
