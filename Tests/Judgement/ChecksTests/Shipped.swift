import Domain
import Foundation
import Playbooks
import Testing

/// The playbooks that ship, read from the repository: the checks are about their properties.
enum Shipped {
    static let playbooks: PlaybookSet = {
        let folder = URL(filePath: #filePath).appending(path: "../../../../playbooks").standardized
        let read = ["platform", "athenahealth", "allscripts", "tool", "lookups"].map { name in
            let file = folder.appending(path: "\(name).yaml")
            guard let data = try? Data(contentsOf: file),
                let read = PlaybookReading.read([UInt8](data), file: name).playbook
            else { preconditionFailure("\(file.path) is no playbook") }
            return read
        }
        return PlaybookSet(read)
    }()

    static func property(_ key: String, of integration: String) throws -> Property {
        let playbook = try #require(playbooks.playbook(named: integration))
        return try #require(playbook.properties.first { $0.name == key })
    }
}

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
