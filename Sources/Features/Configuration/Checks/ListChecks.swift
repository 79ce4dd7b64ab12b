internal import Model
internal import Support

/// A list in force that lets contacts through whose appointment was not a visit (rules.md D36).
///
/// Only a value that is exactly a status counts: what has a blank around it, or another letter case, allows nothing for
/// certain, and has a code of its own.
enum NonVisitCheck {
    static func observations(_ businesses: IntegrationBusinesses, _ table: IntegrationTable) -> [Observation] {
        let properties = table.playbook.properties
        return properties.indices.filter { !properties[$0].nonVisits.isEmpty }.flatMap { position in
            let property = properties[position]
            let given = table.given[position]
            let ofBusinesses = businesses.all.flatMap { business, _ -> [Observation] in
                let value = table.valueOfBodies(of: property, at: position, business: business)
                guard case .known(let setting, _) = value else { return [] }
                return seen(setting, property, business, table)
            }
            // One list holds for every business but those for which another is planned.
            if let given { return ofBusinesses + (given.count == 1 ? seen(given[0], property, nil, table) : []) }
            // A group's list counts without its locations as well.
            guard businesses.all.isEmpty else { return ofBusinesses }
            let grouped = table.today.grouped + (table.planned?.grouped ?? [])
            return grouped.compactMap { $0[position] }.filter { $0.count == 1 }.flatMap {
                seen($0[0], property, nil, table)
            }
        }
    }

    private static func seen(
        _ setting: Setting, _ property: Property, _ business: String?, _ table: IntegrationTable
    ) -> [Observation] {
        let meanings = table.playbook.field(comparedWith: property)?.meanings ?? []
        var named: Set<String> = []
        return AllowedList(setting.value, property: property).values.compactMap { value in
            guard property.nonVisits.contains(value), named.insert(value).inserted else { return nil }
            var seen = Observation(
                code: CheckCodes.allowsNonVisits, integration: table.playbook.name, name: property.name, value: value,
                business: business, place: setting.place)
            seen.meaning = meanings.first { $0.value == value }?.meaning
            return seen
        }
    }
}

/// Two locations of one client with a value that belongs to one of them: their contacts come twice, or one gets what is the
/// other's.
///
/// One client is one group. A location that is switched off claims nothing, and values of `--set` hold for all alike.
enum SameClaimCheck {
    private struct Claim: Hashable {
        var group: String
        var property: Int
        var value: String
    }

    private struct Claimant {
        var business: String
        var place: SourcePlace
        /// The practice, for a department; nil where it is not known.
        var within: String?
    }

    static func observations(
        _ businesses: IntegrationBusinesses, _ table: IntegrationTable, _ states: MappingStates
    ) -> [Observation] {
        let properties = table.playbook.properties
        let claiming = properties.indices.filter { properties[$0].belongsToOneLocation }
        guard !claiming.isEmpty else { return [] }
        var claims: [Claim: [Claimant]] = [:]
        for (business, _) in businesses.all where !states.isSwitchedOff(business) {
            guard let group = table.group(of: business) else { continue }
            for position in claiming {
                let property = properties[position]
                let value = table.valueOfBodies(of: property, at: position, business: business)
                guard case .known(let setting, _) = value else { continue }
                let claimant = Claimant(
                    business: business, place: setting.place, within: self.within(property, business, table))
                let values = AllowedList(setting.value, property: property).values.map(Edges.bare)
                for value in Set(values) where !value.isEmpty {
                    claims[Claim(group: group, property: position, value: value), default: []].append(claimant)
                }
            }
        }
        let shared = claims.filter { $0.value.count > 1 }.sorted { left, right in
            let (one, other) = (left.key, right.key)
            return (one.group, one.property, one.value) < (other.group, other.property, other.value)
        }
        return shared.flatMap { claim, claimants in
            observations(claimants, properties[claim.property], claim.value, table.playbook.name)
        }
    }

    private static func observations(
        _ claimants: [Claimant], _ property: Property, _ value: String, _ integration: String
    ) -> [Observation] {
        func seen(_ claimants: [Claimant], _ verdict: Verdict) -> [Observation] {
            claimants.map { claimant in
                Observation(
                    code: CheckCodes.sameClaim, integration: integration, name: property.name, value: value,
                    business: claimant.business, place: claimant.place, verdict: verdict)
            }
        }
        guard property.within != nil else { return seen(claimants, .confirmed) }
        let known = Dictionary(grouping: claimants.filter { $0.within != nil }) { $0.within ?? "" }
        let same = known.sorted { $0.key < $1.key }.map(\.value).filter { $0.count > 1 }
        let open = claimants.filter { $0.within == nil }
        // Departments of two practices may have one id; without the practice it is not known to be one department.
        return same.flatMap { seen($0, .confirmed) } + (open.isEmpty ? [] : seen(claimants, .likely))
    }

    private static func within(_ property: Property, _ business: String, _ table: IntegrationTable) -> String? {
        guard let key = property.within, let other = table.playbook.properties.first(where: { $0.key == key }),
            case .known(let setting, _) = table.value(of: other, business: business)
        else { return nil }
        let value = Edges.bare(setting.value)
        return value.isEmpty ? nil : value
    }
}
