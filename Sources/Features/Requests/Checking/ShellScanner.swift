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

    mutating func move(to position: Int) { index = position }

    /// A body without any quote before it.
    private mutating func bare(_ word: inout Word) {
        let start = index
        diagnosis.add(
            start..<start, "the body without a quote before it", expected: "' before ‘\(source.scalars[start])’",
            edits: [.init(range: start..<start, text: "'")])
        _ = json(&word, from: start, view: MappedText(source, start..<source.scalars.count), close: "'")
    }
}
