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
    var groupNumbers: [String] { states.groupNumbers }

    /// Whether anything that was given is about a business: it has a mapping, a group hangs on it, or the only group that was
    /// given holds for every business. `--set` is about none in particular.
    func concerns(_ business: String) -> Bool {
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
    func statusPlace(of business: String) -> SourcePlace? { states.statusPlace(business) }

    /// How often a business's integration runs, as it was written; nil where nothing says it.
    func frequency(of business: String) -> String? { states.text(.frequency, business) }

    /// When a business's integration runs next, as it was written; nil where nothing says it. Whether that has passed
    /// depends on the log's end, so it is not judged here.
    func nextRunTime(of business: String) -> String? { states.text(.nextRunTime, business) }

    /// What tells a business's group from others, whichever the integration; nil where that is open.
    ///
    /// Two businesses of one client have the same answer.
    func group(of business: String) -> String? { tables.lazy.compactMap { $0.links.name(of: business) }.first }

    /// The integration of a business: that of its group, else the only one that has its properties; nil where that is open.
    public func integration(of business: String) -> String? {
        let grouped = tables.filter { !$0.links.groups(of: business).isEmpty }
        if grouped.count == 1 { return grouped[0].playbook.name }
        let having = tables.filter { table in
            table.playbook.properties.contains { table.setting(of: $0, business: business) != nil }
        }
        return having.count == 1 ? having[0].playbook.name : nil
    }

    /// What a business's integration holds under a key: one value that is not blank and not a secret, or nil.
    public func text(of key: String, business: String) -> String? {
        for table in tables {
            guard let property = table.playbook.properties.first(where: { $0.name.lowercased() == key.lowercased() }),
                let setting = table.setting(of: property, business: business), !setting.isHidden
            else { continue }
            return setting.value
        }
        return nil
    }

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
