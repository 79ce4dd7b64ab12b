@testable import Configuration
@testable import Model

/// Places in a made-up file, told apart by their line.
func place(_ line: Int = 1) -> SourcePlace { SourcePlace(file: "config.json", line: line, column: 1) }

func setting(_ key: String, _ value: String, line: Int = 1) -> Setting {
    Setting(key: key, value: value, place: place(line))
}

func group(
    _ id: String? = nil, number: String? = nil, source: Int? = 27, name: String? = nil, _ settings: Setting...,
    line: Int = 1
) -> GroupConfiguration {
    GroupConfiguration(
        groupID: id, businessNumber: number, sourceID: source, sourceName: name, settings: settings, place: place(line))
}

func mapping(
    _ number: String, group: String? = nil, active: Bool? = nil, _ settings: Setting..., line: Int = 1
) -> MappingConfiguration {
    MappingConfiguration(
        businessNumber: number, groupID: group, isActive: active, settings: settings, place: place(line))
}
