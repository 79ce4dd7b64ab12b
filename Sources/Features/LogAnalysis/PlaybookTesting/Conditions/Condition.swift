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
}

extension Condition {
    /// All conditions of a playbook, in the order of its keys.
    static func all(of read: ReadPlaybook) -> [Condition] { fields(of: read) + rules(of: read) }
}
