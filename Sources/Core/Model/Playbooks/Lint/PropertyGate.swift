internal import Support

/// What a property says of another must be about one that exists.
enum PropertyGate {
    static func faults(in set: PlaybookSet) -> [LintFault] {
        set.readPlaybooks.flatMap { read in
            read.playbook.properties.indices.flatMap { exclusive(of: $0, read) }
        }
    }

    private static func exclusive(of position: Int, _ read: ReadPlaybook) -> [LintFault] {
        let property = read.playbook.properties[position]
        let others = read.playbook.properties.compactMap(\.key).filter { $0 != property.key }
        return property.exclusiveWith.enumerated().filter { !others.contains($1) }.map { item, name in
            read.fault(
                at: read.mark(.key("properties"), .item(position), .key("exclusiveWith"), .item(item)),
                "the property ‘\(name)’", expected: "the key of another of this playbook's properties",
                suggestion: NearestWord.nearest(to: name, among: others).map { "did you mean ‘\($0)’?" })
        }
    }
}
