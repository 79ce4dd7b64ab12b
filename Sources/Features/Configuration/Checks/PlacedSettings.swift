internal import Model

/// A setting with the property that it sets, and for whom.
struct PlacedSetting {
    var setting: Setting
    var property: Property
    /// Nothing on the command line.
    var level: PropertyLevel?
    /// The mapping's.
    var business: String?
}

/// All settings of one integration's properties.
struct PlacedSettings {
    private let configuration: ClientConfiguration
    private let settings: [Setting]
    private let owners: GroupOwners
    private let homes: GroupHomes
    private let integration: Int
    private let playbook: Playbook

    init(
        _ configuration: ClientConfiguration, _ settings: [Setting], _ owners: GroupOwners, _ homes: GroupHomes,
        _ integration: Int, _ playbook: Playbook
    ) {
        self.configuration = configuration
        self.settings = settings
        self.owners = owners
        self.homes = homes
        self.integration = integration
        self.playbook = playbook
    }

    func each(_ body: (PlacedSetting) -> Void) {
        var finder = PropertyFinder(playbook)
        func visit(_ settings: [Setting], _ level: PropertyLevel?, _ business: String?) {
            for setting in settings {
                guard let position = finder.position(of: setting.key) else { continue }
                let property = playbook.properties[position]
                body(PlacedSetting(setting: setting, property: property, level: level, business: business))
            }
        }
        visit(settings, nil, nil)
        for (position, group) in configuration.groups.enumerated() where owners.belongs(position, to: integration) {
            visit(group.settings, .group, nil)
        }
        for mapping in configuration.mappings where homes.mayBelong(mapping, to: integration) {
            visit(mapping.settings, .mapping, mapping.businessNumber)
        }
    }
}
