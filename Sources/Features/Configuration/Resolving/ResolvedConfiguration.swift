public import Model
internal import Support

/// A client's configuration, ready to be asked which value holds for a business.
///
/// `--set` beats everything and holds for every business (rules.md D14). A mapping's value beats the group's where the
/// playbook lets a mapping set or override the property; elsewhere only the group's counts. A look-up takes the same
/// time with one business and with a hundred thousand.
public struct ResolvedConfiguration: Sendable {
    /// Whether nothing at all was given.
    public let isEmpty: Bool
    private let tables: [IntegrationTable]
    private let byName: [String: Int]
    private let playbooks: PlaybookSet
    private let states: MappingStates

    /// Resolves a configuration by the playbooks of integrations; `settings` are those of `--set`, and `plan` is what is
    /// overlaid on both, per level, owner and property.
    public init(
        _ configuration: ClientConfiguration, settings: [Setting] = [], plan: ClientConfiguration? = nil,
        playbooks: PlaybookSet
    ) {
        var all = configuration
        if let plan { all.append(planned: plan) }
        isEmpty = all.groups.isEmpty && all.mappings.isEmpty && settings.isEmpty
        self.playbooks = playbooks
        let integrations = playbooks.playbooks.filter { $0.kind == .integration }
        let owners = GroupOwners(all.groups, integrations)
        tables = integrations.indices.map { position in
            IntegrationTable(integrations[position], at: position, configuration, settings, plan: plan, owners)
        }
        states = MappingStates(all, settings)
        byName = Dictionary(integrations.enumerated().map { ($1.name, $0) }) { first, _ in first }
    }

    /// What holds for a business; without one, only what holds whatever the business.
    public func value(of property: Property, integration: String, business: String?) -> ResolvedValue {
        table(integration)?.value(of: property, business: business) ?? .absent
    }

    /// The group that a business belongs to, by its id, else by the number it hangs on; nothing where that is open.
    ///
    /// Two businesses of one group have the same answer.
    public func group(of business: String, integration: String) -> String? {
        table(integration)?.links.name(of: business)
    }

    /// The numbers of all businesses that have a mapping, in the order of the files, each once.
    public var businesses: [String] { states.businesses }

    /// The numbers that groups hang on, each once: an enterprise's, or the number of a client's only location.
    public var groupNumbers: [String] { states.groupNumbers }

    /// Whether anything that was given is about a business: it has a mapping, a group hangs on it, or the only group that was
    /// given holds for every business. `--set` is about none in particular.
    public func concerns(_ business: String) -> Bool {
        states.isKnown(business) || tables.contains { !$0.links.groups(of: business).isEmpty }
    }

    /// Whether mappings were given and none of all that was given is about one of these businesses, those of a log as it was
    /// read before filters: then it is probably another client's (`BE1318`).
    public func isForeign(to read: some Collection<String>) -> Bool {
        !businesses.isEmpty && !read.isEmpty && !read.contains { concerns($0) }
    }

    /// Whether a business is switched off: true for inactive, false for active, nil where nothing says it, or two mappings
    /// of it disagree. `--set Status=…` holds for every business (rules.md D14).
    public func isInactive(business: String) -> Bool? { states.isActive(business).map(!) }

    /// Where it was said whether a business is active: to show beside the finding.
    public func statusPlace(of business: String) -> SourcePlace? { states.statusPlace(business) }

    /// How often a business's integration runs, as it was written; nil where nothing says it.
    public func frequency(of business: String) -> String? { states.text(.frequency, business) }

    /// When a business's integration runs next, as it was written; nil where nothing says it. Whether that has passed
    /// depends on the log's end, so it is not judged here.
    public func nextRunTime(of business: String) -> String? { states.text(.nextRunTime, business) }

    /// What tells a business's group from others, whichever the integration; nil where that is open.
    ///
    /// Two businesses of one client have the same answer.
    public func group(of business: String) -> String? { tables.lazy.compactMap { $0.links.name(of: business) }.first }

