internal import Reporting
internal import Support

/// A curl line as curl reads it.
struct CurlCall {
    typealias Word = ShellScanner.Word

    private(set) var method: Word?
    private(set) var address: Word?
    private(set) var headers: [Word] = []
    private(set) var body: Word?
    private(set) var login: Word?
    /// `--json` sends JSON by itself.
    private(set) var sendsJSON = false
    /// Where `curl` stands, and where the line ends.
    private(set) var range: Range<Int>
    private(set) var diagnosis: Diagnosis
    /// Where secrets stand, by their options and headers.
    private(set) var secrets: [Range<Int>] = []
    /// `-G`: what `-d` holds goes into the address.
    private(set) var sendsGet = false
    /// Whether headers and logins may come from a file, or from what stands before the line.
    private(set) var readsConfiguration = false
    /// What stands in the line and belongs to no option, so that nothing tells what it was.
    private(set) var strays: [Range<Int>] = []
    let source: SourceText

    /// The call that begins with `curl` at `start`.
    init(_ source: SourceText, at start: Int) {
        let scanner = ShellScanner(source, at: start)
        self.source = source
        diagnosis = scanner.diagnosis
        range = start..<(start + 4)
        var end = scanner.words.last?.range.upperBound ?? start + 4
        var rest = scanner.words[...]
        while let word = rest.popFirst() {
            if !take(word, &rest) {
                // Whatever follows was written for a reader, not for curl.
                let stop = scanner.endOfStrayText(word.range.lowerBound)
                let range = word.range.lowerBound..<max(stop, word.range.upperBound)
                diagnosis.replace(
                    range, "text that is not part of the call", by: "",
                    expected: "the line's end, or another option")
                strays.append(range)
                while let next = rest.first, next.range.lowerBound < range.upperBound { rest = rest.dropFirst() }
                end = max(end, range.upperBound)
            }
        }
        range = start..<end
    }

    /// What the method is, told or not.
    var effectiveMethod: String { method?.string ?? (body == nil || sendsGet ? "GET" : "POST") }

    private mutating func take(_ word: Word, _ rest: inout ArraySlice<Word>) -> Bool {
        if word.body != nil, !word.string.hasPrefix("-") {
            guard body == nil else { return false }
            diagnosis.insert(
                "-d ", at: word.range.lowerBound, "a body without the option that sends it", expected: "-d before it")
            body = word
            return true
        }
        let text = word.string
        if text.hasPrefix("--") { return long(word, &rest) }
        if text.hasPrefix("-"), text.utf8.count > 1 { return short(word, &rest) }
        guard address == nil, text.contains("/") || text.contains("://") || text.contains(".") else { return false }
        hide(word, of: "url")
        address = word
        return true
    }

    private mutating func long(_ word: Word, _ rest: inout ArraySlice<Word>) -> Bool {
        let name = word.string.dropFirst(2).prefix { $0 != "=" }
        if CurlOptions.plain.contains(String(name)) {
            note(String(name))
            return true
        }
        guard let option = Self.setting(String(name)) else {
            let nearest = NearestWord.nearest(
                to: String(name), among: CurlOptions.inOrder)
            // Its value may be a secret, misspelled or not.
            if word.string.contains("=") {
                secrets.append(word.text.range((name.unicodeScalars.count + 3)..<word.text.scalars.count))
                if word.string.hasSuffix("="), let next = rest.first { hide(next, of: nearest ?? String(name)) }
            } else if let value = rest.first, nearest.map(CurlOptions.valued.contains) ?? !value.string.hasPrefix("-") {
                hide(value, of: nearest ?? String(name))
            }
            let start = word.text.place(2)
            let range = start..<(start + name.unicodeScalars.count)
            diagnosis.add(
                word.range, "curl has no option --\(name) that such a call needs",
                expected: nearest.map { "--\($0)" } ?? "-X, -H, -d or the like",
                edits: nearest.map { [.init(range: range, text: $0)] } ?? [])
            if let nearest, let option = Self.setting(nearest), let value = rest.popFirst() { set(option, value) }
            return true
        }
        let value = attached(word, from: name.count + 3, isThere: word.string.contains("="))
        if value?.text.scalars.isEmpty == true, let next = rest.first { hide(next, of: String(name)) }
        set(option, value ?? rest.popFirst(), of: word, named: String(name))
        return true
    }

