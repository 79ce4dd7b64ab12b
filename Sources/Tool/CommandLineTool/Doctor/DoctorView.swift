internal import Model
internal import Reporting
internal import Support

/// The checks of `doctor` for a person: what works in a line, what does not with its fix.
struct DoctorView {
    let checks: [DoctorCheck]
    /// The profile that was checked; nil where none could be read.
    let profile: String?
    /// What to do first where nothing is set up; empty elsewhere.
    let firstSteps: [String]

    private var failed: [DoctorCheck] { checks.filter { $0.state == .problem } }
    private var open: [DoctorCheck] { checks.filter { $0.gap != nil } }

    /// The answer: everything works, or what does not.
    var headline: String {
        let place = profile.map { " (profile \($0))" } ?? ""
        if let first = failed.first, failed.count == 1 {
            let what = first.findings.first?.title ?? first.detail
            return "1 of \(checks.count) checks failed. \(first.subject.map { "\($0): " } ?? "")\(what)."
        }
        if !failed.isEmpty {
            let names = failed.map { [$0.subject, $0.name].compactMap(\.self).joined(separator: " ") }
            return "\(failed.count) of \(checks.count) checks failed: \(Numbers.list(names))."
        }
        if !open.isEmpty { return "Nothing failed, but \(skipped)\(place)." }
        return "Everything works\(place)."
    }

    private var skipped: String {
        "\(open.count) of \(checks.count) checks \(open.count == 1 ? "was" : "were") skipped"
    }

    /// For the last line.
    var verdict: String {
        if !failed.isEmpty {
            return "\(failed.count) of \(checks.count) checks failed" + (open.isEmpty ? "" : ", \(open.count) skipped")
        }
        return open.isEmpty ? "everything works" : skipped
    }

    /// A row for each check.
    var blocks: [ViewBlock] {
        let states = checks.map(\.state.rawValue.count).max() ?? 0
        let names = checks.map(\.name.count).max() ?? 0
        let rows = checks.map { check in
            ViewRow(
                "\(check.state.rawValue.padded(to: states))  \(check.name.padded(to: names))", texts(check),
                mark: mark(check.state))
        }
        var blocks: [ViewBlock] = [.rows(rows)]
        let lines = firstSteps.drop { $0.isEmpty }
        if let first = lines.first {
            blocks.append(.group([.prose(first), .code(lines.dropFirst().joined(separator: "\n"))]))
        }
        return blocks
    }

    /// What was seen, and the fix right below.
    private func texts(_ check: DoctorCheck) -> [String] {
        let subject = check.subject.map { "\($0): " } ?? ""
        guard let finding = check.findings.first else {
            return check.name == "files" ? check.detail.split(separator: ";").map(\.trimmed) : [subject + check.detail]
        }
        let steps = finding.remedies.prefix(1).map { remedy in
            let command = remedy.command.map { ": " + ShellText.line($0) } ?? ""
            return "Fix: [\(remedy.owner.rawValue)] \(remedy.short)\(command)"
        }
        let (known, settle) = FindingParts.parts(of: finding)
        // A detail can hold the fix itself.
        let fix = known.contains("Fix: ") ? [] : Array(steps)
        return [subject + check.detail, known, settle.isEmpty ? "" : "To settle it: \(settle)"].filter { !$0.isEmpty }
            + fix
    }

    private func mark(_ state: DoctorCheck.State) -> ViewRow.Mark {
        switch state {
        case .ok: .good
        case .note: .remarkable
        case .problem: .bad
        case .skipped: .unknown
        }
    }
}
