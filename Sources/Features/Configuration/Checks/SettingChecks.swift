internal import Model

/// A setting with the property that it sets, and for whom.
struct PlacedSetting {
    var setting: Setting
    var property: Property
    /// Nothing on the command line.
    var level: PropertyLevel?
    /// The mapping's.
    var business: String?
}

/// All settings of one integration's properties.
struct PlacedSettings {
    let configuration: ClientConfiguration
    let settings: [Setting]
    let owners: GroupOwners
    let homes: GroupHomes
    let integration: Int
    let playbook: Playbook

    func each(_ body: (PlacedSetting) -> Void) {
        var finder = PropertyFinder(playbook)
        func visit(_ settings: [Setting], _ level: PropertyLevel?, _ business: String?) {
            for setting in settings {
                guard let position = finder.position(of: setting.key) else { continue }
                let property = playbook.properties[position]
                body(PlacedSetting(setting: setting, property: property, level: level, business: business))
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
}

/// What cannot be right about a single value.
enum ValueChecks {
    static func observations(_ placed: PlacedSetting, _ playbook: Playbook) -> [Observation] {
        let (setting, property) = (placed.setting, placed.property)
        if setting.isHidden { return [] }
        let list = AllowedList(setting.value, property: property)
        func seen(_ code: String, _ value: String?, remark: String? = nil) -> Observation {
            Observation(
                code: code, integration: playbook.name, name: property.name, value: value, business: placed.business,
                places: [setting.place], remark: remark)
        }
        if list.allowsNothing {
            return property.separator == nil ? [] : [seen(CheckCodes.allowsNothing, setting.value)]
        }
        var all: [Observation] = []
        for value in list.values {
            let bare = Edges.bare(value)
            if bare.isEmpty { continue }
            if !bare.utf8.elementsEqual(value.utf8) { all.append(seen(CheckCodes.strayCharacter, value)) }
            if !property.allowedValues.isEmpty, !property.allowedValues.contains(bare) {
                let known = property.allowedValues.map { "`\($0)`" }.joined(separator: ", ")
                var one = seen(CheckCodes.unknownValue, value, remark: "`\(property.name)` knows \(known)")
                one.nearMiss =
                    property.allowedValues.lazy.compactMap {
                        AllowedList($0, separator: nil, isClosed: true).nearMiss(of: bare)
                    }.first
                all.append(one)
            }
            if property.type == .npi, let why = fault(bare) {
                all.append(seen(CheckCodes.badNPI, value, remark: why))
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
            case .checkDigit: return "The last digit is not the one that the other nine ask for"
            }
        }
    }
}

/// What stands at the edges of a value and is not part of it.
enum Edges {
    /// The value without blanks, invisible characters and a pair of quotation marks around.
    static func bare(_ value: String) -> String {
        var rest = trimmed(value[...])
        if rest.count >= 2, let first = rest.first, let last = rest.last, PlainText.isQuote(first),
            PlainText.isQuote(last)
        {
            rest = trimmed(rest.dropFirst().dropLast())
        }
        return String(rest)
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var rest = text
        while let first = rest.first, PlainText.isBlank(first) { rest.removeFirst() }
        while let last = rest.last, PlainText.isBlank(last) { rest.removeLast() }
        return rest
    }
}

/// A property that is set where it cannot be set.
enum LevelChecks {
    static func observations(_ placed: PlacedSetting, _ playbook: Playbook) -> [Observation] {
        let code: String
        switch placed.level {
        case .mapping where !placed.property.isSetInMapping: code = CheckCodes.notOverridable
        case .group where !placed.property.isSetInGroup: code = CheckCodes.notForGroups
        default: return []
        }
        return [
            Observation(
                code: code, integration: playbook.name, name: placed.property.name,
                value: placed.setting.isHidden ? nil : placed.setting.value, business: placed.business,
                places: [placed.setting.place])
        ]
    }
}
