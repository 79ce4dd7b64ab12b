internal import Model

/// The one step that decides most for the least: what a root cause asks for, else what the skipped checks need. Offline comes
/// before reading, reading before asking somebody, and asking before changing something.
struct NextStep {
    let diagnosis: Diagnosis

    /// What a step costs.
    private enum Cost: Int {
        case reading, asking, changing, risking
    }

    var remedy: Remedy? {
        guard let root = diagnosis.roots.first else { return nil }
        if root.code == Codes.requiredSkipped || root.code == Codes.nothingGiven {
            return enabling ?? steps(of: root).first
        }
        // What has to happen is known where the cause is; where it is open, the cheapest step that decides comes first.
        if root.verdict == .confirmed { return steps(of: root).first }
        return steps(of: root).enumerated().min {
            (Self.cost($0.element).rawValue, $0.offset) < (Self.cost($1.element).rawValue, $1.offset)
        }?.element
    }

    private func steps(of finding: Finding) -> [Remedy] { finding.remedies.filter { !$0.answered } }

    private static func cost(_ step: Remedy) -> Cost {
        switch step.danger {
        case .high: .risking
        case .low: .changing
        case .none: step.owner == .support ? .reading : .asking
        }
    }

    /// What enables most of the skipped checks that the complaint requires.
    private var enabling: Remedy? {
        let required = Set(
            (diagnosis.symptom ?? diagnosis.evidence.playbooks.playbooks.flatMap(\.symptoms).first)?.requires
                .flatMap { $0.split(separator: "|").map(String.init) } ?? [])
        let skipped = diagnosis.checks.filter { $0.state == .skipped && required.contains($0.name) }
        let byNeed = Dictionary(grouping: skipped.filter { !$0.needs.isEmpty }) { $0.needs[0] }
        let most = byNeed.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
        guard let (need, rows) = most.map({ ($0.key, $0.value) }) else { return nil }
        return Remedy.enabling(need, rows.map(\.title), diagnosis)
    }
}

extension Remedy {
    /// How to get what an option takes.
    fileprivate static func enabling(_ need: String, _ titles: [String], _ diagnosis: Diagnosis) -> Remedy {
        let scope = diagnosis.evidence.scope
        let numbers = scope.prefix(5).map(\.description)
        let shown = titles.count > 2 ? "\(titles.count) checks" : titles.joined(separator: " and ")
        switch need {
        case "--logs":
            var step = Remedy.reading(
                "Export the records of the last 30 days from Kibana and give them with --logs, for \(shown).")
            if !numbers.isEmpty {
                let all = numbers.map { "\"\($0)\"" }.joined(separator: " or ")
                let values = numbers.count == 1 ? all : "(\(all))"
                step.query = "businessNumber : \(values) and @timestamp >= \"now-30d\""
            }
            return step
        case "--config", "platform.credential", "platform.url":
            var step = Remedy.reading("Read the client's group and give the answer with --config, for \(shown).")
            if let number = diagnosis.evidence.question.enterprise ?? numbers.first {
                step.command = ["be-diagnose", "request", "read-group", "businessNumber=\(number)"]
            }
            return step
        case "--enterprise":
            return .reading("Find the enterprise's number (dashboard) and give it with --enterprise, for \(shown).")
        default:
            if need.hasPrefix("--") { return .reading("Give \(need), for \(shown).") }
            return .reading(
                "Add `\(need)` to the profile, for \(shown). doctor says what is missing.",
                command: ["be-diagnose", "doctor"])
        }
    }
}
