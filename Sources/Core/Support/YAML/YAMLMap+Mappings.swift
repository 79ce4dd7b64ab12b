extension YAMLMap {
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
        guard let node = node(key) else { return [] }
        guard case .mapping(let entries) = node.content else {
            fault(at: node.mark, found: Shown.kind(of: node), expected: "a mapping of names, each to \(what)")
            return []
        }
        return entries.compactMap { entry in
            reader.mapping(entry.value, of: what) { body(entry.key, $0) }.map { (entry.key, $0) }
        }
    }
}
