internal import Configuration
internal import Model

/// Whom a finding concerns, among all whose records were read, and so who is to be asked.
struct WidthJudge {
    let population: Population
    let configuration: ResolvedConfiguration?

    /// Nothing for a finding without businesses.
    func width(of key: Accumulator.Key, _ gathered: Accumulator) -> Width? {
        guard let integration = key.integration, !gathered.businesses.isEmpty else { return nil }
        let all = population.businesses[integration] ?? [:]
        let concerned = gathered.businesses.count
        let total = max(all.count, concerned)
        let isSpared = (population.spared[integration] ?? 0) > 0
        if concerned == total && total > 1 {
            if let group = commonGroup(of: gathered.businesses.keys, integration) {
                return Width(
                    scope: .oneGroup, businesses: concerned, of: total, page: .support,
                    text: "All \(total) \(integration) businesses of this input, all of group \(group): one client.")
            }
            let worth =
                isSpared
                ? "" : " No \(integration) record of this input is without it, so it does not show who is spared."
            return Width(
                scope: .everyBusiness, businesses: concerned, of: total, page: isSpared ? .engineering : .support,
                text: "Every \(integration) business of this input (\(total)).\(worth)")
        }
        if concerned == 1 {
            let alone =
                total == 1
                ? "the only \(integration) business of this input" : "1 of \(total) \(integration) businesses"
            return Width(
                scope: .oneBusiness, businesses: 1, of: total, page: .support,
                text: "One business, \(alone): a matter of this location.")
        }
        if let group = commonGroup(of: gathered.businesses.keys, integration) {
            return Width(
                scope: .oneGroup, businesses: concerned, of: total, page: .support,
                text: "\(concerned) of \(total) \(integration) businesses, all of group \(group): one client.")
        }
        return Width(
            scope: .several, businesses: concerned, of: total, page: .support,
            text:
                "\(concerned) of \(total) \(integration) businesses; \(groups(gathered.businesses.keys, integration)).")
    }

    /// How many clients these businesses belong to, as far as a configuration tells.
    private func groups(_ businesses: some Sequence<String>, _ integration: String) -> String {
        guard let configuration, !configuration.isEmpty else {
            return "give --config to see which belong to one client"
        }
        let groups = businesses.map { configuration.group(of: $0, integration: integration) }
        let known = Set(groups.compactMap(\.self)).count
        let open = groups.count { $0 == nil }
        if known == 0 { return "the configuration given ties none of them to a group" }
        return "of \(known) \(known == 1 ? "group" : "groups")"
            + (open > 0 ? ", and \(open) that no configuration ties to one" : "")
    }

    /// The group that all of them belong to, where a configuration says so.
    private func commonGroup(of businesses: some Sequence<String>, _ integration: String) -> String? {
        guard let configuration else { return nil }
        var common: String?
        for business in businesses {
            guard let group = configuration.group(of: business, integration: integration) else { return nil }
            if let common, common != group { return nil }
            common = group
        }
        return common
    }
}
