internal import Model

/// Two values of one property for one business, or for one group.
enum DisagreementCheck {
    static func observations(_ table: IntegrationTable, _ configuration: ClientConfiguration) -> [Observation] {
        let properties = table.playbook.properties
        var all: [Observation] = []
        func add(_ property: Int, _ settings: [Setting], _ business: String?) {
            guard settings.count > 1 else { return }
            for (position, setting) in settings.enumerated() {
                all.append(
                    Observation(
                        code: CheckCodes.disagreement, integration: table.playbook.name,
                        name: properties[property].name,
                        value: setting.value, business: position == 0 ? business : nil, places: [setting.place],
                        verdict: .undetermined))
            }
        }
        for (property, settings) in table.given.sorted(by: { $0.key < $1.key }) { add(property, settings, nil) }
        for values in table.grouped {
            for (property, settings) in values.sorted(by: { $0.key < $1.key }) { add(property, settings, nil) }
        }
        for business in table.links.contested {
            for property in properties.indices where table.mapped[.init(owner: business, property: property)] == nil {
                add(property, table.groupSettings(of: business, at: property), business)
            }
        }
        let disputed = table.mapped.filter { $0.value.count > 1 }
        let slots = disputed.sorted { ($0.key.owner, $0.key.property) < ($1.key.owner, $1.key.property) }
        for (slot, settings) in slots { add(slot.property, settings, slot.owner) }
        return all
    }
}
