extension YAMLMap {
    /// One of an enumeration's cases, which must be there. The enumeration must have cases.
    public func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, of type: Choice.Type
    ) -> Choice where Choice.RawValue == String {
        requiredNode(key, Self.alternatives(type)).map { choice(of: $0, type) } ?? Self.standIn(type)
    }

    /// One of an enumeration's cases, or nothing.
    public func optionalChoice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, of type: Choice.Type
    ) -> Choice? where Choice.RawValue == String {
        node(key).map { choice(of: $0, type) }
    }

    /// A list of an enumeration's cases; empty where the key is absent.
    public func choices<Choice: RawRepresentable & CaseIterable>(
        _ key: String, of type: Choice.Type
    ) -> [Choice] where Choice.RawValue == String {
        guard let node = node(key) else { return [] }
        return items(of: node, "a list of \(Self.alternatives(type))").map { choice(of: $0, type) }
    }

    private func choice<Choice: RawRepresentable & CaseIterable>(
        of node: YAMLNode, _ type: Choice.Type
    ) -> Choice where Choice.RawValue == String {
        var suggestion: String?
        if case .scalar(let scalar) = node.content {
            if let choice = Choice(rawValue: scalar.text) { return choice }
            if reader.isFull { return Self.standIn(type) }
            let nearest = NearestWord.nearest(to: scalar.text, among: type.allCases.map(\.rawValue))
            suggestion = nearest.map { "did you mean \(Shown.quoted($0))?" }
        }
        fault(
            at: node.mark, found: Shown.kind(of: node), expected: Self.alternatives(type), suggestion: suggestion)
        return Self.standIn(type)
    }

    private static func alternatives<Choice: RawRepresentable & CaseIterable>(
        _ type: Choice.Type
    ) -> String where Choice.RawValue == String {
        Shown.alternatives(type.allCases.map(\.rawValue))
    }

    private static func standIn<Choice: CaseIterable>(_ type: Choice.Type) -> Choice {
        guard let first = type.allCases.first else { preconditionFailure("\(type) has no cases to choose from") }
        return first
    }
}
