internal import Model

/// Which integration each group belongs to, by its source id and name.
struct GroupOwners {
    enum Owner: Equatable {
        /// The position of its playbook.
        case integration(Int)
        /// It names none, so its keys decide.
        case open
        /// It names one that no playbook describes.
        case unknown
        /// Its source id and its name belong to different integrations, so neither is believed.
        case contradicted
    }

    /// In the order of the groups.
    let owners: [Owner]

    init(_ groups: [GroupConfiguration], _ integrations: [Playbook]) {
        var byID: [Int: Int] = [:]
        var byName: [String: Int] = [:]
        for (position, playbook) in integrations.enumerated() {
            if let id = playbook.identity?.sourceID { byID[id] = position }
            for name in [playbook.name] + (playbook.identity?.names ?? []) {
                byName[IntegrationName.key(of: name)] = position
            }
        }
        owners = groups.map { group in
            let named = group.sourceName.flatMap { byName[IntegrationName.key(of: $0)] }
            let numbered = group.sourceID.flatMap { byID[$0] }
            if let named { return group.sourceID == nil || numbered == named ? .integration(named) : .contradicted }
            if let numbered { return .integration(numbered) }
            return group.sourceID == nil && group.sourceName == nil ? .open : .unknown
        }
    }

    /// Whether a group's properties are looked up in an integration's playbook.
    func belongs(_ group: Int, to integration: Int) -> Bool {
        owners[group] == .integration(integration) || owners[group] == .open
    }
}

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
    let sole: Int?
    private let soleHasID: Bool
    /// The group ids that the mappings of a business name.
    private var named: [String: [String]] = [:]
    /// The businesses whose group a plan names.
    private(set) var moved: Set<String> = []
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
            // A plan that ties a location to another group of this integration unties it from today's.
            if mapping.isPlanned, byID[id] != nil, moved.insert(mapping.businessNumber).inserted {
                named[mapping.businessNumber] = nil
            }
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
    var contested: [String] { Set(named.keys).union(byNumber.keys).filter { groups(of: $0).count > 1 }.sorted() }

    /// What tells a business's group from others: its id, else its number.
    func name(of business: String) -> String? {
        groups(of: business).lazy.compactMap { self.name(ofGroup: $0) }.first ?? named[business]?.first
    }

    /// The same of a group by its position.
    func name(ofGroup group: Int) -> String? {
        groups[group].lazy.compactMap { self.all[$0].groupID }.first
            ?? groups[group].lazy.compactMap { self.all[$0].businessNumber }.first
    }
}

/// Which of the groups that were given are one and the same.
enum SameGroup {
    /// Positions in `groups`, those of one group together, in the order of their first; `positions` rise.
    ///
    /// One id is one group. Without ids, one number is one group, and joins the only group with an id that has that
    /// number. A group's body has no id and its answer no number: with one of each, both tell of the same group.
    static func merged(_ groups: [GroupConfiguration], _ positions: [Int]) -> [[Int]] {
        let identified = positions.filter { groups[$0].groupID != nil }
        var merged = Dictionary(grouping: identified) { groups[$0].groupID }.values.sorted { $0[0] < $1[0] }
        let isOneIdentified = merged.count == 1
        var ofNumber: [String: Set<Int>] = [:]
        for (place, members) in merged.enumerated() {
            for number in members.compactMap({ groups[$0].businessNumber }) {
                ofNumber[number, default: []].insert(place)
            }
        }
        // An answer that was read, as documented: it shows no properties. What is planned for it says nothing against that.
        let isAnswer = merged.first?.allSatisfy { groups[$0].settings.isEmpty || groups[$0].isPlanned } ?? false
        let others = positions.filter { groups[$0].groupID == nil }
        let withoutID = Dictionary(grouping: others) { groups[$0].businessNumber ?? "" }
        for (number, members) in withoutID.sorted(by: { $0.value[0] < $1.value[0] }) {
            let isOnly = isOneIdentified && withoutID.count == 1 && ofNumber.isEmpty && isAnswer
            if let places = ofNumber[number], places.count == 1, let place = places.first {
                merged[place] += members
            } else if isOnly {
                merged[0] += members
            } else {
                merged.append(members)
            }
        }
        return merged
    }
}
