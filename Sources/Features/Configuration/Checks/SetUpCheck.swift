internal import Model

/// A business that has the properties of two set-ups, each with a value.
enum SetUpCheck {
    static func observations(_ businesses: IntegrationBusinesses, _ table: IntegrationTable) -> [Observation] {
        let properties = table.playbook.properties
        let pairs = properties.flatMap { one in
            one.exclusiveWith.compactMap { name in properties.first { $0.key == name } }
                // Each pair once, however many of the two name the other.
                .filter { other in !other.exclusiveWith.contains(one.name) || one.name < other.name }
                .map { (one, $0) }
        }
        return businesses.all.flatMap { business, _ in
            pairs.flatMap { one, other -> [Observation] in
                let found = [one, other].compactMap { property -> Observation? in
                    guard let setting = value(property, business, table) else { return nil }
                    return Observation(
                        code: CheckCodes.twoSetUps, integration: table.playbook.name, name: property.name,
                        value: setting.value, business: business, places: [setting.place])
                }
                return found.count == 2 ? found : []
            }
        }
    }

    private static func value(_ property: Property, _ business: String, _ table: IntegrationTable) -> Setting? {
        let setting: Setting? =
            switch table.value(of: property, business: business) {
            case .absent: nil
            case .known(let setting, _): setting
            case .disputed(let settings): settings.first
            }
        guard let setting, !setting.value.allSatisfy(\.isWhitespace) else { return nil }
        return setting
    }
}
