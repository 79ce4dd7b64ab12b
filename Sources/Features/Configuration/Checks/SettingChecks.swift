internal import Model
internal import Support

/// A setting with the property that it sets, and for whom.
struct PlacedSetting {
    /// The playbook's name.
    var integration: String
    var setting: Setting
    var property: Property
    /// Nothing on the command line.
    var level: PropertyLevel?
    /// The mapping's.
    var business: String?

    /// Takes all settings of one integration's properties in turn.
    static func each(
        _ configuration: ClientConfiguration, _ settings: [Setting], _ owners: GroupOwners, _ homes: GroupHomes,
        _ integration: Int, _ playbook: Playbook, _ body: (PlacedSetting) -> Void
    ) {
        var finder = PropertyFinder(playbook)
        func visit(_ settings: [Setting], _ level: PropertyLevel?, _ business: String?) {
            for setting in settings {
                guard let position = finder.position(of: setting.key) else { continue }
                body(
                    PlacedSetting(
                        integration: playbook.name, setting: setting, property: playbook.properties[position],
                        level: level, business: business))
            }
        }
        visit(settings, nil, nil)
        for (position, group) in configuration.groups.enumerated() where owners.belongs(position, to: integration) {
            visit(group.settings, .group, nil)
        }
        for mapping in configuration.mappings where homes.mayBelong(mapping, to: integration) {
            visit(mapping.settings, .mapping, mapping.businessNumber)
        }
    }

    func seen(_ code: String, _ value: String?, nearMiss: NearMiss? = nil, remark: String? = nil) -> Observation {
        Observation(
            code: code, integration: integration, name: property.name, value: value, business: business,
            place: setting.place, nearMiss: nearMiss, remark: remark)
    }
}

/// What cannot be right about a single value.
enum ValueChecks {
    static func observations(_ placed: PlacedSetting) -> [Observation] {
        let (setting, property) = (placed.setting, placed.property)
        if setting.isHidden { return [] }
        let list = AllowedList(setting.value, property: property)
        if property.type == .delay, let days = Int(setting.value.trimmed), days > 0 {
            let remark = "\(days) \(days == 1 ? "day" : "days") after the appointment"
            return [placed.seen(CheckCodes.fetchDelay, setting.value.trimmed, remark: remark)]
        }
        if list.allowsNothing {
            return property.separator == nil ? [] : [placed.seen(CheckCodes.allowsNothing, setting.value)]
        }
        var all: [Observation] = []
        for value in list.values {
            let bare = Edges.bare(value)
            if bare.isEmpty { continue }
            if !bare.utf8.elementsEqual(value.utf8) { all.append(placed.seen(CheckCodes.strayCharacter, value)) }
            if !property.allowedValues.isEmpty, !property.allowedValues.contains(bare) {
                let known = property.allowedValues.map { "`\($0)`" }.joined(separator: ", ")
                let nearMiss = property.allowedValues.lazy.compactMap {
                    AllowedList($0, separator: nil, isClosed: true).nearMiss(of: bare)
                }.first
                let remark = "`\(property.name)` knows \(known)"
                all.append(placed.seen(CheckCodes.unknownValue, value, nearMiss: nearMiss, remark: remark))
            }
            if property.type == .npi, let why = fault(bare) {
                all.append(placed.seen(CheckCodes.badNPI, value, remark: why))
            }
        }
        return all
    }

    private static func fault(_ value: String) -> String? {
        do throws(NPIError) {
            _ = try NPI(value)
            return nil
        } catch {
            switch error {
            case .notTenDigits: return "An NPI has ten digits, and a business has one NPI"
            case .firstDigit: return "An NPI begins with 1 or 2"
            case .checkDigit: return "The last digit does not match the other nine"
            }
        }
    }
}

/// What stands at the edges of a value and is not part of it.
enum Edges {
    /// The value without blanks, invisible characters and a pair of quotation marks around.
    static func bare(_ value: String) -> String {
        let rest = value.trimming(PlainText.isBlank)
        guard rest.count >= 2, let first = rest.first, let last = rest.last, PlainText.isQuote(first),
            PlainText.isQuote(last)
        else { return rest }
        return rest.dropFirst().dropLast().trimming(PlainText.isBlank)
    }
}

/// A property that is set where it cannot be set.
enum LevelChecks {
    static func observations(_ placed: PlacedSetting) -> [Observation] {
        let value = placed.setting.isHidden ? nil : placed.setting.value
        return switch placed.level {
        case .mapping where !placed.property.isSetInMapping: [placed.seen(CheckCodes.notOverridable, value)]
        case .group where !placed.property.isSetInGroup: [placed.seen(CheckCodes.notForGroups, value)]
        default: []
        }
    }
}
