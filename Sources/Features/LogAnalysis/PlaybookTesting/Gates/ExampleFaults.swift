internal import Model
internal import Support

/// The sentences about examples.
enum ExampleFaults {
    static func homeless(_ file: ExampleFile) -> YAMLFault {
        YAMLFault(
            file: file.name, mark: .start, found: "examples of no playbook",
            expected: "a playbook of the same file name in the folder above",
            suggestion: "rename the file, or move it away")
    }

    static func none(of read: ReadPlaybook) -> YAMLFault {
        let parts = read.playbook.file.split(separator: "/", omittingEmptySubsequences: false)
        let home = (parts.dropLast() + ["examples"] + parts.suffix(1)).joined(separator: "/")
        return YAMLFault(
            file: read.playbook.file, mark: .start, found: "the playbook ‘\(read.playbook.name)’ without examples",
            expected: "the file \(home)", suggestion: "playbooks/README.md shows how examples are written")
    }

    static func mismatch(_ mismatch: Mismatch, _ example: Example) -> YAMLFault {
        YAMLFault(
            file: example.file, mark: example.mark, found: "\(mismatch.found), in the example ‘\(example.name)’",
            expected: mismatch.expected, suggestion: "mend the playbook or, if it is right, the example")
    }

    static func unguarded(_ condition: Condition, _ read: ReadPlaybook, _ home: String) -> YAMLFault {
        YAMLFault(
            file: read.playbook.file, mark: condition.mark, found: "\(condition.what), which no example needs",
            expected: "an example that fails without it",
            suggestion: "add one to \(home), or take the condition away")
    }
}
