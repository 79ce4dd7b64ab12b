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
            if let named {
                return group.sourceID == nil || numbered == named ? .integration(named) : .contradicted
            }
            if let numbered { return .integration(numbered) }
            return group.sourceID == nil && group.sourceName == nil ? .open : .unknown
        }
    }

    /// Whether a group's properties are looked up in an integration's playbook.
    func belongs(_ group: Int, to integration: Int) -> Bool {
        owners[group] == .integration(integration) || owners[group] == .open
    }
}
