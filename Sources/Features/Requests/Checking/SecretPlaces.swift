internal import Model

/// Finds the secrets that stand in a text, sound or not, so that none is shown again.
struct SecretPlaces {
    private(set) var ranges: [Range<Int>] = []
    private let source: SourceText

    /// All secrets: behind names such as `password`, behind secure properties, in headers and logins.
    init(_ source: SourceText, playbooks: [Playbook]) {
        self.source = source
        let secure = playbooks.flatMap(\.properties).filter(\.secure).flatMap(\.spellings).map { $0.lowercased() }
        var index = 0
        while index < source.scalars.count {
            if Letters.isWord(source[index]), !Letters.isWord(source[index - 1]) {
                let end = source.skip({ Letters.isWord($0) || $0 == "-" || $0 == "." }, from: index)
                let known = ranges.count
                word(source.text(index..<end).lowercased(), index..<end, secure)
                // What stands inside a secret is hidden with it.
                index = max(end, ranges.count > known ? ranges[ranges.count - 1].upperBound : end)
            } else {
                if source[index] == "-", !Letters.isWord(source[index - 1]), source[index - 1] != "-" { login(index) }
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
        "cookie", "credential", "credentials", "parameter1", "signature", "assertion", "private_key", "accesskey",
        "jwt",
        "sessionid", "session_id",
    ]

    private mutating func word(_ word: String, _ range: Range<Int>, _ secure: [String]) {
        if ["bearer", "basic", "apikey"].contains(word), Letters.isBlank(source[range.upperBound]) {
            let start = source.skip(Letters.isBlank, from: range.upperBound)
            add(start..<run(from: start))
        }
        let isSecure = secure.contains(word)
        guard isSecure || Self.endings.contains(where: word.hasSuffix) else { return }
        var index = behindMarks(range.upperBound)
        // A property's value stands behind a second key.
        if source[index] == "," {
            guard let value = behind("propertyvalue", at: index + 1) else { return }
            index = value
        }
        let separated = source.scalars[range.upperBound..<index].contains { $0 == ":" || $0 == "=" }
        if separated { add(index..<valueEnd(index)) }
    }

    /// Quotes, blanks, backslashes, colons and equals signs between a name and its value; one of them opens the value.
    private func behindMarks(_ start: Int) -> Int {
        source.skip({ Letters.isQuote($0) || Letters.isBlank($0) || "\\:=".unicodeScalars.contains($0) }, from: start)
    }

    /// Where the value of a key begins, if that key stands here; marks may stand before it.
    private func behind(_ key: String, at start: Int) -> Int? {
        let place = behindMarks(start)
        return source.has(key, at: place) ? behindMarks(place + key.utf8.count) : nil
    }

    private func valueEnd(_ start: Int) -> Int {
        let opened = Letters.isQuote(source[start - 1])
        guard opened else {
            // `Authorization: Bearer x` is one value of two words.
            guard ["bearer ", "basic ", "apikey "].contains(where: { source.has($0, at: start) }) else {
                return run(from: start)
            }
            let scheme = source.skip({ !Letters.isBlank($0) }, from: start)
            return run(from: source.skip(Letters.isBlank, from: scheme))
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
        let ends = ",}]&".unicodeScalars
        return source.skip({ !Letters.isSpace($0) && !Letters.isQuote($0) && !ends.contains($0) }, from: start)
    }

    /// `-u name:password` and `--user …`.
    private mutating func login(_ start: Int) {
        var index = source.skip({ $0 == "-" }, from: start)
        let isShort = source[index] == "u" && index == start + 1
        let isLong = source.has("user", at: index) && !Letters.isWord(source[index + 4]) && source[index + 4] != "-"
        guard isShort || isLong else { return }
        index += isShort ? 1 : 4
        index = source.skip({ Letters.isBlank($0) || Letters.isQuote($0) || $0 == "=" }, from: index)
        let quoted = Letters.isQuote(source[index - 1])
        let end = source.skip({ $0 != "\n" && !(quoted ? Letters.isQuote($0) : Letters.isSpace($0)) }, from: index)
        if source.scalars[index..<end].contains(":") || isShort { add(index..<end) }
    }

    /// `"propertyValue":"…","propertyKey":"PM_Password"`: the value before the key.
    private mutating func reversed(_ secure: [String]) {
        for index in source.scalars.indices where source.has("propertyvalue", at: index) {
            let start = behindMarks(index + 13)
            let end = valueEnd(start)
            let comma = behindMarks(end)
            guard source[comma] == ",", let key = behind("propertykey", at: comma + 1) else { continue }
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
