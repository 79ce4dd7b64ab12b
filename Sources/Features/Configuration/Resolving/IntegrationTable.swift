internal import Model

/// All values that a configuration gives to the properties of one integration.
struct IntegrationTable: Sendable {
    let playbook: Playbook
    /// Which group each business belongs to, the planned ones included.
    let links: GroupLinks
    /// What `--set` says, by property.
    private(set) var given: [Int: [Setting]] = [:]
    /// What the bodies of today's configuration say.
    let today: BodyValues
    /// What a planned configuration says.
    let planned: BodyValues?
    private let names: PropertyNames

    /// `plan` is overlaid on the configuration and on the settings of `--set`.
    init(
        _ playbook: Playbook, at position: Int, _ configuration: ClientConfiguration, _ settings: [Setting],
        plan: ClientConfiguration? = nil, _ owners: GroupOwners
    ) {
        self.playbook = playbook
        var finder = PropertyFinder(playbook)
        names = finder.names
        for setting in settings {
            guard let property = finder.position(of: setting.key) else { continue }
            SameValue.add(setting, to: &given[property, default: []], playbook.properties[property])
        }
        today = BodyValues(configuration, owners, position, &finder, playbook)
        planned = plan.map { plan in
            var all = configuration
            all.append(planned: plan)
            return BodyValues(all, owners, position, &finder, playbook, onlyPlanned: true)
        }
        links = planned?.links ?? today.links
    }

    /// What holds for a business: the plan's value, else the one of today.
    func value(of property: Property, business: String?) -> ResolvedValue {
        guard let position = names.position(of: property.name) else { return .absent }
        if let planned = plannedValue(of: property, at: position, business: business) { return planned }
        if let settings = given[position] { return resolved(settings, property.usualLevel) }
        return value(in: today, of: property, at: position, business: business) ?? .absent
    }

    /// What the plan sets for a business; nil where it leaves what is.
    func plannedValue(of property: Property, at position: Int, business: String?) -> ResolvedValue? {
        guard let planned else { return nil }
        guard let value = value(in: planned, of: property, at: position, business: business) else {
            return business.flatMap { valueOfNewGroup(of: property, at: position, business: $0) }
        }
        guard planned.isOfGroup(position, business) else { return value }
        // A value of the location's own keeps beating the group's, whether its mapping or `--set` gives it.
        if given[position] != nil { return property.usualLevel == .mapping ? nil : value }
        return business.map { today.mapped[.init(owner: $0, property: position)] != nil } ?? false ? nil : value
    }

    /// The same without what `--set` says, which holds for all alike.
    func valueOfBodies(of property: Property, at position: Int, business: String) -> ResolvedValue? {
        given[position] == nil
            ? value(of: property, business: business) : plannedValue(of: property, at: position, business: business)
    }

    /// What today's bodies say of the group that a plan ties a business to; nil for one that stays where it is.
    private func valueOfNewGroup(of property: Property, at position: Int, business: String) -> ResolvedValue? {
        guard let planned, property.isSetInGroup, given[position] == nil, planned.links.moved.contains(business),
            today.mapped[.init(owner: business, property: position)] == nil,
            let before = today.links.name(of: business),
            let group = planned.links.name(of: business), group != before
        else { return nil }
        var settings: [Setting] = []
        for place in today.links.groups.indices where today.links.name(ofGroup: place) == group {
            for setting in today.grouped[place][position] ?? [] { SameValue.add(setting, to: &settings, property) }
        }
        return resolved(settings, .group)
    }

    /// The group that a business belongs to, by its id, else by the number it hangs on; nil where that is open.
    func group(of business: String) -> String? { (planned ?? today).group(of: business) }

    private func value(
        in bodies: BodyValues, of property: Property, at position: Int, business: String?
    ) -> ResolvedValue? {
        guard let business else {
            // Whether the record's own business overrides the group's value cannot be known.
            guard !property.isSetInMapping, let group = bodies.links.sole,
                let settings = bodies.grouped[group][position]
            else { return nil }
            return resolved(settings, .group)
        }
        if let settings = bodies.mapped[.init(owner: business, property: position)] {
            return resolved(settings, .mapping)
        }
        let settings = bodies.groupSettings(of: business, at: position, property)
        return settings.isEmpty ? nil : resolved(settings, .group)
    }

    /// A setting of a property for a business that is not blank; the first where two disagree.
    func setting(of property: Property, business: String) -> Setting? {
        let setting: Setting? =
            switch value(of: property, business: business) {
            case .absent: nil
            case .known(let setting, _): setting
            case .disputed(let settings): settings.first
            }
        return setting.flatMap { $0.value.allSatisfy(\.isWhitespace) ? nil : $0 }
    }

