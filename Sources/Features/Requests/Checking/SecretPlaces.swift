internal import Model

/// Finds the secrets that stand in a text, sound or not, so that none is shown again.
struct SecretPlaces {
    private(set) var ranges: [Range<Int>] = []
    private let source: SourceText

    /// All secrets: behind names such as `password`, behind secure properties, in headers and logins.
    init(_ source: SourceText, playbooks: [Playbook]) {
        self.source = source
        let secure = playbooks.flatMap(\.properties).filter(\.secure)
            .flatMap { [$0.key].compactMap { $0 } + $0.alsoCalled }.map { $0.lowercased() }
        var index = 0
        while index < source.scalars.count {
            if Letters.isWord(source[index]), !Letters.isWord(source[index - 1]) {
                var end = index
                while Letters.isWord(source[end]) || source[end] == "-" || source[end] == "." { end += 1 }
                let known = ranges.count
                word(source.text(index..<end).lowercased(), index..<end, secure)
                // What stands inside a secret is hidden with it.
                index = max(end, ranges.count > known ? ranges[ranges.count - 1].upperBound : end)
            } else {
                if source[index] == "-", !Letters.isWord(source[index - 1]) { login(index) }
                index += 1
            }
        }
        reversed(secure)
        userInfo()
    }

    /// The secrets themselves, for the gate.
    var texts: [String] { ranges.map { source.text($0) } }

    /// Takes up a piece that a closer reading found.
    mutating func add(_ range: Range<Int>) {
        if !range.isEmpty,
            !ranges.contains(where: { $0.lowerBound <= range.lowerBound && range.upperBound <= $0.upperBound })
        {
            ranges.append(range)
        }
    }

    private static let endings = [
        "password", "passwd", "pwd", "passphrase", "secret", "token", "apikey", "api_key", "api-key", "authorization",
        "cookie", "credential", "credentials", "parameter1",
    ]

    private mutating func word(_ word: String, _ range: Range<Int>, _ secure: [String]) {
        if ["bearer", "basic", "apikey"].contains(word), Letters.isBlank(source[range.upperBound]) {
            var start = range.upperBound
            while Letters.isBlank(source[start]) { start += 1 }
            add(start..<run(from: start))
        }
        let isSecure = secure.contains(word)
        guard isSecure || Self.endings.contains(where: word.hasSuffix) else { return }
        var index = range.upperBound
        skipMarks(&index)
        // A property's value stands behind a second key.
        if source[index] == "," {
            index += 1
            skipMarks(&index)
            guard source.has("propertyvalue", at: index) else { return }
            index += 13
            skipMarks(&index)
        }
        let separated = source.scalars[range.upperBound..<index].contains { $0 == ":" || $0 == "=" }
        if separated { add(index..<valueEnd(index)) }
    }

    /// Quotes, blanks, backslashes, colons and equals signs between a name and its value; one of them opens the value.
    private func skipMarks(_ index: inout Int) {
        while let scalar = source[index],
            Letters.isQuote(scalar) || Letters.isBlank(scalar) || scalar == "\\" || scalar == ":" || scalar == "="
        { index += 1 }
    }

    private func valueEnd(_ start: Int) -> Int {
        let opened = Letters.isQuote(source[start - 1])
        guard opened else {
            // `Authorization: Bearer x` is one value of two words.
            var index = start
            if source.has("bearer ", at: start) || source.has("basic ", at: start) || source.has("apikey ", at: start) {
                while let scalar = source[index], !Letters.isBlank(scalar) { index += 1 }
                while Letters.isBlank(source[index]) { index += 1 }
            }
            return run(from: index)
        }
        var end = start
        while let scalar = source[end], scalar != "\n" {
            if scalar == "\\", source[end + 1] != nil, !Letters.isQuote(source[end + 1]) || endsBehind(end + 1) == false
            {
                end += 2
                continue
            }
            if scalar == "\\" || (Letters.isQuote(scalar) && endsBehind(end)) { break }
            end += 1
        }
        return end
    }

    /// Whether a quote ends a value: behind it nothing, a blank, or a mark of JSON or the shell.
    private func endsBehind(_ quote: Int) -> Bool {
        guard let next = source[quote + 1] else { return true }
        return Letters.isSpace(next) || ",}]:'\"".unicodeScalars.contains(next) || Letters.isCurly(next)
    }

    private func run(from start: Int) -> Int {
        var end = start
        while let scalar = source[end], !Letters.isSpace(scalar), !Letters.isQuote(scalar),
            !",}]&".unicodeScalars.contains(scalar)
        {
            end += 1
        }
        return end
    }

    /// `-u name:password` and `--user …`.
    private mutating func login(_ start: Int) {
        var index = start
        while source[index] == "-" { index += 1 }
        let isShort = source[index] == "u" && index == start + 1
        let isLong = source.has("user", at: index) && !Letters.isWord(source[index + 4]) && source[index + 4] != "-"
        guard isShort || isLong else { return }
        index += isShort ? 1 : 4
        while Letters.isBlank(source[index]) || Letters.isQuote(source[index]) || source[index] == "=" { index += 1 }
        var end = index
        let quoted = Letters.isQuote(source[index - 1])
        while let scalar = source[end], scalar != "\n", !(quoted ? Letters.isQuote(scalar) : Letters.isSpace(scalar)) {
            end += 1
        }
        if source.scalars[index..<end].contains(":") || isShort { add(index..<end) }
    }

    /// `"propertyValue":"…","propertyKey":"PM_Password"`: the value before the key.
    private mutating func reversed(_ secure: [String]) {
        for index in source.scalars.indices where source.has("propertyvalue", at: index) {
            var start = index + 13
            skipMarks(&start)
            let end = valueEnd(start)
            var key = end
            skipMarks(&key)
            guard source[key] == "," else { continue }
            key += 1
            skipMarks(&key)
            guard source.has("propertykey", at: key) else { continue }
            key += 11
            skipMarks(&key)
            if secure.contains(where: { source.has($0, at: key) }) { add(start..<end) }
        }
    }

    /// `https://name:password@host`.
    private mutating func userInfo() {
        for index in source.scalars.indices where source.scalars[index] == ":" && source.has("://", at: index) {
            var end = index + 3
            while let scalar = source[end], !Letters.isSpace(scalar), !Letters.isQuote(scalar), scalar != "/" {
                if scalar == "@" { add((index + 3)..<end) }
                end += 1
            }
        }
    }
}
