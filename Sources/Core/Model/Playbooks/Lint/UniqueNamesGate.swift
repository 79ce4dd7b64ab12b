internal import Support

/// Names by which something is looked up must lead to one thing.
enum UniqueNamesGate {
    static func faults(in set: PlaybookSet) -> [LintFault] {
        set.readPlaybooks.flatMap(inPlaybook)
    }

    private static func inPlaybook(_ read: ReadPlaybook) -> [LintFault] {
        let playbook = read.playbook
        let fields = placed(playbook.evidenceFields.map(\.name), "evidenceFields", "name", read)
        let roles = placed(playbook.recordFields.map(\.role.rawValue), "recordFields", "role", read)
        let keys = playbook.properties.enumerated().flatMap { position, property in
            let mark = read.mark(.key("properties"), .item(position), .key("key"))
            return ([property.key].compactMap { $0 } + property.alsoCalled).map {
                Placed(value: $0, read: read, mark: mark)
            }
        }
        return repeated(fields, "the evidence field") + repeated(roles, "the role") + repeated(keys, "the property")
    }

    private static func placed(
        _ names: [String], _ list: String, _ key: String, _ read: ReadPlaybook
    ) -> [Placed<String>] {
        names.enumerated().map { position, name in
            Placed(value: name, read: read, mark: read.mark(.key(list), .item(position), .key(key)))
        }
    }

    static func repeated(_ names: [Placed<String>], _ what: String) -> [LintFault] {
        var first: [String: Placed<String>] = [:]
        var faults: [LintFault] = []
        for name in names {
            guard let other = first[name.value] else {
                first[name.value] = name
                continue
            }
            faults.append(
                name.fault(
                    "\(what) ‘\(name.value)’ a second time", expected: "every name once",
                    suggestion: "the first stands at \(other.place)"))
        }
        return faults
    }
}
