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
            guard !known.contains(mapping.businessNumber) else { continue }
            let isTied = mapping.groupID.map(homes.isKnown) ?? false
            let belongs = isTied || isOnly || mapping.settings.contains { finder.position(of: $0.key) != nil }
            guard belongs else { continue }
            known.insert(mapping.businessNumber)
            all.append((mapping.businessNumber, mapping.place))
        }
    }
}
