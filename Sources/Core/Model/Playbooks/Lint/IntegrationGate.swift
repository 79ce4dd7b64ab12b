/// Names and source ids tell integrations apart, so each belongs to one playbook.
enum IntegrationGate {
    static func faults(in set: PlaybookSet) -> [LintFault] {
        let integrations = set.readPlaybooks.filter { $0.playbook.kind == .integration }
        return clashes(in: set) + names(integrations) + sourceIDs(integrations)
    }

    private static func clashes(in set: PlaybookSet) -> [LintFault] {
        set.clashes.map { clash in
            clash.second.fault(
                at: clash.second.mark(.key("playbook")),
                "the playbook ‘\(clash.second.playbook.name)’ a second time in one folder",
                expected: "every name once a folder",
                suggestion: "the first stands at \(clash.first.place(clash.first.mark(.key("playbook"))))")
        }
    }

    private static func names(_ integrations: [ReadPlaybook]) -> [LintFault] {
        var faults: [LintFault] = []
        var owners: [String: Placed<String>] = [:]
        for read in integrations {
            for name in placedNames(of: read) {
                let key = IntegrationName.key(of: name.value)
                guard let first = owners[key] else {
                    owners[key] = name
                    continue
                }
                // A playbook may spell its own name in several ways.
                guard first.read.playbook.name != read.playbook.name else { continue }
                faults.append(
                    name.fault(
                        "the integration's name ‘\(name.value)’", expected: "a name that no other playbook has",
                        suggestion: "‘\(first.value)’ stands at \(first.place); to replace that playbook, give this "
                            + "one its name, ‘\(first.read.playbook.name)’"))
            }
        }
        return faults
    }

    private static func placedNames(of read: ReadPlaybook) -> [Placed<String>] {
        let own = Placed(value: read.playbook.name, read: read, mark: read.mark(.key("playbook")))
        let names = read.playbook.identity?.names ?? []
        return [own]
            + names.enumerated().map { position, name in
                let mark = read.mark(.key("integration"), .key("names"), .item(position))
                return Placed(value: name, read: read, mark: mark)
            }
    }

    private static func sourceIDs(_ integrations: [ReadPlaybook]) -> [LintFault] {
        var faults: [LintFault] = []
        var owners: [Int: Placed<Int>] = [:]
        for read in integrations {
            guard let id = read.playbook.identity?.sourceID else { continue }
            let placed = Placed(value: id, read: read, mark: read.mark(.key("integration"), .key("sourceID")))
            if let first = owners[id] {
                faults.append(
                    placed.fault(
                        "the source id \(id)", expected: "a source id that no other playbook has",
                        suggestion: "‘\(first.read.playbook.name)’ has it at \(first.place)"))
            } else {
                owners[id] = placed
            }
        }
        return faults
    }
}
