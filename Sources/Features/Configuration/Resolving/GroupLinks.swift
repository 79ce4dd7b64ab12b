internal import Model

/// Which group of one integration each business belongs to.
///
/// A mapping's group id says it; else a group hangs on the business itself; else a client has one group, and nothing
/// ties any business to it. What was given twice under one id or number is one group.
struct GroupLinks {
    /// Positions in the configuration's groups, those of one group together.
    let groups: [[Int]]
    private var byID: [String: Int] = [:]
    private var byNumber: [String: [Int]] = [:]
    /// The one group that holds for every business that names no other.
    private let sole: Int?
    private let soleHasID: Bool
    /// The group ids that the mappings of a business name.
    private var named: [String: [String]] = [:]
    private let all: [GroupConfiguration]

    init(_ configuration: ClientConfiguration, _ owners: GroupOwners, _ integration: Int) {
        all = configuration.groups
        groups = SameGroup.merged(configuration.groups, all.indices.filter { owners.belongs($0, to: integration) })
        for (position, members) in groups.enumerated() {
            for member in members {
                if let id = all[member].groupID { byID[id] = position }
                guard let number = all[member].businessNumber else { continue }
                if byNumber[number]?.last != position { byNumber[number, default: []].append(position) }
            }
        }
        var isLinked = false
        for mapping in configuration.mappings {
            guard let id = mapping.groupID else { continue }
            if byID[id] != nil { isLinked = true }
            if named[mapping.businessNumber]?.contains(id) != true {
                named[mapping.businessNumber, default: []].append(id)
            }
        }
        sole = groups.count == 1 && !isLinked ? 0 : nil
        soleHasID = !byID.isEmpty
    }

    /// The positions of the groups that a business belongs to: one, unless several claim it, of which none is chosen.
    func groups(of business: String) -> [Int] {
        let ids = named[business] ?? []
        let linked = ids.compactMap { byID[$0] }
        let claimed = linked + (byNumber[business] ?? []).filter { !linked.contains($0) }
        if !claimed.isEmpty { return claimed }
        // A business whose mapping names another group than the only known one does not belong to that.
        guard let sole, ids.isEmpty || !soleHasID else { return [] }
        return [sole]
    }

    /// The businesses that several groups claim, in order.
    var contested: [String] {
        Set(named.keys).union(byNumber.keys).filter { groups(of: $0).count > 1 }.sorted()
    }

    /// The group that holds for a record that names no business.
    var ofEveryBusiness: Int? { sole }

    /// What tells a business's group from others: its id, else its number.
    func name(of business: String) -> String? {
        for group in groups(of: business) {
            if let id = groups[group].compactMap({ all[$0].groupID }).first { return id }
            if let number = groups[group].compactMap({ all[$0].businessNumber }).first { return number }
        }
        return named[business]?.first
    }
}
