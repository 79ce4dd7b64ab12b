internal import Model

/// A rule whose reason a configuration can confirm: the field that was compared, and the property it was compared with.
struct ComparedRule: Sendable {
    var integration: String
    var rule: Rule
    /// The evidence field's slot; nothing for a flag, which only a property can show.
    var slot: Int?
    var field: String?
    var property: Property
}

extension ComparedRule {
    /// All of them, in the playbooks' order.
    static func all(_ playbooks: PlaybookSet, _ slots: Slots) -> [ComparedRule] {
        playbooks.playbooks.filter { $0.kind == .integration }.flatMap { playbook in
            playbook.rules.compactMap { rule in
                guard let key = rule.property else { return nil }
                guard let property = playbook.properties.first(where: { $0.key == key }) else { return nil }
                return ComparedRule(
                    integration: playbook.name, rule: rule,
                    slot: rule.field.flatMap { slots.number(of: .evidence($0)) }, field: rule.field, property: property)
            }
        }
    }
}
