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
