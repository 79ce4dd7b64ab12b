internal import Model
internal import Support

extension Condition {
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
