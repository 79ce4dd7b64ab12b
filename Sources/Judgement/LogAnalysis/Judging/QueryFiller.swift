internal import Findings
internal import LogReading
internal import Playbooks

/// Fills the placeholders of a remedy's Kibana query with what was found.
struct QueryFiller {
    let knowledge: Knowledge
    let reasonPath: String?

    /// More businesses than that make a query that nobody can read.
    private static let namedBusinesses = 5

    func fill(_ remedy: Remedy, _ gathered: Accumulator) -> Remedy {
        guard let query = remedy.query else { return remedy }
        var filled = remedy
        var text = query
        for (placeholder, value) in values(gathered) { text = text.replacing("{\(placeholder)}", with: value) }
        filled.query = text
        return filled
    }

    private func values(_ gathered: Accumulator) -> [(String, String)] {
        let numbers = gathered.businesses.keys.sorted()
        let businesses =
            numbers.isEmpty || numbers.count > Self.namedBusinesses
            ? "*" : numbers.map { "\"\($0)\"" }.joined(separator: " or ")
        return [
            ("reasonField", reasonPath ?? alias(.reason)), ("businessField", alias(.business)),
            ("timeField", alias(.time)), ("integrationField", alias(.integration)),
            ("evidenceField", gathered.field ?? "*"), ("reason", Self.quoted(gathered.commonReason ?? "*")),
            ("businesses", businesses),
            ("since", gathered.seen.first == .max ? "now-7d" : Timestamp.text(gathered.seen.first)),
            ("until", gathered.seen.last == .min ? "now" : Timestamp.text(gathered.seen.last)),
        ]
    }

    private func alias(_ role: RecordRole) -> String {
        knowledge.slots.number(of: .record(role)).flatMap { slot in
            let plan = knowledge.slots.plans[slot]
            return plan.pinned.first ?? plan.aliases.first
        } ?? role.rawValue
    }

    /// Inside KQL's double quotes only these two need a backslash.
    static func quoted(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }
}

extension String {
    /// Each occurrence of `target`, which must not be empty, replaced; the standard library's own needs Foundation.
    func replacing(_ target: String, with replacement: String) -> String {
        var result = ""
        var rest = self[...]
        while let range = rest.firstRange(of: target) {
            result += rest[..<range.lowerBound] + replacement
            rest = rest[range.upperBound...]
        }
        return result + rest
    }
}
