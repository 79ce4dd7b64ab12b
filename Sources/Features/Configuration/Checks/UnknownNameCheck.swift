internal import Model

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
