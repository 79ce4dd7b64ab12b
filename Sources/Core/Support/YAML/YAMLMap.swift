/// One mapping while it is read. Every key that exists must be asked for, by one of the functions of the extensions.
public final class YAMLMap {
    /// Where the mapping begins.
    public let mark: YAMLMark
    /// The file that it stands in, as the caller named it.
    public var file: String { reader.file }
    /// What the mapping is, in messages.
    public let what: String
    let reader: YAMLReader
    private let entries: [YAMLEntry]
    private var isAsked: [Bool]
    private var asked: [String] = []

    init(_ entries: [YAMLEntry], mark: YAMLMark, what: String, reader: YAMLReader) {
        self.entries = entries
        self.mark = mark
        self.what = what
        self.reader = reader
        isAsked = Array(repeating: false, count: entries.count)
    }

    /// All keys that stand there, in order; looking at them does not ask for them.
    public var keys: [String] { entries.map(\.key) }

    /// Whether the key stands there, with or without a value; does not ask for it.
    public func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

    /// Where the key stands, or where the mapping begins if it does not; does not ask for it.
    public func mark(of key: String) -> YAMLMark { entries.first { $0.key == key }?.mark ?? mark }

    /// Where the key's value stands, or where the mapping begins if there is none; does not ask for it.
    public func markOfValue(_ key: String) -> YAMLMark { entries.first { $0.key == key }?.value.mark ?? mark }

    /// Takes note of a fault at any place, such as one of the marks above.
    public func fault(at mark: YAMLMark, found: String, expected: String, suggestion: String? = nil) {
        reader.fault(at: mark, found: found, expected: expected, suggestion: suggestion)
    }

    /// Asks for a key's value as it stands, for shapes that no other function reads; nothing where it is absent or
    /// null.
    public func node(_ key: String) -> YAMLNode? {
        if !asked.contains(key) { asked.append(key) }
        guard let position = entries.firstIndex(where: { $0.key == key }) else { return nil }
        isAsked[position] = true
        let value = entries[position].value
        if case .scalar(let scalar) = value.content, scalar.meaning == .nothing { return nil }
        return value
    }

    /// Asks for a key's value; a fault if there is none.
    public func requiredNode(_ key: String, _ expected: @autoclosure () -> String) -> YAMLNode? {
        if let value = node(key) { return value }
        if has(key) {
            fault(at: markOfValue(key), found: "nothing for \(Shown.quoted(key))", expected: expected())
        } else {
            fault(
                at: mark, found: "\(what) without \(Shown.quoted(key))", expected: "\(Shown.quoted(key)): \(expected())"
            )
        }
        return nil
    }

    /// Every key that nobody asked for is a fault with the nearest key that was asked for: rather one that is still
    /// missing than one that stands there already.
    func refuseTheRest() {
        guard isAsked.contains(false) else { return }
        let missing = asked.filter { !has($0) }
        for (position, entry) in entries.enumerated() where !isAsked[position] {
            if reader.isFull { return }
            let nearest =
                NearestWord.nearest(to: entry.key, among: missing) ?? NearestWord.nearest(to: entry.key, among: asked)
            fault(
                at: entry.mark,
                found: nearest != nil || Shown.isWord(entry.key)
                    ? "the unknown key \(Shown.quoted(entry.key))" : "an unknown key",
                expected: "a key of \(what): \(Shown.alternatives(asked))",
                suggestion: nearest.map { "did you mean \(Shown.quoted($0))?" })
        }
    }

    /// A text that must be there and hold more than blanks.
    public func text(_ key: String) -> String { requiredNode(key, "text").map { filledText(of: $0) } ?? "" }

    /// A text, even an empty one, or nothing.
    public func optionalText(_ key: String) -> String? { node(key).map { text(of: $0) } }

    /// A whole number that must be there.
    public func integer(_ key: String, in range: ClosedRange<Int> = .min ... .max) -> Int {
        requiredNode(key, Self.expectedInteger(range)).map { integer(of: $0, range) } ?? range.lowerBound
    }

    /// A whole number, or nothing.
    public func optionalInteger(_ key: String, in range: ClosedRange<Int> = .min ... .max) -> Int? {
        node(key).map { integer(of: $0, range) }
    }

    /// `true` or `false`, which must be there.
    public func boolean(_ key: String) -> Bool { requiredNode(key, "true or false").map { boolean(of: $0) } ?? false }

