public import Model
internal import Support

/// What to do about findings of a lookup, and how they are known, as a short report tells it.
public enum LookupSteps {
    private static let mostKnown = 3

    /// What to do, how it is known, and notes; `source` ends what is known.
    public static func blocks(_ notes: LookupNotes, source: String = "", subjects: (Finding) -> String? = { _ in nil })
        -> [ViewBlock]
    {
        var blocks = steps(notes.findings, subjects: subjects)
        let causes = notes.findings.filter { $0.isWrong && $0.causedBy == nil }
        let shown = causes.prefix(mostKnown)
        for (index, finding) in shown.enumerated() {
            let subject = causes.count > 1 ? subjects(finding).map { "\($0): " } ?? "" : ""
            let text = known(finding)
            let known =
                "\(finding.code), \(said(finding.verdict)): \(text.hasPrefix(subject.dropLast(2)) ? "" : subject)\(text)"
            let isLast = index == shown.count - 1
            blocks.append(
                .part(label: index == 0 ? "Known" : "", isLast && !source.isEmpty ? "\(known) \(source)" : known))
        }
        if causes.count > shown.count {
            blocks.append(.part(label: "", "\(causes.count - shown.count) more: --full"))
        }
        return blocks + notes.findings.filter { !$0.isWrong }.map { .part(label: "Note", $0.detail) }
    }

    private static func said(_ verdict: Verdict) -> String {
        switch verdict {
        case .undetermined: "undecided"
        case .broken: "check failed"
        case .ruledOut: "ruled out"
        case .confirmed, .likely: verdict.rawValue
        }
    }

    /// What the tables do not say.
    private static func known(_ finding: Finding) -> String {
        finding.detail.firstRange(of: " Nearest: ").map { String(finding.detail[..<$0.lowerBound]) } ?? finding.detail
    }

    /// The steps of each code once; `subjects` names whom they are for where there are several codes.
    private static func steps(_ findings: [Finding], subjects: (Finding) -> String?) -> [ViewBlock] {
        let wrong = findings.filter { $0.isWrong && $0.causedBy == nil }
        var codes: [String] = []
        for finding in wrong where !codes.contains(finding.code) { codes.append(finding.code) }
        let steps = codes.flatMap { code -> [ViewStep] in
            let same = wrong.filter { $0.code == code }
            let names = same.compactMap(subjects)
            let isNamed = codes.count > 1 && !names.isEmpty
            return same.first.map { of($0, lead: isNamed ? names.joined(separator: ", ") + ": " : "") } ?? []
        }
        return steps.isEmpty ? [] : [.steps(steps)]
    }

    /// First what the client is to say, if anything, then what follows for somebody else; else the first step.
    private static func of(_ finding: Finding, lead: String) -> [ViewStep] {
        let open = finding.remedies.filter { !$0.answered }
        let start =
            open.firstIndex { $0.tellClient != nil && $0.owner == .client && finding.isDecided } ?? open.startIndex
        guard open.indices.contains(start) else { return [] }
        let first = open[start]
        var steps = [ViewStep(first.owner, lead + first.short, quote: first.tellClient, lines: first.lines)]
        let second = open[(start + 1)...].first { $0.owner != first.owner && $0.danger != .high }
        if finding.verdict == .confirmed, let second {
            steps.append(ViewStep(second.owner, second.short, lines: second.lines))
        }
        return steps
    }
}

extension Remedy {
    fileprivate var lines: [String] { (command.map(ShellText.line) ?? query).map { [$0] } ?? [] }
}
