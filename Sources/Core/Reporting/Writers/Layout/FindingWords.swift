internal import Model
internal import Support

/// What all writers say of a finding in the same words.
extension Finding {
    /// The title in a few words.
    var shortTitle: String { brief ?? title }

    /// Restrictions concern contacts, everything else records or locations.
    var counted: String {
        if countsLocations { return Numbers.counted(count, "location", "locations") }
        return severity == .warning
            ? Numbers.counted(count, "contact", "contacts") : Numbers.counted(count, "record", "records")
    }

    /// What was seen, and what would decide it, which the detail ends with.
    var detailParts: (known: String, settle: String) {
        guard let mark = detail.firstRange(of: "Decided by: ") else { return (detail, "") }
        return (detail[..<mark.lowerBound].trimmed, String(detail[mark.upperBound...]))
    }

    /// The steps that the input has not answered.
    var openRemedies: [Remedy] { remedies.filter { !$0.answered } }

    /// The step that follows for someone else where the cause is certain; nil where none does, or only a dangerous one.
    func step(after first: Remedy, among steps: some Collection<Remedy>) -> Remedy? {
        verdict == .confirmed ? steps.first { $0.owner != first.owner && $0.danger != .high } : nil
    }
}

extension Verdict {
    /// As people say it.
    var words: String {
        switch self {
        case .undetermined: "undecided"
        case .broken: "check failed"
        case .ruledOut: "ruled out"
        case .confirmed, .likely: rawValue
        }
    }
}

extension Remedy {
    /// The command or the query that is copied.
    var copiedLine: String? { command.map(ShellText.line) ?? query }
}
