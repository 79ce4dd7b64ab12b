internal import Model

/// Findings about businesses, one a code, with the playbook's words.
struct ReauthorizeFindings {
    private let playbooks: PlaybookSet
    private struct Key: Hashable {
        var code: String
        var verdict: Verdict
    }
    private var businesses: [Key: [(number: String, why: String)]] = [:]
    private var others: [Finding] = []
    private var commands: [String: [String]] = [:]
    private var near: [NearMiss] = []

    init(_ playbooks: PlaybookSet) { self.playbooks = playbooks }

    /// A business that a code is about.
    mutating func add(_ code: String, _ verdict: Verdict, business: String, why: String) {
        businesses[Key(code: code, verdict: verdict), default: []].append((business, why))
    }

    /// A finding about the run or the plan.
    mutating func add(_ code: String, _ verdict: Verdict, _ detail: String, command: [String]? = nil) {
        var finding = finding(code, verdict, detail)
        if let command, !finding.remedies.isEmpty { finding.remedies[0].command = command }
        others.append(finding)
    }

    /// The command of the first remedy of a code that is about businesses.
    mutating func advise(_ code: String, command: [String]) { commands[code] = command }

    /// Practices that may have been meant, of a plan's wrong ones.
    mutating func name(near plan: Plan) { near = plan.proofs.flatMap(\.near) }

    var all: [Finding] {
        others
            + businesses.map { key, rows in
                var finding = finding(key.code, key.verdict, Self.detail(rows.map(\.why)))
                finding.businesses = rows.map { BusinessCount(businessNumber: $0.number, count: 0) }
                    .sorted { $0.businessNumber < $1.businessNumber }
                finding.businessesTotal = rows.count
                if key.code == ReauthorizeCodes.wrongPractice { finding.nearMisses = near }
                if let command = commands[key.code], !finding.remedies.isEmpty {
                    finding.remedies[0].command = command
                }
                return finding
            }
    }

    /// Each reason once, the most frequent first.
    private static func detail(_ reasons: [String]) -> String {
        var counts: [String: Int] = [:]
        for reason in reasons { counts[reason, default: 0] += 1 }
        let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let shown = sorted.prefix(5).map { sorted.count > 1 ? "\($0.key) (\($0.value))" : $0.key }
        return (shown + (sorted.count > 5 ? ["And \(sorted.count - 5) other reasons."] : [])).joined(separator: " ")
    }

    private func finding(_ code: String, _ verdict: Verdict, _ detail: String) -> Finding {
        let entry = playbooks.entry(forCode: code)
        var text = detail
        if verdict == .undetermined, let decider = entry?.decidedBy, !decider.isEmpty {
            text += " Decided by: \(decider)"
        }
        return Finding(
            id: "\(code)-\(verdict.rawValue)", code: code, title: entry?.title ?? code,
            severity: entry?.severity ?? .error, verdict: verdict, detail: text, source: entry?.source,
            remedies: entry?.remedies ?? [])
    }
}
