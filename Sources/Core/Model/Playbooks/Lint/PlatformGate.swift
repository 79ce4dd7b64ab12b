internal import Support

/// How a record is built holds for all integrations, so one playbook says it: the platform's.
enum PlatformGate {
    static func faults(in set: PlaybookSet) -> [LintFault] {
        set.readPlaybooks.flatMap { read in foreign(read) + phrases(read) } + second(in: set)
    }

    private static func foreign(_ read: ReadPlaybook) -> [LintFault] {
        guard read.playbook.kind != .platform else { return [] }
        let given = [
            ("recordFields", !read.playbook.recordFields.isEmpty),
            ("statusPhrases", !read.playbook.statusPhrases.isEmpty),
        ]
        return given.filter(\.1).map { key, _ in
            read.fault(
                at: read.mark(.key(key)), "‘\(key)’ in a playbook of kind \(read.playbook.kind.rawValue)",
                expected: "‘\(key)’ in the playbook of kind platform only")
        }
    }

    private static func phrases(_ read: ReadPlaybook) -> [LintFault] {
        read.playbook.statusPhrases.enumerated().filter { !$1.contains("{status}") }.map { position, phrase in
            read.fault(
                at: read.mark(.key("statusPhrases"), .item(position)), "the phrase ‘\(phrase)’",
                expected: "a phrase with {status} where the number stands")
        }
    }

    private static func second(in set: PlaybookSet) -> [LintFault] {
        let platforms = set.readPlaybooks.filter { $0.playbook.kind == .platform }
        guard let first = platforms.first else { return [] }
        return platforms.dropFirst().map { read in
            read.fault(
                at: read.mark(.key("kind")), "a second playbook of kind platform",
                expected: "one playbook of kind platform",
                suggestion: "the first stands at \(first.place(first.mark(.key("kind")))); to replace it, give this "
                    + "one its name, ‘\(first.playbook.name)’")
        }
    }
}
