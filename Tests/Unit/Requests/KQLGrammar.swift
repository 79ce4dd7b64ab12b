/// A parser of KQL, written from the rules of Kibana's grammar (kbn-es-query, grammar.peggy: start, OrQuery, AndQuery,
/// NotQuery, SubQuery, NestedQuery, Expression, ListOfValues, QuotedString, UnquotedLiteral), without its cursor, which
/// serves suggestions only. It is a PEG: the first alternative that matches wins.
struct KQLGrammar {
    indirect enum Node: Equatable {
        case or([Node])
        case and([Node])
        case not(Node)
        case nested(field: Value, Node)
        case range(field: Value, String, Value)
        /// A field, or nothing for any field, and a value.
        case matches(field: Value?, Value)
        case everything
    }

    enum Value: Equatable {
        case quoted(String)
        case literal(String)
        case wildcard(String)

        var text: String {
            switch self {
            case .quoted(let text), .literal(let text), .wildcard(let text): text
            }
        }
    }

    private let units: [UInt16]
    private var index = 0

    /// The whole query, or nothing where Kibana would refuse it.
    static func parse(_ text: String) -> Node? {
        var parser = KQLGrammar(units: Array(text.utf16))
        parser.spaces()
        let query = parser.or()
        parser.spaces()
        guard parser.index == parser.units.count else { return nil }
        return query ?? .everything
    }

    private init(units: [UInt16]) { self.units = units }

    // MARK: Queries

    private mutating func or() -> Node? {
        list({ $0.and() }, word: "or", Node.or)
    }

    private mutating func and() -> Node? {
        list({ $0.not() }, word: "and", Node.and)
    }

    private mutating func list(
        _ element: (inout KQLGrammar) -> Node?, word: String, _ join: ([Node]) -> Node
    ) -> Node? {
        guard let first = element(&self) else { return nil }
        var nodes = [first]
        while let next = attempt({ parser in parser.keyword(word) ? element(&parser) : nil }) { nodes.append(next) }
        return nodes.count == 1 ? first : join(nodes)
    }

    private mutating func not() -> Node? {
        if let node = attempt({ $0.prefix("not") ? $0.sub() : nil }) { return .not(node) }
        return sub()
    }

    private mutating func sub() -> Node? {
        if let node = attempt({ parser -> Node? in
            guard parser.take("(") else { return nil }
            parser.spaces()
            guard let query = parser.or() else { return nil }
            parser.spaces()
            return parser.take(")") ? query : nil
        }) {
            return node
        }
        if let node = attempt({ parser -> Node? in
            guard let field = parser.literal(), parser.sign(":"), parser.take("{") else { return nil }
            parser.spaces()
            guard let query = parser.or() else { return nil }
            parser.spaces()
            return parser.take("}") ? .nested(field: field, query) : nil
        }) {
            return node
        }
        return expression()
    }

    private mutating func expression() -> Node? {
        for sign in ["<=", ">=", "<", ">"] {
            if let node = attempt({ parser -> Node? in
                guard let field = parser.literal(), parser.sign(sign), let value = parser.literal() else { return nil }
                return .range(field: field, sign, value)
            }) {
                return node
            }
        }
        if let node = attempt({ parser -> Node? in
            guard let field = parser.literal(), parser.sign(":") else { return nil }
            return parser.values(field)
        }) {
            return node
        }
        return literal().map { .matches(field: nil, $0) }
    }

    // MARK: Values

    private mutating func values(_ field: Value) -> Node? {
        if let node = attempt({ parser -> Node? in
            guard parser.take("(") else { return nil }
            parser.spaces()
            guard let list = parser.orValues(field) else { return nil }
            parser.spaces()
            return parser.take(")") ? list : nil
        }) {
            return node
        }
        return literal().map { .matches(field: field, $0) }
    }

    private mutating func orValues(_ field: Value) -> Node? {
        list({ $0.andValues(field) }, word: "or", Node.or)
    }

    private mutating func andValues(_ field: Value) -> Node? {
        list({ $0.notValues(field) }, word: "and", Node.and)
    }

    private mutating func notValues(_ field: Value) -> Node? {
        if let node = attempt({ $0.prefix("not") ? $0.values(field) : nil }) { return .not(node) }
        return values(field)
    }

    private mutating func literal() -> Value? {
        attempt { $0.quoted() } ?? attempt { $0.unquoted() }
    }

