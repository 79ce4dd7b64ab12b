internal import Model

/// Which triggers that send review requests a replacement would take away.
struct DroppedTriggers {
    let playbooks: [Playbook]

    /// The known triggers with an id of the integration that the named ones belong to, or of all where none is known;
    /// nothing if each integration in question keeps one.
    func missing(from named: [Int]) -> String? {
        let integrations = playbooks.filter { playbook in playbook.triggers.contains { $0.id != nil } }
        let own = integrations.filter { $0.triggers.contains { $0.id.map(named.contains) ?? false } }
        guard own.isEmpty else { return nil }
        let names = integrations.flatMap { playbook in
            playbook.triggers.compactMap { trigger in trigger.id.map { "\($0) (\(playbook.name): \(trigger.name))" } }
        }
        return names.isEmpty ? nil : names.joined(separator: " or ")
    }
}