    private func resolved(_ settings: [Setting], _ level: PropertyLevel) -> ResolvedValue {
        switch settings.count {
        case 0: .absent
        case 1: .known(settings[0], level)
        default: .disputed(settings)
        }
    }
}

/// What the bodies of groups and mappings give to the properties of one integration.
struct BodyValues: Sendable {
    struct Slot: Hashable {
        var owner: String
        var property: Int
    }

    let links: GroupLinks
    /// What mappings say where a mapping's value counts.
    private(set) var mapped: [Slot: [Setting]] = [:]
    /// What groups say where a group's value counts, in the order of `links.groups`.
    private(set) var grouped: [[Int: [Setting]]] = []
    /// For each business, the group id of the first mapping that has a property of this integration.
    private var groupOfMapping: [String: String] = [:]

    /// `onlyPlanned`: all bodies tell whose a planned one is, and only its values are taken.
    init(
        _ configuration: ClientConfiguration, _ owners: GroupOwners, _ position: Int, _ finder: inout PropertyFinder,
        _ playbook: Playbook, onlyPlanned: Bool = false
    ) {
        links = GroupLinks(configuration, owners, position)
        let properties = playbook.properties
        for members in links.groups {
            var values: [Int: [Setting]] = [:]
            for member in members where configuration.groups[member].isPlanned || !onlyPlanned {
                for setting in configuration.groups[member].settings {
                    guard let property = finder.position(of: setting.key), properties[property].isSetInGroup else {
                        continue
                    }
                    SameValue.add(setting, to: &values[property, default: []], properties[property])
                }
            }
            grouped.append(values)
        }
        let homes = GroupHomes(configuration.groups, owners)
        for mapping in configuration.mappings where homes.mayBelong(mapping, to: position) {
            for setting in mapping.settings {
                guard let property = finder.position(of: setting.key) else { continue }
                if let id = mapping.groupID, groupOfMapping[mapping.businessNumber] == nil {
                    groupOfMapping[mapping.businessNumber] = id
                }
                if onlyPlanned && !mapping.isPlanned { break }
                guard properties[property].isSetInMapping else { continue }
                let slot = Slot(owner: mapping.businessNumber, property: property)
                SameValue.add(setting, to: &mapped[slot, default: []], properties[property])
            }
        }
    }

    /// The group of a business: one that was given, else the one that its mapping for this integration names, since a business may
    /// have a mapping for each integration.
    func group(of business: String) -> String? {
        let isGiven = !links.groups(of: business).isEmpty
        return isGiven ? links.name(of: business) : groupOfMapping[business] ?? links.name(of: business)
    }

    /// Whether it is a group that gives a property to a business, and not its mapping.
    func isOfGroup(_ property: Int, _ business: String?) -> Bool {
        guard let business else { return true }
        return mapped[Slot(owner: business, property: property)] == nil
    }

    /// What the groups of a business say of one property, each meaning once.
    func groupSettings(of business: String, at position: Int, _ property: Property) -> [Setting] {
        var settings: [Setting] = []
        for group in links.groups(of: business) {
            for setting in grouped[group][position] ?? [] { SameValue.add(setting, to: &settings, property) }
        }
        return settings
    }
}

/// A playbook's properties by name, each spelling looked up once.
struct PropertyFinder {
    let names: PropertyNames
    private var known: [String: Int?] = [:]

    init(_ playbook: Playbook) { names = PropertyNames(playbook.properties) }

    mutating func position(of key: String) -> Int? {
        if let known = known[key] { return known }
        let position = names.position(of: key)
        known[key] = .some(position)
        return position
    }
}

/// Whether two settings of one property say the same.
enum SameValue {
    /// Lists are compared as sets of pieces, everything else by its bytes; secrets were dropped and are not compared.
    static func isSame(_ one: Setting, _ other: Setting, separator: String?) -> Bool {
        if one.isHidden || other.isHidden { return true }
        if one.value.utf8.elementsEqual(other.value.utf8) { return true }
        guard let separator else { return false }
        return AllowedPieces.set(of: one.value, separator: separator)
            == AllowedPieces.set(of: other.value, separator: separator)
    }

    /// Keeps one setting of each meaning.
    static func add(_ setting: Setting, to settings: inout [Setting], _ property: Property) {
        let isThere = settings.contains { isSame($0, setting, separator: property.separator) }
        if !isThere { settings.append(setting) }
    }
}
