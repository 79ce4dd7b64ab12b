internal import Model
internal import Support

extension Condition {
    /// What the rules of a playbook compare with.
    static func rules(of read: ReadPlaybook) -> [Condition] {
        read.playbook.rules.indices.flatMap { position in
            whole(position, read) + listed(position, read)
        }
    }

    /// The keys of a rule that hold one text.
    private static func whole(_ position: Int, _ read: ReadPlaybook) -> [Condition] {
        let rule = read.playbook.rules[position]
        func condition(
            _ key: String, _ value: String?, _ what: String, _ drop: @escaping @Sendable (inout Rule) -> Void
        ) -> Condition? {
            guard let value else { return nil }
            return Condition(
                mark: read.mark(.key("rules"), .item(position), .key(key)), what: "\(what) ‘\(value)’ of \(rule.code)",
                hint: value, code: rule.code, playbook: read.playbook.name
            ) { drop(&$0.rules[position]) }
        }
        return [
            // Not nothing: without a reason the rule's other spellings would go as well.
            condition("reason", rule.reason, "the reason") { $0.reason = unwritten },
            condition("field", rule.field, "the field") { $0.field = nil },
            condition("property", rule.property, "the property") { $0.property = nil },
        ].compactMap(\.self)
    }

    /// The keys of a rule that hold several.
    private static func listed(_ position: Int, _ read: ReadPlaybook) -> [Condition] {
        let rule = read.playbook.rules[position]
        let lists: [(String, String, [String], any (WritableKeyPath<Rule, [String]> & Sendable))] = [
            ("alsoWritten", "the spelling", rule.alsoWritten, \.alsoWritten),
            ("values", "the value", rule.values, \.values), ("texts", "the text", rule.texts, \.texts),
            ("statuses", "the status", rule.statuses, \.statuses),
        ]
        return lists.flatMap { key, what, values, path in
            values.enumerated().map { item, value in
                Condition(
                    mark: read.mark(.key("rules"), .item(position), .key(key), .item(item)),
                    what: "\(what) ‘\(value)’ of \(rule.code)", hint: value, code: rule.code,
                    playbook: read.playbook.name
                ) { $0.rules[position][keyPath: path].remove(at: item) }
            }
        }
    }

    /// A text that no log holds: a character of private use.
    private static let unwritten = "\u{F0000}"
}