    /// `true` or `false`, or what holds where the key is absent.
    public func boolean(_ key: String, default standard: Bool) -> Bool { node(key).map { boolean(of: $0) } ?? standard }

    /// A scalar that is text: in quotes, or nothing that an editor takes for a number, a truth value or null.
    func text(of node: YAMLNode) -> String {
        guard case .scalar(let scalar) = node.content else {
            fault(at: node.mark, found: Shown.kind(of: node), expected: "text")
            return ""
        }
        if scalar.meaning == .text { return scalar.text }
        let suggestion = scalar.meaning == .nothing ? nil : "put it in quotes"
        fault(at: node.mark, found: Shown.kind(of: node), expected: "text", suggestion: suggestion)
        return ""
    }

    /// As above, with more than blanks in it.
    private func filledText(of node: YAMLNode) -> String {
        let text = text(of: node)
        if case .scalar(let scalar) = node.content, scalar.isQuoted, text.allSatisfy(\.isWhitespace) {
            fault(at: node.mark, found: "an empty text", expected: "text")
        }
        return text
    }

    private func integer(of node: YAMLNode, _ range: ClosedRange<Int>) -> Int {
        let expected = Self.expectedInteger(range)
        guard case .scalar(let scalar) = node.content else {
            fault(at: node.mark, found: Shown.kind(of: node), expected: expected)
            return range.lowerBound
        }
        let number = Int(scalar.text)
        if scalar.meaning == .number, let number, range.contains(number) { return number }
        fault(
            at: node.mark, found: Shown.kind(of: node, isNear: number != nil, wantsNumber: true), expected: expected,
            suggestion: scalar.isQuoted && number != nil ? "drop the quotes" : nil)
        return range.lowerBound
    }

    private func boolean(of node: YAMLNode) -> Bool {
        if case .scalar(let scalar) = node.content, !scalar.isQuoted, let value = Bool(scalar.text) { return value }
        let meant = meant(by: node)
        fault(
            at: node.mark, found: Shown.kind(of: node, isNear: meant != nil, wantsNumber: meant != nil),
            expected: "true or false", suggestion: meant)
        return false
    }

    /// Other spellings of a truth value, most of which older YAML knows.
    private func meant(by node: YAMLNode) -> String? {
        guard case .scalar(let scalar) = node.content else { return nil }
        switch scalar.text.lowercased() {
        case "yes", "y", "on", "true", "1": return "write true, without quotes"
        case "no", "n", "off", "false", "0": return "write false, without quotes"
        default: return nil
        }
    }

    private static func expectedInteger(_ range: ClosedRange<Int>) -> String {
        switch (range.lowerBound, range.upperBound) {
        case (.min, .max): "a whole number"
        case (let low, .max): "a whole number from \(low)"
        case (.min, let high): "a whole number up to \(high)"
        case (let low, let high): "a whole number from \(low) to \(high)"
        }
    }

    /// One of an enumeration's cases, which must be there. The enumeration must have cases.
    public func choice<Choice: RawRepresentable<String> & CaseIterable>(_ key: String, of type: Choice.Type) -> Choice {
        requiredNode(key, Self.alternatives(type)).map { choice(of: $0, type) } ?? Self.standIn(type)
    }

