/// Every code is listed once, with all that a person needs who sees it at night.
enum CodeGate {
    static func faults(in set: PlaybookSet) -> [LintFault] {
        var faults: [LintFault] = []
        var first: [String: Placed<String>] = [:]
        for read in set.readPlaybooks {
            for (position, entry) in read.playbook.codes.enumerated() {
                let mark = read.mark(.key("codes"), .item(position), .key("code"))
                let code = Placed(value: entry.code, read: read, mark: mark)
                if let other = first[entry.code] {
                    faults.append(
                        code.fault(
                            "the code \(entry.code) a second time", expected: "every code once over all playbooks",
                            suggestion: "it is listed at \(other.place)"))
                } else {
                    first[entry.code] = code
                }
                if !entry.retired { faults += gaps(in: entry, at: position, of: read) }
            }
        }
        return faults
    }

    private static func gaps(in entry: CodeEntry, at position: Int, of read: ReadPlaybook) -> [LintFault] {
        func gap(_ key: String, _ expected: String) -> LintFault {
            read.fault(
                at: read.mark(.key("codes"), .item(position), .key(key)), "\(entry.code) without ‘\(key)’",
                expected: expected, suggestion: "or mark the code ‘retired: true’")
        }
        var faults: [LintFault] = []
        if isBlank(entry.title) { faults.append(gap("title", "a title")) }
        if isBlank(entry.explanation) { faults.append(gap("explanation", "what it means and how it comes about")) }
        if entry.falsePositives.isEmpty {
            faults.append(gap("falsePositives", "at least one case in which the code shows though nothing is wrong"))
        }
        if entry.remedies.isEmpty { faults.append(gap("remedies", "at least one remedy with its owner")) }
        return faults
    }

    private static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
}
