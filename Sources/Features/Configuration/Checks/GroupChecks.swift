internal import Model

/// What cannot be right about groups and mappings themselves, whatever their properties.
enum IdentityChecks {
    static func observations(_ configuration: ClientConfiguration, _ owners: GroupOwners) -> [Observation] {
        var all: [Observation] = []
        for (group, owner) in zip(configuration.groups, owners.owners) {
            if owner == .contradicted {
                all.append(
                    seen(
                        CheckCodes.sourceContradicted, "integrationSourceId", group.sourceID.map(String.init),
                        group.place))
                all.append(seen(CheckCodes.sourceContradicted, "integrationSource", group.sourceName, group.place))
            }
            if let number = group.businessNumber { all += length(number, "parentBusinessNumber", group.place) }
        }
        for mapping in configuration.mappings {
            all += length(mapping.businessNumber, "businessNumber", mapping.place)
            guard mapping.isActive == false else { continue }
            var inactive = seen(CheckCodes.inactive, "active", "false", mapping.place)
            inactive.business = mapping.businessNumber
            all.append(inactive)
        }
        return all
    }

    private static func length(_ number: String, _ name: String, _ place: SourcePlace) -> [Observation] {
        guard let business = BusinessNumber(number), !business.hasUsualLength else { return [] }
        var unusual = seen(CheckCodes.unusualNumber, name, number, place)
        unusual.business = number
        return [unusual]
    }

    private static func seen(_ code: String, _ name: String, _ value: String?, _ place: SourcePlace) -> Observation {
        Observation(code: code, name: name, value: value, places: [place])
    }
}

/// Keys and source ids that no playbook knows, and that therefore decide nothing.
enum UnknownNameCheck {
    static func observations(
        _ configuration: ClientConfiguration, _ owners: GroupOwners, _ integrations: [Playbook]
    ) -> [Observation] {
        var all: [Observation] = []
        var keys = KnownKeys(integrations)
        for (group, owner) in zip(configuration.groups, owners.owners) {
            if owner == .unknown {
                let value = group.sourceID.map(String.init) ?? group.sourceName
                all.append(
                    Observation(
                        code: CheckCodes.unknownName, name: "integrationSource", value: value, places: [group.place]))
                continue
            }
            all += unknown(group.settings, nil, &keys)
        }
        for mapping in configuration.mappings { all += unknown(mapping.settings, mapping.businessNumber, &keys) }
        return all
    }

    private static func unknown(_ settings: [Setting], _ business: String?, _ keys: inout KnownKeys) -> [Observation] {
        settings.compactMap { setting in
            guard !keys.isKnown(setting.key) else { return nil }
            return Observation(
                code: CheckCodes.unknownName, name: "propertyKey", value: setting.key, business: business,
                places: [setting.place], nearMiss: keys.nearest(to: setting.key))
        }
    }
}

/// The keys of all integrations' properties.
private struct KnownKeys {
    private let names: [PropertyNames]
    private let keys: [String]
    private var seen: [String: Bool] = [:]

    init(_ integrations: [Playbook]) {
        names = integrations.map { PropertyNames($0.properties) }
        keys = integrations.flatMap(\.properties).flatMap { [$0.key].compactMap { $0 } + $0.alsoCalled }
    }

    mutating func isKnown(_ key: String) -> Bool {
        if let known = seen[key] { return known }
        let known = names.contains { $0.position(of: key) != nil }
        seen[key] = known
        return known
    }

    func nearest(to key: String) -> NearMiss? {
        keys.lazy.compactMap { AllowedList($0, separator: nil).nearMiss(of: key) }.first
    }
}

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
