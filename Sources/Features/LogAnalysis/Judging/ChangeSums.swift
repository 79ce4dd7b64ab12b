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
        /// By the numbers of `businesses`.
        var counts = DenseCounts()
    }

    /// What contacts wait for; `isOpen` if something of which no configuration tells restricts them besides.
    struct Wanted: Hashable {
        var changes: Set<Change>
        var isOpen: Bool
    }

    private(set) var waiting: [Wanted: Waiting] = [:]
    /// The business numbers, each once.
    private(set) var businesses: [String] = []
    private var numberOfBusiness: [String: Int] = [:]

    /// The number by which `add` knows a business.
    mutating func number(of business: String) -> Int {
        if let known = numberOfBusiness[business] { return known }
        numberOfBusiness[business] = businesses.count
        businesses.append(business)
        return businesses.count - 1
    }

    /// Adds contacts counted by their record's cell of businesses; `names`: the numbers of the businesses in a cell.
    mutating func add(_ changes: Set<Change>, isOpen: Bool, _ cells: DenseCounts, _ names: [[Int]]) {
        waiting[Wanted(changes: changes, isOpen: isOpen), default: Waiting()].add(cells, names)
    }
}

extension ChangeSums.Waiting {
    fileprivate mutating func add(_ cells: DenseCounts, _ names: [[Int]]) {
        cells.forEach { cell, count in
            contacts += count
            for number in names[cell] { counts.add(number, count) }
        }
    }
}
