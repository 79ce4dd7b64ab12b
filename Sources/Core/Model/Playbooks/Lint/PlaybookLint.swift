/// What must hold in a set of playbooks and can be checked without the engine (design.md §5); what needs the engine,
/// the examples, is `playbook test`.
public enum PlaybookLint {
    /// All faults, in the order of the playbooks and in each of the lines; without `calls`, those of the playbooks'
    /// own files are looked at.
    public static func faults(in set: PlaybookSet, calls: CallSet? = nil) -> [PlaybookFault] {
        let calls = calls ?? CallSet(set)
        let gates: [(PlaybookSet) -> [LintFault]] = [
            IntegrationGate.faults, CodeGate.faults, RuleGate.faults, ReasonGate.faults, PlatformGate.faults,
            PropertyGate.faults, UniqueNamesGate.faults, PlaceholderGate.faults, FaultGate.faults,
        ]
        var files: [String: Int] = [:]
        let names = set.readPlaybooks.map(\.playbook.file) + calls.layers.flatMap { $0.map(\.file) }
        for name in names where files[name] == nil { files[name] = files.count }
        return (gates.flatMap { $0(set) } + CallGate.faults(in: calls, of: set)).enumerated()
            .sorted { left, right in
                let (a, b) = (left.element, right.element)
                let (fileOfA, fileOfB) = (files[a.fault.file] ?? files.count, files[b.fault.file] ?? files.count)
                return (fileOfA, a.mark, left.offset) < (fileOfB, b.mark, right.offset)
            }
            .map(\.element.fault)
    }
}
