internal import Model

/// What cannot be right about groups and mappings themselves, whatever their properties.
enum IdentityChecks {
    static func observations(
        _ configuration: ClientConfiguration, _ owners: GroupOwners, _ states: MappingStates
    ) -> [Observation] {
        var all: [Observation] = []
        func add(_ code: String, _ name: String, _ value: String?, _ place: SourcePlace, business: String? = nil) {
            all.append(Observation(code: code, name: name, value: value, business: business, place: place))
        }
        func addUnusual(_ number: String, _ name: String, _ place: SourcePlace) {
            guard BusinessNumber(number)?.hasUsualLength == false else { return }
            add(CheckCodes.unusualNumber, name, number, place, business: number)
        }
        for (group, owner) in zip(configuration.groups, owners.owners) {
            if owner == .contradicted {
                add(CheckCodes.sourceContradicted, "integrationSourceId", group.sourceID.map(String.init), group.place)
                add(CheckCodes.sourceContradicted, "integrationSource", group.sourceName, group.place)
            }
            if let number = group.businessNumber { addUnusual(number, "parentBusinessNumber", group.place) }
        }
        if let given = states.givenStatus, given.value != "true" {
            add(CheckCodes.inactive, given.key, given.value, given.place)
        }
        for mapping in configuration.mappings {
            addUnusual(mapping.businessNumber, "businessNumber", mapping.place)
            guard mapping.isActive == false, states.givenStatus == nil else { continue }
            add(CheckCodes.inactive, "active", "false", mapping.place, business: mapping.businessNumber)
        }
        return all
    }
}

/// Keys and source ids that no playbook knows, and that therefore decide nothing.
enum UnknownNameCheck {
    static func observations(
        _ configuration: ClientConfiguration, _ owners: GroupOwners, _ integrations: [Playbook]
    ) -> [Observation] {
        var keys = KnownKeys(integrations)
        let ofGroups = zip(configuration.groups, owners.owners).flatMap { group, owner -> [Observation] in
            guard owner == .unknown else { return unknown(group.settings, nil, &keys) }
            let name = group.sourceID.map(String.init) ?? group.sourceName
            return [
                Observation(code: CheckCodes.unknownName, name: "integrationSource", value: name, place: group.place)
            ]
        }
        return ofGroups + configuration.mappings.flatMap { unknown($0.settings, $0.businessNumber, &keys) }
    }

    private static func unknown(_ settings: [Setting], _ business: String?, _ keys: inout KnownKeys) -> [Observation] {
        settings.filter { !keys.isKnown($0.key) }.map { setting in
            Observation(
                code: CheckCodes.unknownName, name: "propertyKey", value: setting.key, business: business,
                place: setting.place, nearMiss: keys.nearest(to: setting.key))
        }
    }
}

/// The keys of all integrations' properties.
private struct KnownKeys {
    private var finders: [PropertyFinder]
    private let keys: [String]

    init(_ integrations: [Playbook]) {
        finders = integrations.map(PropertyFinder.init)
        keys = integrations.flatMap(\.properties).flatMap(\.spellings)
    }

    mutating func isKnown(_ key: String) -> Bool { finders.indices.contains { finders[$0].position(of: key) != nil } }

    func nearest(to key: String) -> NearMiss? {
        keys.lazy.compactMap { AllowedList($0, separator: nil).nearMiss(of: key) }.first
    }
}

/// Two values of one property for one business, or for one group.
enum DisagreementCheck {
    static func observations(_ table: IntegrationTable) -> [Observation] {
        let properties = table.playbook.properties
        var all: [Observation] = []
        func add(_ property: Int, _ settings: [Setting], _ business: String?) {
            guard settings.count > 1 else { return }
            for (position, setting) in settings.enumerated() {
                all.append(
                    Observation(
                        code: CheckCodes.disagreement, integration: table.playbook.name,
                        name: properties[property].name, value: setting.value,
                        business: position == 0 ? business : nil, place: setting.place, verdict: .undetermined))
            }
        }
        for (property, settings) in table.given.sorted(by: { $0.key < $1.key }) { add(property, settings, nil) }
        for bodies in [table.today] + [table.planned].compactMap(\.self) {
            for values in bodies.grouped {
                for (property, settings) in values.sorted(by: { $0.key < $1.key }) { add(property, settings, nil) }
            }
            for business in bodies.links.contested {
                for property in properties.indices where bodies.isOfGroup(property, business) {
                    add(property, bodies.groupSettings(of: business, at: property, properties[property]), business)
                }
            }
            let disputed = bodies.mapped.filter { $0.value.count > 1 }
            let slots = disputed.sorted { ($0.key.owner, $0.key.property) < ($1.key.owner, $1.key.property) }
            for (slot, settings) in slots { add(slot.property, settings, slot.owner) }
        }
        return all
    }
}
