/// The smallest set of changes that lets some contacts through: each of them is needed, and no other.
public struct ChangeSet: Sendable, Equatable {
    /// In the order of their codes.
    public var changes: [ConfigurationChange]
    /// Contacts that the whole set lets through, and no part of it.
    public var contacts: Int
    /// Whether something else restricts these contacts besides, of which no configuration tells: then the set alone
    /// does not let them through.
    public var isOpen: Bool
    /// Most contacts first.
    public var businesses: [BusinessCount]
    /// How many businesses are concerned, those that the list leaves out included.
    public var businessesTotal: Int

    /// All parts, one by one.
    public init(
        changes: [ConfigurationChange], contacts: Int, isOpen: Bool, businesses: [BusinessCount], businessesTotal: Int
    ) {
        self.changes = changes
        self.contacts = contacts
        self.isOpen = isOpen
        self.businesses = businesses
        self.businessesTotal = businessesTotal
    }
}

/// One change of a configuration.
public struct ConfigurationChange: Sendable, Equatable {
    /// The rule's code that it answers.
    public var code: String
    /// The playbook's name of the integration.
    public var integration: String
    /// The property's key.
    public var property: String
    /// `group` or `mapping`.
    public var level: String
    /// Values to be added to the list; empty for a flag, which has to be switched off.
    public var add: [String]

    /// All parts, one by one.
    public init(code: String, integration: String, property: String, level: String, add: [String]) {
        self.code = code
        self.integration = integration
        self.property = property
        self.level = level
        self.add = add
    }
}