    private mutating func quoted() -> Value? {
        guard take("\"") else { return nil }
        var text: [UInt16] = []
        while index < units.count {
            if let unit = escapedBlank() ?? escapedUnicode() {
                text.append(unit)
            } else if at("\\"), index + 1 < units.count, units[index + 1] == 0x5C || units[index + 1] == 0x22 {
                text.append(units[index + 1])
                index += 2
            } else if take("\"") {
                return .quoted(String(decoding: text, as: UTF16.self))
            } else {
                text.append(units[index])
                index += 1
            }
        }
        return nil
    }

    private mutating func unquoted() -> Value? {
        var text: [UInt16] = []
        var hasWildcard = false
        while index < units.count {
            if let unit = escapedBlank() ?? escapedSpecial() ?? escapedUnicode() {
                text.append(unit)
            } else if let word = escapedKeyword() {
                text += word
            } else if take("*") {
                hasWildcard = true
                text.append(0x2A)
            } else if isSpecial(units[index]) || isKeywordHere {
                break
            } else {
                text.append(units[index])
                index += 1
            }
        }
        guard !text.isEmpty else { return nil }
        let trimmed = String(decoding: text, as: UTF16.self).trimmed
        return hasWildcard ? .wildcard(trimmed) : .literal(trimmed)
    }

    private mutating func escapedBlank() -> UInt16? {
        for (letter, unit) in [("t", 9), ("r", 13), ("n", 10)] as [(String, UInt16)] where takeAll("\\" + letter) {
            return unit
        }
        return nil
    }

    private mutating func escapedUnicode() -> UInt16? {
        guard at("\\"), index + 5 < units.count, units[index + 1] == 0x75 else { return nil }
        let digits = String(decoding: units[(index + 2)...(index + 5)], as: UTF16.self)
        guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit), let unit = UInt16(digits, radix: 16) else {
            return nil
        }
        index += 6
        return unit
    }

    private mutating func escapedSpecial() -> UInt16? {
        guard at("\\"), index + 1 < units.count, isSpecial(units[index + 1]) else { return nil }
        index += 2
        return units[index - 1]
    }

    private mutating func escapedKeyword() -> [UInt16]? {
        for word in ["or", "and", "not"] where at("\\") && hasWord(word, at: index + 1) {
            index += 1 + word.utf16.count
            return Array(units[(index - word.utf16.count)..<index])
        }
        return nil
    }

    // MARK: Signs

    private var isKeywordHere: Bool {
        var copy = self
        if copy.keyword("or") { return true }
        copy = self
        if copy.keyword("and") { return true }
        copy = self
        return copy.prefix("not")
    }

    /// Space+ word Space+
    private mutating func keyword(_ word: String) -> Bool {
        guard spaces() > 0, hasWord(word, at: index) else { return false }
        index += word.utf16.count
        return spaces() > 0
    }

    /// word Space+
    private mutating func prefix(_ word: String) -> Bool {
        guard hasWord(word, at: index) else { return false }
        index += word.utf16.count
        return spaces() > 0
    }

    private func hasWord(_ word: String, at start: Int) -> Bool {
        let end = start + word.utf16.count
        return end <= units.count && String(decoding: units[start..<end], as: UTF16.self).lowercased() == word
    }

    private mutating func sign(_ sign: String) -> Bool {
        spaces()
        guard takeAll(sign) else { return false }
        spaces()
        return true
    }

    private func isSpecial(_ unit: UInt16) -> Bool { "\\():<>\"*{}".utf16.contains(unit) }

    @discardableResult private mutating func spaces() -> Int {
        let start = index
        while index < units.count, [0x20, 0x09, 0x0D, 0x0A, 0xA0].contains(units[index]) { index += 1 }
        return index - start
    }

    private func at(_ sign: String) -> Bool { index < units.count && units[index] == sign.utf16.first }

    private mutating func take(_ sign: String) -> Bool { takeAll(sign) }

    private mutating func takeAll(_ text: String) -> Bool {
        let end = index + text.utf16.count
        guard end <= units.count, units[index..<end].elementsEqual(text.utf16) else { return false }
        index = end
        return true
    }

    private mutating func attempt<Result>(_ body: (inout KQLGrammar) -> Result?) -> Result? {
        let start = index
        if let result = body(&self) { return result }
        index = start
        return nil
    }
}

extension String {
    /// As JavaScript's `trim`.
    fileprivate var trimmed: String {
        var slice = self[...]
        while slice.first?.isWhitespace == true { slice.removeFirst() }
        while slice.last?.isWhitespace == true { slice.removeLast() }
        return String(slice)
    }
}
