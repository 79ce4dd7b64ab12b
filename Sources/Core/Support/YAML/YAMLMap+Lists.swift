extension YAMLMap {
    /// A list of texts, each with more than blanks in it; empty where the key is absent.
    public func texts(_ key: String) -> [String] {
        optionalTexts(key) ?? []
    }

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
        guard let node = node(key) else { return [] }
        guard case .mapping(let entries) = node.content else {
            fault(at: node.mark, found: Shown.kind(of: node), expected: "a mapping of keys to texts")
            return []
        }
        return entries.map { ($0.key, text(of: $0.value)) }
    }

    /// The nodes of a list; a fault if it is none.
    func items(of node: YAMLNode, _ expected: @autoclosure () -> String) -> [YAMLNode] {
        if case .sequence(let items) = node.content { return items }
        var suggestion: String?
        if case .scalar(let scalar) = node.content {
            suggestion = "put it in brackets: [\(Self.shortened(scalar.text))]"
        }
        fault(at: node.mark, found: Shown.kind(of: node), expected: expected(), suggestion: suggestion)
        return []
    }

    /// A long or many-lined text would bury the suggestion that repeats it.
    private static func shortened(_ text: String) -> String {
        let isPlain = text.utf8.count <= 40 && text.unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) }
        return isPlain ? text : "…"
    }
}
