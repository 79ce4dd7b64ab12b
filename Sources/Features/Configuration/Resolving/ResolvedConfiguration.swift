public import Model

/// A client's configuration, ready to be asked which value holds for a business.
///
/// `--set` beats everything and holds for every business (design.md D14). A mapping's value beats the group's where the
/// playbook lets a mapping set or override the property; elsewhere only the group's counts. A look-up takes the same
/// time with one business and with a hundred thousand.
public struct ResolvedConfiguration: Sendable {
    /// Whether nothing at all was given.
    public let isEmpty: Bool
    private let tables: [IntegrationTable]
    private let byName: [String: Int]
    private let playbooks: PlaybookSet

    /// Resolves a configuration by the playbooks of integrations; `settings` are those of `--set`.
    public init(_ configuration: ClientConfiguration, settings: [Setting] = [], playbooks: PlaybookSet) {
        isEmpty = configuration.groups.isEmpty && configuration.mappings.isEmpty && settings.isEmpty
        self.playbooks = playbooks
        let integrations = playbooks.playbooks.filter { $0.kind == .integration }
        let owners = GroupOwners(configuration.groups, integrations)
        tables = integrations.indices.map { position in
            IntegrationTable(integrations[position], at: position, configuration, settings, owners)
        }
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
        table(integration)?.group(of: business)
    }

    private func table(_ integration: String) -> IntegrationTable? {
        if let position = byName[integration] { return tables[position] }
        guard let name = playbooks.playbook(named: integration)?.name else { return nil }
        return byName[name].map { tables[$0] }
    }
}
