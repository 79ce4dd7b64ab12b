/// One change of a configuration.
struct Change: Hashable {
    var integration: String
    var code: String
    var property: String
    var level: String
    /// Values to be added to the list; empty for a flag that has to be switched off.
    var values: [String]
}

/// The smallest sets of changes that let restricted contacts through, and how many each lets through.
///
/// A contact is let through when nothing restricts it any more, so the smallest set for it is all that restricts it:
/// contacts with the same set are counted together.
struct ChangeSums {
    /// Contacts that wait for the same changes.
    struct Waiting {
        var contacts = 0
        var businesses: [String: Int] = [:]
    }

    /// What contacts wait for; `isOpen` if something of which no configuration tells restricts them besides.
    struct Wanted: Hashable {
        var changes: Set<Change>
        var isOpen: Bool
    }

    private(set) var waiting: [Wanted: Waiting] = [:]

    mutating func add(_ changes: Set<Change>, isOpen: Bool, contacts: Int, businesses: [String: Int]) {
        let wanted = Wanted(changes: changes, isOpen: isOpen)
        waiting[wanted, default: Waiting()].contacts += contacts
        waiting[wanted, default: Waiting()].businesses.merge(businesses, uniquingKeysWith: +)
    }
}