    /// What a business is fetched from within the vendor's system, as far as departments are told apart by it: the values
    /// of athenahealth's `practiceid`.
    public func practice(of business: String) -> [String] {
        tables.flatMap { table -> [String] in
            let keys = Set(table.playbook.properties.compactMap(\.within))
            return table.playbook.properties.filter { $0.key.map(keys.contains) ?? false }.flatMap { property in
                switch table.value(of: property, business: business) {
                case .known(let setting, _): AllowedList(setting.value, property: property).values.map(\.trimmed)
                case .absent, .disputed: [String]()
                }
            }.filter { !$0.isEmpty }
        }
    }

    private func table(_ integration: String) -> IntegrationTable? {
        if let position = byName[integration] { return tables[position] }
        guard let name = playbooks.playbook(named: integration)?.name else { return nil }
        return byName[name].map { tables[$0] }
    }
}

/// What a configuration says of one property for one business.
public enum ResolvedValue: Sendable, Equatable {
    /// Nothing; what the platform takes a missing value for is not documented.
    case absent
    /// One value, and the level at which it was set.
    case known(Setting, PropertyLevel)
    /// Two configurations disagree: the first setting of each value.
    case disputed([Setting])
}

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

    /// What today's bodies say of the group that a plan ties a business to; nil for one that stays where it is.
    private func valueOfNewGroup(of property: Property, at position: Int, business: String) -> ResolvedValue? {
        guard let planned, property.isSetInGroup, given[position] == nil, planned.links.moved.contains(business),
            today.mapped[.init(owner: business, property: position)] == nil, let before = today.links.name(of: business),
            let group = planned.links.name(of: business), group != before
        else { return nil }
        var settings: [Setting] = []
        for place in today.links.groups.indices where today.links.name(ofGroup: place) == group {
            for setting in today.grouped[place][position] ?? [] { SameValue.add(setting, to: &settings, property) }
        }
        return resolved(settings, .group)
    }

    private func value(
        in bodies: BodyValues, of property: Property, at position: Int, business: String?
    ) -> ResolvedValue? {
        guard let business else {
            // Whether the record's own business overrides the group's value cannot be known.
            guard !property.isSetInMapping, let group = bodies.links.sole, let settings = bodies.grouped[group][position]
            else { return nil }
            return resolved(settings, .group)
        }
        if let settings = bodies.mapped[.init(owner: business, property: position)] { return resolved(settings, .mapping) }
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
                    guard let property = finder.position(of: setting.key), properties[property].isSetInGroup else { continue }
                    SameValue.add(setting, to: &values[property, default: []], properties[property])
                }
            }
            grouped.append(values)
        }
        let homes = GroupHomes(configuration.groups, owners)
        for mapping in configuration.mappings where homes.mayBelong(mapping, to: position) {
            if onlyPlanned && !mapping.isPlanned { continue }
            for setting in mapping.settings {
                guard let property = finder.position(of: setting.key) else { continue }
                guard properties[property].isSetInMapping else { continue }
                let slot = Slot(owner: mapping.businessNumber, property: property)
                SameValue.add(setting, to: &mapped[slot, default: []], properties[property])
            }
        }
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

/// Which integration a mapping belongs to, as far as the group says that it names.
struct GroupHomes {
    private var homes: [String: Set<Int>] = [:]

    init(_ groups: [GroupConfiguration], _ owners: GroupOwners) {
        for (group, owner) in zip(groups, owners.owners) {
            if let id = group.groupID, case .integration(let position) = owner {
                homes[id, default: []].insert(position)
            }
        }
    }

    /// Whether a group of that id says its integration.
    func isKnown(_ groupID: String) -> Bool { homes[groupID] != nil }

    /// Not where its group is known to be another integration's; a mapping itself names none.
    func mayBelong(_ mapping: MappingConfiguration, to integration: Int) -> Bool {
        guard let id = mapping.groupID, let homes = homes[id] else { return true }
        return homes.contains(integration)
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
