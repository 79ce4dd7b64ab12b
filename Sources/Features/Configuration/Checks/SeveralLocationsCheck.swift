internal import Model

/// A client with several locations, one of which lacks what each must have.
enum SeveralLocationsCheck {
    static func observations(_ businesses: IntegrationBusinesses, _ table: IntegrationTable) -> [Observation] {
        let mandatory = table.playbook.properties.filter(\.mandatoryForSeveral)
        guard !mandatory.isEmpty else { return [] }
        var byGroup: [String: [(business: String, place: SourcePlace)]] = [:]
        for entry in businesses.all {
            guard let group = table.group(of: entry.business) else { continue }
            byGroup[group, default: []].append(entry)
        }
        var all: [Observation] = []
        for (_, members) in byGroup.sorted(by: { $0.key < $1.key }) where members.count > 1 {
            for member in members {
                for property in mandatory where isMissing(property, member.business, table) {
                    all.append(
                        Observation(
                            code: CheckCodes.missingForSeveral, integration: table.playbook.name, name: property.name,
                            business: member.business, places: [member.place]))
                }
            }
        }
        return all
    }

    private static func isMissing(_ property: Property, _ business: String, _ table: IntegrationTable) -> Bool {
        switch table.value(of: property, business: business) {
        case .absent: true
        case .known(let setting, _): !setting.isHidden && setting.value.allSatisfy(\.isWhitespace)
        case .disputed: false
        }
    }
}