    /// One of an enumeration's cases, or nothing.
    public func optionalChoice<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: String, of type: Choice.Type
    ) -> Choice? {
        node(key).map { choice(of: $0, type) }
    }

    /// A list of an enumeration's cases; empty where the key is absent.
    public func choices<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: String, of type: Choice.Type
    ) -> [Choice] {
        guard let node = node(key) else { return [] }
        return items(of: node, "a list of \(Self.alternatives(type))").map { choice(of: $0, type) }
    }

    private func choice<Choice: RawRepresentable<String> & CaseIterable>(
        of node: YAMLNode, _ type: Choice.Type
    ) -> Choice {
        var suggestion: String?
        if case .scalar(let scalar) = node.content {
            if let choice = Choice(rawValue: scalar.text) { return choice }
            if reader.isFull { return Self.standIn(type) }
            let nearest = NearestWord.nearest(to: scalar.text, among: type.allCases.map(\.rawValue))
            suggestion = nearest.map { "did you mean \(Shown.quoted($0))?" }
        }
        fault(
            at: node.mark, found: Shown.kind(of: node, isNear: suggestion != nil), expected: Self.alternatives(type),
            suggestion: suggestion)
        return Self.standIn(type)
    }

    private static func alternatives<Choice: RawRepresentable<String> & CaseIterable>(_ type: Choice.Type) -> String {
        Shown.alternatives(type.allCases.map(\.rawValue))
    }

    private static func standIn<Choice: CaseIterable>(_ type: Choice.Type) -> Choice {
        guard let first = type.allCases.first else { preconditionFailure("\(type) has no cases to choose from") }
        return first
    }

    /// A list of texts, each with more than blanks in it; empty where the key is absent.
    public func texts(_ key: String) -> [String] { optionalTexts(key) ?? [] }

    /// A list of texts, or nothing where the key is absent.
    public func optionalTexts(_ key: String) -> [String]? {
        node(key).map { node in items(of: node, "a list of texts").map { filledText(of: $0) } }
    }

    /// A list of texts that must be there and hold at least one.
    public func someTexts(_ key: String) -> [String] {
        guard let node = requiredNode(key, "a list of texts") else { return [] }
        let items = items(of: node, "a list of texts")
        if case .sequence(let all) = node.content, all.isEmpty {
            fault(at: node.mark, found: "an empty list", expected: "a list of at least one text")
        }
        return items.map { filledText(of: $0) }
    }

    /// One text or a list of texts; empty where the key is absent.
    public func textOrTexts(_ key: String) -> [String] {
        guard let node = node(key) else { return [] }
        if case .sequence(let items) = node.content { return items.map { filledText(of: $0) } }
        guard case .scalar = node.content else {
            fault(at: node.mark, found: Shown.kind(of: node), expected: "text or a list of texts")
            return []
        }
        return [filledText(of: node)]
    }

    /// A mapping of free keys to texts, in order; empty where the key is absent.
    public func pairs(_ key: String) -> [(key: String, value: String)] {
        entries(of: key, "a mapping of keys to texts").map { ($0.key, text(of: $0.value)) }
    }

    /// A mapping of free names to a text or to a mapping each, in order; empty where the key is absent.
    public func textsOrMappings<Value>(
        _ key: String, of what: String, text: (_ name: String, _ text: String) -> Value,
        mapping: (_ name: String, _ map: YAMLMap) -> Value
    ) -> [Value] {
        entries(of: key, "a mapping of keys, each to a text or to \(what)").compactMap { entry in
            guard case .mapping = entry.value.content else { return text(entry.key, self.text(of: entry.value)) }
            return reader.mapping(entry.value, of: what) { mapping(entry.key, $0) }
        }
    }

    private func entries(of key: String, _ expected: String) -> [YAMLEntry] {
        guard let node = node(key) else { return [] }
        if case .mapping(let entries) = node.content { return entries }
        fault(at: node.mark, found: Shown.kind(of: node), expected: expected)
        return []
    }

    /// The nodes of a list; a fault if it is none.
    func items(of node: YAMLNode, _ expected: @autoclosure () -> String) -> [YAMLNode] {
        if case .sequence(let items) = node.content { return items }
        var suggestion: String?
        if case .scalar = node.content {
            suggestion = "put it in brackets"
        }
        fault(at: node.mark, found: Shown.kind(of: node), expected: expected(), suggestion: suggestion)
        return []
    }

    /// A list of mappings; empty where the key is absent. `what` names one of them, such as `a rule`.
    public func mappings<Value>(_ key: String, of what: String, _ body: (YAMLMap) -> Value) -> [Value] {
        guard let node = node(key) else { return [] }
        return items(of: node, "a list, each item \(what)").compactMap { reader.mapping($0, of: what, body) }
    }

    /// A mapping under a key that must be there; nothing after a fault.
    public func mapping<Value>(_ key: String, of what: String, _ body: (YAMLMap) -> Value) -> Value? {
        requiredNode(key, what).flatMap { reader.mapping($0, of: what, body) }
    }

    /// A mapping under a key, or nothing.
    public func optionalMapping<Value>(_ key: String, of what: String, _ body: (YAMLMap) -> Value) -> Value? {
        node(key).flatMap { reader.mapping($0, of: what, body) }
    }

    /// A mapping of free names to mappings, in order; empty where the key is absent.
    public func namedMappings<Value>(
        _ key: String, of what: String, _ body: (_ name: String, _ map: YAMLMap) -> Value
    ) -> [(name: String, value: Value)] {
        entries(of: key, "a mapping of names, each to \(what)").compactMap { entry in
            reader.mapping(entry.value, of: what) { body(entry.key, $0) }.map { (entry.key, $0) }
        }
    }
}
