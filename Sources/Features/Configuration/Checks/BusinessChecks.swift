internal import Model

/// The businesses that are known to belong to one integration, each once, with the place of its first mapping.
struct IntegrationBusinesses {
    private(set) var all: [(business: String, place: SourcePlace)] = []

    init(
        _ configuration: ClientConfiguration, _ owners: GroupOwners, _ homes: GroupHomes, _ integration: Int,
        _ table: IntegrationTable
    ) {
        // A mapping does not say its integration; with groups of one integration only, there is no other.
        let isOnly = !owners.owners.isEmpty && owners.owners.allSatisfy { $0 == .integration(integration) }
        var finder = PropertyFinder(table.playbook)
        var known: Set<String> = []
        for mapping in configuration.mappings where homes.mayBelong(mapping, to: integration) {
            let isTied = mapping.groupID.map(homes.isKnown) ?? false
            let belongs = isTied || isOnly || mapping.settings.contains { finder.position(of: $0.key) != nil }
            guard belongs, known.insert(mapping.businessNumber).inserted else { continue }
            all.append((mapping.businessNumber, mapping.place))
        }
    }
}

/// A business that has the properties of two set-ups, each with a value.
enum SetUpCheck {
    static func observations(_ businesses: IntegrationBusinesses, _ table: IntegrationTable) -> [Observation] {
        let properties = table.playbook.properties
        let pairs = properties.flatMap { one in
            one.exclusiveWith.compactMap { name in properties.first { $0.key == name } }
                // Each pair once, however many of the two name the other.
                .filter { other in !other.exclusiveWith.contains(one.name) || one.name < other.name }.map { (one, $0) }
        }
        return businesses.all.flatMap { business, _ in
            pairs.flatMap { one, other -> [Observation] in
                let found = [one, other].compactMap { property -> Observation? in
                    guard let setting = table.setting(of: property, business: business) else { return nil }
                    return Observation(
                        code: CheckCodes.twoSetUps, integration: table.playbook.name, name: property.name,
                        value: setting.value, business: business, place: setting.place)
                }
                return found.count == 2 ? found : []
            }
        }
    }
}

/// A client with several locations, one of which lacks what each must have.
enum SeveralLocationsCheck {
    static func observations(_ businesses: IntegrationBusinesses, _ table: IntegrationTable) -> [Observation] {
        let mandatory = table.playbook.properties.filter(\.mandatoryForSeveral)
        guard !mandatory.isEmpty else { return [] }
        var byGroup: [String: [(business: String, place: SourcePlace)]] = [:]
        for entry in businesses.all {
            if let group = table.group(of: entry.business) { byGroup[group, default: []].append(entry) }
        }
        let members = byGroup.sorted { $0.key < $1.key }.map(\.value).filter { $0.count > 1 }.joined()
        return members.flatMap { business, place in
            mandatory.filter { isMissing($0, business, table) }.map { property in
                Observation(
                    code: CheckCodes.missingForSeveral, integration: table.playbook.name, name: property.name,
                    business: business, place: place)
            }
        }
    }

    private static func isMissing(_ property: Property, _ business: String, _ table: IntegrationTable) -> Bool {
        switch table.value(of: property, business: business) {
        case .absent: true
        case .known(let setting, _): !setting.isHidden && setting.value.allSatisfy(\.isWhitespace)
        case .disputed: false
        }
    }
}
