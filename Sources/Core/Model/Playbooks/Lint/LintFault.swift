internal import Support

/// A fault while it is sorted into its place.
struct LintFault {
    var fault: PlaybookFault
    var mark: YAMLMark
}

extension ReadPlaybook {
    /// A fault of this playbook.
    func fault(at mark: YAMLMark, _ found: String, expected: String, suggestion: String? = nil) -> LintFault {
        let yaml = YAMLFault(
            file: playbook.file, mark: mark, found: found, expected: expected, suggestion: suggestion)
        return LintFault(fault: PlaybookFault(yaml), mark: mark)
    }
}

/// A value with the playbook it belongs to and its place there.
struct Placed<Value> {
    var value: Value
    var read: ReadPlaybook
    var mark: YAMLMark

    /// `file:line:column`
    var place: String { read.place(mark) }

    func fault(_ found: String, expected: String, suggestion: String? = nil) -> LintFault {
        read.fault(at: mark, found, expected: expected, suggestion: suggestion)
    }
}