    private mutating func short(_ word: Word, _ rest: inout ArraySlice<Word>) -> Bool {
        let text = word.string
        let name = String(text.dropFirst().prefix { $0 != "=" })
        if name.count > 2, Self.setting(name) != nil {
            let place = word.text.place(0)
            diagnosis.replace(
                word.range, "‘-\(name)’ with one dash; curl would read ‘-\(name.prefix(1))’", by: "-",
                in: place..<place, expected: "--\(name)")
            if let option = Self.setting(name), let value = rest.popFirst() {
                hide(value, of: name)
                set(option, value)
            }
            return true
        }
        for (position, letter) in text.dropFirst().enumerated() {
            let name = CurlOptions.letters[letter] ?? ""
            note(name)
            if CurlOptions.plain.contains(name) { continue }
            guard let option = Self.setting(name) else {
                if let value = rest.first, !value.string.hasPrefix("-") { hide(value, of: "") }
                diagnosis.add(
                    word.range, "curl has no option -\(letter) that such a call needs",
                    expected: "-X, -H, -d or the like")
                return true
            }
            let hasMore = text.count > position + 2 || word.body != nil
            set(
                option, attached(word, from: position + 2, isThere: hasMore) ?? rest.popFirst(), of: word, named: name)
            return true
        }
        return true
    }

    /// The part of a word that is its option's value.
    private func attached(_ word: Word, from start: Int, isThere: Bool) -> Word? {
        guard isThere else { return nil }
        var value = Word(text: MappedText(end: word.range.upperBound), range: word.range, body: word.body)
        for position in word.text.scalars.indices.dropFirst(start) {
            value.text.append(word.text.scalars[position], at: word.text.places[position])
        }
        return value
    }

    private mutating func note(_ option: String) {
        if option == "get" { sendsGet = true }
        if ["config", "netrc", "netrc-file", "netrc-optional"].contains(option) { readsConfiguration = true }
    }

    /// Takes what is secret in the value of an option; "" is one that curl has not.
    private mutating func hide(_ value: Word, of option: String) {
        for range in value.text.ranges({ HeaderSecrets.ranges(ofOption: option, in: $0) }) {
            secrets.append(value.text.range(range))
        }
    }

    private mutating func set(_ setting: Setting, _ value: Word?, of word: Word, named name: String) {
        note(name)
        if let value {
            hide(value, of: name)
            set(setting, value)
        } else {
            diagnosis.add(word.range, "\(word.string) without a value", expected: "a value after it")
        }
    }

    private enum Setting { case method, header, body, json, login, address, other }

    private mutating func set(_ setting: Setting, _ word: Word) {
        switch setting {
        case .method: method = word
        case .header: headers.append(word)
        case .body, .json:
            if body == nil { body = parsed(word) }
            if case .json = setting { sendsJSON = true }
        case .login: login = word
        case .address: address = word
        case .other: break
        }
    }

    /// A body that is glued to its option, `-d'{…}'`, read as one that stands alone is.
    private mutating func parsed(_ word: Word) -> Word {
        guard word.body == nil, let first = word.text.scalars.first(where: { !Letters.isSpace($0) }),
            first == "{" || first == "["
        else { return word }
        var reader = DiagnosingJSONParser(word.text)
        var copy = word
        copy.body = reader.value()
        diagnosis.add(reader.diagnosis)
        return copy
    }

    /// What the options do that matter to a documented call.
    private static let settings: [String: Setting] = [
        "request": .method, "header": .header, "data": .body, "data-raw": .body, "data-binary": .body,
        "data-ascii": .body, "data-urlencode": .body, "json": .json, "user": .login, "url": .address,
        "oauth2-bearer": .login,
    ]

    /// What an option with a value does; nothing for one that curl has not, or that has none.
    private static func setting(_ name: String) -> Setting? {
        settings[name] ?? (CurlOptions.valued.contains(name) ? .other : nil)
    }
}
