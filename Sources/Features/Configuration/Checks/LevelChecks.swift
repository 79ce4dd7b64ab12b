internal import Model

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
