internal import LogAnalysis
internal import Model
internal import Support

/// What became of the findings of a saved case.
struct CaseComparison: Sendable {
    /// What became of one finding (design.md §3a).
    enum State: String, Sendable {
        case resolved, persisting, new, notComparable
    }

    /// The saved finding's id, or that of a new one.
    struct Row: Sendable {
        var finding: String
        var code: String
        var title: String
        var state: State
    }

    let rows: [Row]
    /// When the case was saved, RFC 3339.
    let saved: String
    /// Whether a file has the same content as then.
    let unchanged: [String]

    init(_ saved: CaseFile, _ diagnosis: Diagnosis, unchanged: [String]) {
        self.saved = saved.saved
        self.unchanged = unchanged
        let wrong = diagnosis.findings.filter(\.isWrong)
        var rows = saved.found.map { old in
            let state: State
            if wrong.contains(where: { Self.isSame(old, $0) }) {
                state = .persisting
            } else {
                state = Self.couldSee(old, diagnosis) ? .resolved : .notComparable
            }
            return Row(finding: old.id, code: old.code, title: old.title, state: state)
        }
        // That something was not looked at is no news of the client.
        let told = [Codes.requiredSkipped, Codes.nothingGiven]
        rows += wrong.filter { finding in
            !told.contains(finding.code) && !saved.found.contains { Self.isSame($0, finding) }
        }.map { Row(finding: $0.id, code: $0.code, title: $0.title, state: .new) }
        self.rows = rows
    }

    /// The same cause in the same place, whatever its verdict is now.
    private static func isSame(_ old: CaseFile.Found, _ new: Finding) -> Bool {
        guard old.code == new.code else { return false }
        let locations = CauseGraph.locations(of: new)
        return old.businesses.isEmpty || locations.isEmpty || !locations.isDisjoint(with: old.businesses)
    }

    /// Whether the checks that found it have looked again.
    private static func couldSee(_ old: CaseFile.Found, _ diagnosis: Diagnosis) -> Bool {
        let again = diagnosis.checks.filter { old.checks.contains($0.name) }
        return again.contains { $0.state != .skipped } || old.checks.isEmpty
    }

    func count(_ state: State) -> Int { rows.count { $0.state == state } }
}

extension CaseFile {
    /// The inputs that have the same content as when the case was saved.
    public func unchanged(_ arguments: [Argument]) -> [String] {
        guard let digest = try? StateFolder().digest() else { return [] }
        return arguments.compactMap(\.value).filter { path in
            digests.contains { $0.path == path && !$0.digest.isEmpty && $0.digest == Self.digest(of: path, digest) }
        }
    }

    /// Findings of the log that nothing newer shows, while the location has had contacts since: they are over. They stay in
    /// the report as notes. A newer export mostly reaches back behind the remedy, so that its first records contradict the
    /// configuration as it is now.
    func settled(_ findings: [Finding], _ evidence: ClientEvidence) -> [Finding] {
        guard let days = evidence.log.value?.days else { return findings }
        return findings.map { finding in
            guard let last = finding.lastSeen, isOld(finding, last) else { return finding }
            let numbers = CauseGraph.locations(of: finding)
            let runs =
                !numbers.isEmpty
                && numbers.allSatisfy { number in
                    days[number]?.days.contains { $0.day > last.prefix(10) && $0.contacts > 0 } ?? false
                }
            guard runs else { return finding }
            var past = finding
            past.severity = .info
            // What was open of it is closed: since then it is otherwise.
            if past.verdict == .undetermined { past.verdict = .likely }
            return past
        }
    }

    /// Whether it shows in records only that the saved case's log had too, or could have had.
    private func isOld(_ finding: Finding, _ last: String) -> Bool {
        let before = found.first { $0.code == finding.code && $0.lastSeen != nil }?.lastSeen
        return before.map { last <= $0 } ?? false || logEnd.map { last.prefix(10) <= $0 } ?? false
    }
}
