internal import Model

/// Which integration a record belongs to (design.md D8, D12).
struct Placement: Sendable {
    private var named: [String: String] = [:]
    private var sources: [String: String] = [:]
    /// Evidence fields that only one playbook has.
    private(set) var ownFields: [String: String] = [:]

    /// How a record was placed.
    enum Ground: Equatable {
        /// It names its integration.
        case named
        /// By a reason or a field that only one integration has.
        case own
        /// Only by the exact wording of a reason that two integrations share.
        case wording
        /// Only by the user's word.
        case assumed
    }

    init(_ playbooks: PlaybookSet) {
        var fields: [String: Set<String>] = [:]
        for playbook in playbooks.playbooks where playbook.kind == .integration {
            for name in [playbook.name] + (playbook.identity?.names ?? []) {
                named[IntegrationName.key(of: name)] = playbook.name
            }
            if let id = playbook.identity?.sourceID { sources[String(id)] = playbook.name }
            for field in playbook.evidenceFields { fields[field.name, default: []].insert(playbook.name) }
        }
        for (field, owners) in fields where owners.count == 1 { ownFields[field] = owners.first }
    }

    /// The integration that a value names; nothing if the value cannot name one.
    func integration(named value: String) -> String? {
        sources[value.trimmed] ?? named[IntegrationName.key(of: value)]
    }

    /// The integration of a record that names none, from its reasons and from the evidence fields that it has.
    func infer(_ reasons: [[ReasonRule]], fields: [String]) -> (integration: String, ground: Ground)? {
        var owners = Set(fields.compactMap { ownFields[$0] })
        for rules in reasons where Set(rules.map(\.integration)).count == 1 { owners.insert(rules[0].integration) }
        if owners.count > 1 { return nil }
        if let owner = owners.first { return (owner, .own) }
        let spelled = Set(
            reasons.compactMap { rules in
                let own = rules.filter(\.isOwnSpelling)
                return own.count == 1 && rules.count > 1 ? own[0].integration : nil
            })
        guard spelled.count == 1, let only = spelled.first else { return nil }
        return (only, .wording)
    }
}
