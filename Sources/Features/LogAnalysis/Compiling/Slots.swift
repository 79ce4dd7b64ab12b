internal import LogReading
internal import Model

/// What one slot of the reader's field plan is for.
enum SlotUse: Equatable {
    case record(RecordRole)
    /// The evidence field of that name.
    case evidence(String)
}

/// The fields that are read from every record: those of the platform, then the evidence fields of all integrations.
struct Slots {
    private(set) var uses: [SlotUse] = []
    private(set) var plans: [FieldSlot] = []

    /// `pinned`: the user's own paths, by the name of the field.
    init(_ playbooks: PlaybookSet, pinned: [String: [String]]) {
        for playbook in playbooks.playbooks {
            for field in playbook.recordFields where field.role != .contact {
                add(.record(field.role), field.role.rawValue, field.aliases, pinned)
            }
        }
        for playbook in playbooks.playbooks {
            for field in playbook.evidenceFields { add(.evidence(field.name), field.name, field.aliases, pinned) }
        }
    }

    /// Two playbooks may declare one field; its aliases are then those of both.
    private mutating func add(_ use: SlotUse, _ name: String, _ aliases: [String], _ pinned: [String: [String]]) {
        if let known = uses.firstIndex(of: use) {
            plans[known].aliases += aliases.filter { !plans[known].aliases.contains($0) }
        } else {
            uses.append(use)
            plans.append(FieldSlot(name: name, aliases: aliases, pinned: pinned[name] ?? []))
        }
    }

    /// The evidence field of a slot.
    func field(_ slot: Int) -> String? {
        guard uses.indices.contains(slot), case .evidence(let name) = uses[slot] else { return nil }
        return name
    }

    func number(of use: SlotUse) -> Int? { uses.firstIndex(of: use) }
}
