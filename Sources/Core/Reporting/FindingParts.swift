public import Model
internal import Support

/// What to do about the findings of a command that has a view of its own, how they are known, and notes.
public enum FindingParts {
    private static let mostKnown = 4

    /// `subjects` names whom a finding is about, where there are several; `source` ends what is known.
    public static func blocks(
        _ findings: [Finding], source: String = "", subjects: (Finding) -> String? = { _ in nil }
    ) -> [ViewBlock] {
        let causes = findings.filter { $0.isWrong && $0.causedBy == nil }
        var blocks = steps(causes, subjects: subjects)
        let shown = causes.prefix(mostKnown)
        for (index, finding) in shown.enumerated() {
            let subject = causes.count > 1 ? subjects(finding).map { "\($0): " } ?? "" : ""
            let (text, settle) = parts(of: finding)
            let known = (text.hasPrefix(subject.dropLast(2)) ? "" : subject) + text
            let end = index == shown.count - 1 && !source.isEmpty ? " \(source)" : ""
            blocks.append(
                .part(
                    label: index == 0 ? "Known" : "", "\(finding.code), \(finding.verdict.words): \(known)\(end)"))
            if !settle.isEmpty { blocks.append(.part(label: "Settle", settle)) }
        }
        if causes.count > shown.count {
            blocks.append(.part(label: "", "\(causes.count - shown.count) more: --full"))
        }
        return blocks
            + findings.filter { !$0.isWrong }.map { .part(label: "Note", "\($0.code): \(parts(of: $0).known)") }
    }

    /// What a finding's detail says, and what would decide it; what a table says already is left out.
    public static func parts(of finding: Finding) -> (known: String, settle: String) {
        let (detail, settle) = finding.detailParts
        var known = detail[...]
        if let mark = known.firstRange(of: " Nearest: ") { known = known[..<mark.lowerBound] }
        return (known.trimmed, finding.verdict == .confirmed ? "" : settle)
    }

    /// The steps of each code once.
    private static func steps(_ causes: [Finding], subjects: (Finding) -> String?) -> [ViewBlock] {
        var codes: [String] = []
        for finding in causes where !codes.contains(finding.code) { codes.append(finding.code) }
        let steps = codes.flatMap { code -> [ViewStep] in
            let same = causes.filter { $0.code == code }
            let names = same.compactMap(subjects)
            let isNamed = codes.count > 1 && !names.isEmpty
            return same.first.map { of($0, lead: isNamed ? names.joined(separator: ", ") + ": " : "") } ?? []
        }
        return steps.isEmpty ? [] : [.steps(steps)]
    }

    /// First what the client is to say, if anything, then what follows for someone else; else the first step.
    private static func of(_ finding: Finding, lead: String) -> [ViewStep] {
        let open = finding.openRemedies
        let start =
            open.firstIndex { $0.tellClient != nil && $0.owner == .client && finding.isDecided } ?? open.startIndex
        guard open.indices.contains(start) else { return [] }
        let first = open[start]
        var steps = [
            ViewStep(
                first.owner, lead + first.short, quote: first.tellClient, lines: [first.copiedLine].compactMap(\.self))
        ]
        if let second = finding.step(after: first, among: open[(start + 1)...]) {
            steps.append(ViewStep(second.owner, second.short, lines: [second.copiedLine].compactMap(\.self)))
        }
        return steps
    }
}
