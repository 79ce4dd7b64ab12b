internal import Support

/// Every fault is told about once, under a code that is listed.
enum FaultGate {
    static func faults(in set: PlaybookSet) -> [LintFault] {
        let codes = set.playbooks.flatMap(\.codes).filter { !$0.retired }.map(\.code)
        var first: [String: Placed<String>] = [:]
        var faults: [LintFault] = []
        for read in set.readPlaybooks {
            for (position, entry) in read.playbook.faults.enumerated() {
                let mark = read.mark(.key("faults"), .item(position), .key("fault"))
                let name = Placed(value: entry.fault, read: read, mark: mark)
                if let other = first[entry.fault] {
                    faults.append(
                        name.fault(
                            "the fault ‘\(entry.fault)’ a second time", expected: "every fault once",
                            suggestion: "the first stands at \(other.place)"))
                } else {
                    first[entry.fault] = name
                }
                faults += placeholders(entry, at: position, of: read)
                if codes.contains(entry.code) { continue }
                faults.append(
                    read.fault(
                        at: read.mark(.key("faults"), .item(position), .key("code")),
                        "the code \(entry.code), which no playbook lists", expected: "a code with an entry",
                        suggestion: NearestWord.nearest(to: entry.code, among: codes).map { "did you mean \($0)?" }))
            }
        }
        return faults
    }

    /// What the sources know of a fault; not each of them knows all.
    private static let known = [
        "host", "port", "origin", "seconds", "limit", "file", "proxy", "status", "target", "when", "message", "number",
        "what", "fix",
    ]

    private static func placeholders(_ entry: FaultEntry, at position: Int, of read: ReadPlaybook) -> [LintFault] {
        PlaceholderGate.placeholders(in: entry.text).filter { !known.contains($0) }.map { name in
            read.fault(
                at: read.mark(.key("faults"), .item(position), .key("text")), "the placeholder {\(name)}",
                expected: "one of " + known.map { "{\($0)}" }.joined(separator: " "),
                suggestion: NearestWord.nearest(to: name, among: known).map { "did you mean {\($0)}?" })
        }
    }
}
