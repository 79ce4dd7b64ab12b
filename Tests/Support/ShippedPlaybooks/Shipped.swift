internal import Foundation
public import Model

/// The playbooks that ship, read from the checkout, for tests of what depends on their content.
public enum Shipped {
    /// What knows no service: all that logs, configurations and look-ups are judged by.
    public static let playbooks = PlaybookSet(
        layers: [["platform", "athenahealth", "allscripts", "tool", "lookups"].map(playbook)])

    /// The same with what knows services, for the triage of a client.
    public static let all = PlaybookSet(
        layers: [
            ["platform", "athenahealth", "allscripts", "tool", "lookups", "network", "reauthorize", "triage"].map(
                playbook)
        ])

    /// The requests and queries of the three services.
    public static let calls = CallSet(
        playbooks,
        layers: [
            ["platform", "athenahealth", "allscripts"].map { name in
                let read = CallReading.read(bytes("requests/\(name).yaml"), file: name)
                guard let calls = read.playbook, read.faults.isEmpty else { preconditionFailure("\(read.faults)") }
                return calls
            }
        ])

    /// A property of an integration; ends the tests where the playbook has none of that name.
    public static func property(_ name: String, of integration: String) -> Property {
        guard let property = playbooks.playbook(named: integration)?.properties.first(where: { $0.name == name })
        else { preconditionFailure("\(integration) has no property \(name)") }
        return property
    }

    private static func playbook(_ name: String) -> ReadPlaybook {
        let read = PlaybookReading.read(bytes("\(name).yaml"), file: name)
        guard let playbook = read.playbook, read.faults.isEmpty else { preconditionFailure("\(read.faults)") }
        return playbook
    }

    private static func bytes(_ path: String) -> [UInt8] {
        let file = URL(filePath: #filePath).appending(path: "../../../../playbooks/\(path)").standardized
        guard let data = try? Data(contentsOf: file) else { preconditionFailure("\(file.path) cannot be read") }
        return [UInt8](data)
    }
}
