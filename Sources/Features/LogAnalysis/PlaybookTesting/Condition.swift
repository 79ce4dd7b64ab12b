internal import Model
internal import Support

/// One thing in a playbook that decides whether a code fires, and that may be there for nothing.
struct Condition: Sendable {
    /// Where it stands.
    var mark: YAMLMark
    /// What it is, in messages.
    var what: String
    /// What an input is likely to hold that depends on it.
    var hint: String
    /// The code of its rule; nothing for the name of a field.
    var code: String?
    /// The playbooks that it is taken from; nothing for all of them.
    var playbook: String?
    /// Takes it away.
    var drop: @Sendable (inout Playbook) -> Void

    /// The same playbooks without it.
    func dropped(from set: PlaybookSet) -> PlaybookSet {
        PlaybookSet(
            set.readPlaybooks.map { read in
                var read = read
                if playbook == nil || playbook == read.playbook.name { drop(&read.playbook) }
                return read
            })
    }

    /// All conditions of a playbook, in the order of its keys.
    static func all(of read: ReadPlaybook) -> [Condition] { fields(of: read) + rules(of: read) }

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

    /// The names under which a playbook looks for values, and the phrases in which it looks for a status.
    static func fields(of read: ReadPlaybook) -> [Condition] {
        record(read) + phrases(read) + evidence(read)
    }

    private static func record(_ read: ReadPlaybook) -> [Condition] {
        // Nothing that fires depends on a contact's identity.
        let fields = read.playbook.recordFields.enumerated().filter { $1.role != .contact }
        return fields.flatMap { position, field in
            field.aliases.enumerated().map { item, alias in
                Condition(
                    mark: read.mark(.key("recordFields"), .item(position), .key("aliases"), .item(item)),
                    what: "the name ‘\(alias)’ of the record field \(field.role.rawValue)", hint: last(of: alias),
                    playbook: read.playbook.name
                ) { $0.recordFields[position].aliases.remove(at: item) }
            }
        }
    }

    private static func phrases(_ read: ReadPlaybook) -> [Condition] {
        read.playbook.statusPhrases.enumerated().map { position, phrase in
            Condition(
                mark: read.mark(.key("statusPhrases"), .item(position)), what: "the status phrase ‘\(phrase)’",
                hint: phrase.replacing("{status}", with: ""), playbook: read.playbook.name
            ) { $0.statusPhrases.remove(at: position) }
        }
    }

    /// A field that several playbooks declare is read under the names of all, so a name is taken from all of them.
    private static func evidence(_ read: ReadPlaybook) -> [Condition] {
        read.playbook.evidenceFields.enumerated().flatMap { position, field in
            field.aliases.enumerated().map { item, alias in
                Condition(
                    mark: read.mark(.key("evidenceFields"), .item(position), .key("aliases"), .item(item)),
                    what: "the name ‘\(alias)’ of the evidence field \(field.name)", hint: last(of: alias)
                ) { playbook in
                    for place in playbook.evidenceFields.indices where playbook.evidenceFields[place].name == field.name
                    {
                        playbook.evidenceFields[place].aliases.removeAll { $0 == alias }
                    }
                }
            }
        }
    }

    /// In a nested record only the last part of a path stands as it is.
    private static func last(of alias: String) -> String { alias.split(separator: ".").last.map(String.init) ?? alias }
}
