internal import Model

/// What starts an integration: a group without a trigger, one that no list has, and reminders without theirs.
enum TriggerChecks {
    /// Of the groups themselves. Two inputs of one group are judged together, since one may show what the other leaves out.
    static func observations(
        _ configuration: ClientConfiguration, _ owners: GroupOwners, _ integrations: [Playbook]
    ) -> [Observation] {
        let groups = configuration.groups
        return SameGroup.merged(groups, Array(groups.indices)).flatMap { members -> [Observation] in
            let shown = inForce(members.filter { groups[$0].showsTriggers }, groups)
            guard let first = shown.first else { return [] }
            var playbook: Playbook?
            if case .integration(let position) = owners.owners[first] { playbook = integrations[position] }
            var ids: Set<Int> = []
            let given = shown.flatMap { groups[$0].triggerIDs }.filter { ids.insert($0).inserted }
            if given.isEmpty {
                return [
                    Observation(
                        code: CheckCodes.noTrigger, integration: playbook?.name, name: "integrationGroupTriggers",
                        value: "[]", business: groups[first].businessNumber, place: groups[first].place)
                ]
            }
            guard let playbook else { return [] }
            let list = TriggerList(configuration.triggers, playbook)
            return given.filter { list.wasRead && !list.knows($0) }.map { id in
                Observation(
                    code: CheckCodes.unknownTrigger, integration: playbook.name, name: "triggerId", value: String(id),
                    business: groups[first].businessNumber, place: groups[first].place)
            }
        }
    }

    /// Of the bodies of one group, those that hold: the planned ones where there are any.
    private static func inForce(_ members: [Int], _ groups: [GroupConfiguration]) -> [Int] {
        let planned = members.filter { groups[$0].isPlanned }
        return planned.isEmpty ? members : planned
    }

    /// Locations with properties for reminders whose group lacks triggers that reminders need.
    ///
    /// Nothing is said where no input shows the group's triggers. Ids are not documented, so that only the list of triggers
    /// says which is which; without it, only their number can be too small.
    static func reminders(
        _ configuration: ClientConfiguration, _ businesses: IntegrationBusinesses, _ table: IntegrationTable
    ) -> [Observation] {
        let needed = table.playbook.triggers.filter(\.forReminders)
        let properties = table.playbook.properties.filter(\.forReminders)
        guard !needed.isEmpty, !properties.isEmpty else { return [] }
        let list = TriggerList(configuration.triggers, table.playbook)
        return businesses.all.flatMap { business, _ -> [Observation] in
            let used = properties.compactMap { property in
                table.setting(of: property, business: business).map { (property, $0) }
            }
            let owned = table.links.groups(of: business)
            guard !used.isEmpty, owned.count == 1, let group = owned.first else { return [] }
            let groups = configuration.groups
            let shown = inForce(table.links.groups[group].filter { groups[$0].showsTriggers }, groups)
            guard !shown.isEmpty, let lack = list.lack(of: needed, in: Set(shown.flatMap { groups[$0].triggerIDs }))
            else {
                return []
            }
            return used.map { property, setting in
                Observation(
                    code: CheckCodes.reminderTriggers, integration: table.playbook.name, name: property.name,
                    value: setting.value, business: business, place: setting.place, verdict: lack.verdict,
                    remark: lack.remark)
            }
        }
    }
}

/// The triggers of one integration, as an answer of *list triggers* and the playbook know them.
struct TriggerList {
    private let rows: [ListedTrigger]
    private let known: [Trigger]

    init(_ all: [ListedTrigger], _ playbook: Playbook) {
        known = playbook.triggers
        // Allscripts' rows do not name their source.
        rows = all.filter { row in
            row.sourceID.map { $0 == playbook.identity?.sourceID }
                ?? playbook.triggers.contains { Self.isSame(row, $0) }
        }
    }

    /// Whether an answer of this integration's was given.
    var wasRead: Bool { !rows.isEmpty }

    func knows(_ id: Int) -> Bool { rows.contains { $0.id == id } || known.contains { $0.id == id } }

    /// What a group with these triggers lacks of the needed ones; nil where that is nothing.
    func lack(of needed: [Trigger], in ids: Set<Int>) -> (verdict: Verdict, remark: String)? {
        let found = needed.map { trigger in (trigger, self.ids(of: trigger)) }
        if found.allSatisfy({ !$0.1.isDisjoint(with: ids) }) { return nil }
        let missing = found.filter { !$0.1.isEmpty && $0.1.isDisjoint(with: ids) }
        if wasRead, !missing.isEmpty {
            let names = missing.map { trigger, ids in
                "*\(trigger.name)* (\(ids.sorted().map(String.init).joined(separator: ", ")))"
            }
            return (.likely, "The group does not have \(names.joined(separator: " and "))")
        }
        let count = "The group has \(ids.count) \(ids.count == 1 ? "trigger" : "triggers")"
        if ids.count < needed.count { return (.likely, "\(count), and reminders need \(needed.count)") }
        return (
            .undetermined,
            "\(count), and only the list of triggers shows whether the \(needed.count) that reminders need are among them"
        )
    }

    /// The ids under which a trigger is known; none where the answer does not show it and no document does.
    private func ids(of trigger: Trigger) -> Set<Int> {
        let listed = rows.filter { Self.isSame($0, trigger) }.map(\.id)
        return Set(listed.isEmpty ? [trigger.id].compactMap(\.self) : listed)
    }

    private static func isSame(_ row: ListedTrigger, _ trigger: Trigger) -> Bool {
        if let service = row.service, let other = trigger.service, service.lowercased() == other.lowercased() {
            return true
        }
        guard let name = row.displayName.map(PropertyNames.unspaced) else { return false }
        return ([trigger.name] + trigger.alsoCalled).contains { PropertyNames.unspaced($0) == name }
    }
}
